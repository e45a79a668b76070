import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { NeedDetail, NeedOffer } from '../../../server/needs/schema.ts';
import { NEED_STEP_RULES, type NeedStep } from '../../../server/rules/need-steps.ts';
import { PROJECT_STAGE_LABELS } from '../../../server/rules/project-stages.ts';
import { needQuery } from '../../api/queries.ts';
import { Card } from '../../ui/card.tsx';
import { QueryView } from '../../ui/states.tsx';
import { NeedAnswers } from './need-answers.tsx';
import { NeedForm } from './need-form.tsx';
import { NeedBadge } from './need-list.tsx';
import { NeedNotice } from './need-notice.tsx';
import styles from './needs.module.css';
import { OfferForm } from './offer-form.tsx';
import { ProjectForm } from './project-form.tsx';
import { CloseForm, MatchForm, ReopenForm } from './step-forms.tsx';
import { leftWord } from './words.ts';

/** The form that is open: a step's, or one of the two beside them. */
type Open = Exclude<NeedStep, 'match'> | 'edit' | 'offer' | NeedOffer;

function Head({ need }: { need: NeedDetail }) {
  const { project } = need;
  return (
    <div className={styles.head}>
      <NeedBadge need={need} />
      <span>{leftWord(need)}</span>
      <Link to="/projects" search={{ tab: 'firms', firm: String(need.firmId) }}>
        {need.firmName}
      </Link>
      {project === null ? null : (
        <Link to="/projects" search={{ tab: 'projects', project: String(project.id) }}>
          项目：{project.name}（{PROJECT_STAGE_LABELS[project.stage]}）
        </Link>
      )}
      {need.closedReason === null ? null : <span>关闭原因：{need.closedReason}</span>}
    </div>
  );
}

function Buttons({ need, onOpen }: { need: NeedDetail; onOpen: (open: Open) => void }) {
  const steps = need.steps.filter((step) => step !== 'match');
  if (steps.length === 0 && !need.mayEdit && !need.mayRecordOffer) return null;
  const button = (open: Exclude<Open, NeedOffer>, label: string, isPrimary = false) => (
    <button
      key={open}
      type="button"
      className={isPrimary ? 'button primary' : 'button'}
      onClick={() => onOpen(open)}
    >
      {label}
    </button>
  );
  return (
    <div className={styles.steps}>
      {need.mayRecordOffer ? button('offer', '登记应答', true) : null}
      {steps.map((step) => button(step, NEED_STEP_RULES[step].label, step === 'makeProject'))}
      {need.mayEdit ? button('edit', need.offers > 0 ? '调整截止日' : '修改') : null}
    </div>
  );
}

function Form({ need, open, onClose }: { need: NeedDetail; open: Open; onClose: () => void }) {
  if (typeof open === 'object') return <MatchForm need={need} offer={open} onClose={onClose} />;
  switch (open) {
    case 'edit':
      return <NeedForm need={need} onClose={onClose} onSaved={onClose} />;
    case 'offer':
      return <OfferForm need={need} onClose={onClose} />;
    case 'makeProject':
      return <ProjectForm need={need} onClose={onClose} />;
    case 'close':
      return <CloseForm need={need} onClose={onClose} />;
    case 'reopen':
      return <ReopenForm need={need} onClose={onClose} />;
  }
}

function Detail({ need, onClose }: { need: NeedDetail; onClose: () => void }) {
  const [open, setOpen] = useState<Open | null>(null);
  const shut = () => setOpen(null);
  return (
    <Card
      title={<span className="noPrint">{need.title}</span>}
      actions={
        <span className="noPrint">
          <button type="button" className="button" onClick={() => window.print()}>
            打印公告
          </button>{' '}
          <button type="button" className="linkButton" onClick={onClose}>
            返回列表
          </button>
        </span>
      }
    >
      <div className="noPrint">
        <Head need={need} />
        <Buttons need={need} onOpen={setOpen} />
      </div>
      <NeedNotice need={need} />
      <div className="noPrint">
        <NeedAnswers need={need} onMatch={setOpen} />
      </div>
      {open === null ? null : <Form need={need} open={open} onClose={shut} />}
    </Card>
  );
}

/** One need: where it stands, what may be done, the notice, the answers side by side. */
export function NeedDetailCard({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useQuery(needQuery(id));
  return (
    <QueryView query={query} height={600}>
      {(need) => <Detail need={need} onClose={onClose} />}
    </QueryView>
  );
}
