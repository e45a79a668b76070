import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Certificate } from '../../server/quotas/certificate-schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { certificateColumn } from '../../server/rules/quota-columns.ts';
import { formatFullDate, MISSING } from '../format.ts';
import styles from './certificate-dialog.module.css';
import { CorrectCertificateForm } from './entry-forms.tsx';
import { Evidence } from './evidence.tsx';
import dialogStyles from './form-dialog.module.css';
import { RemoveCertificateForm, RestoreCertificateForm } from './removal-forms.tsx';
import { STATUS_WORDS } from './roster-shape.ts';

type Row = readonly [term: string, description: ReactNode];

function rowsOf(certificate: Certificate): Row[] {
  const { listYear, publishedOn, formerNames, removedOn } = certificate;
  const inBase = listYear <= 2024 ? '，含在2024年底存量内' : '';
  const rows: Row[] = [
    ['称号', certificateColumn(certificate.column).label],
    ['状态', STATUS_WORDS[certificate.status]],
    ['信用代码', certificate.creditCode ?? MISSING],
    ['曾用名', formerNames.length === 0 ? MISSING : formerNames.join('、')],
    ['统计所属', certificate.unitName],
    ['登记所在地', certificate.registeredUnitName ?? MISSING],
    ['名单', `${listYear}年名单，${formatFullDate(publishedOn)}公布${inBase}`],
    ['文号', certificate.batchDocument ?? MISSING],
  ];
  if (removedOn === null) return rows;
  return [...rows, ['退出', `${formatFullDate(removedOn)}，${certificate.removalReason ?? ''}`]];
}

interface DetailProps {
  certificate: Certificate;
  mayWrite: boolean;
  /** buttons of what may be done */
  actions: ReactNode;
  onClose: () => void;
}

/** Everything known of one title, with its evidence: Escape leaves. */
function Detail({ certificate, mayWrite, actions, onClose }: DetailProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={dialogStyles.dialog} aria-labelledby={headingId} onClose={onClose}>
      <h2 id={headingId}>{certificate.holder}</h2>
      <dl className={styles.facts}>
        {rowsOf(certificate).map(([term, description]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
      <Evidence certificate={certificate} mayWrite={mayWrite} />
      <div className={styles.buttons}>
        {actions}
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          关闭
        </button>
      </div>
    </dialog>
  );
}

type Mode = 'detail' | 'correct' | 'remove' | 'restore';

interface CertificateDialogProps {
  /** needed by those who may change the register: the units and the calendar */
  pace: QuotaPaceReply | undefined;
  certificate: Certificate;
  mayWrite: boolean;
  onClose: () => void;
}

/** One title: its facts and evidence, and for the bureau its correction and removal; each form leads back here. */
export function CertificateDialog({ pace, certificate, mayWrite, onClose }: CertificateDialogProps) {
  const [mode, setMode] = useState<Mode>('detail');
  const back = () => setMode('detail');
  if (mode === 'correct' && pace) {
    return <CorrectCertificateForm pace={pace} certificate={certificate} onClose={back} />;
  }
  if (mode === 'remove') return <RemoveCertificateForm certificate={certificate} onClose={back} />;
  if (mode === 'restore') return <RestoreCertificateForm certificate={certificate} onClose={back} />;
  const isRemoved = certificate.removedOn !== null;
  const actions = mayWrite ? (
    <>
      <button type="button" className="button" onClick={() => setMode('correct')}>
        更正…
      </button>
      <button type="button" className="button" onClick={() => setMode(isRemoved ? 'restore' : 'remove')}>
        {isRemoved ? '撤回退出…' : '退出名单…'}
      </button>
    </>
  ) : null;
  return <Detail certificate={certificate} mayWrite={mayWrite} actions={actions} onClose={onClose} />;
}
