import { useEffect, useRef, useState } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import type { Figures } from '../../server/rules/figures.ts';
import { checkReport } from '../../server/rules/report-checks.ts';
import { declineSignOff, signOffReport } from '../api/changes.ts';
import { formatDateTime } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { checkContextOf } from './check-context.ts';
import styles from './entry.module.css';
import { FeedbackSource } from './feedback-source.tsx';
import { ReasonForm } from './reason-form.tsx';
import { ReportActions } from './report-actions.tsx';
import { Fact, FiguresTable } from './report-view.tsx';
import { ResultPanel } from './result-panel.tsx';
import { scopeWords } from './scope-words.ts';
import { changeWords, reasonsSince, signedAgainst, versionWords } from './signing-shape.ts';
import { useReportStep } from './use-report-step.ts';

interface SigningViewProps {
  detail: ReportDetail;
  figures: Figures;
  onMoved: (newest: ReportDetail) => void;
}

/** A report that waits for the county's second person (签核): the signer decides, the one who filled it in may take it back. */
export function SigningView({ detail, figures, onMoved }: SigningViewProps) {
  const context = checkContextOf(detail);
  const flags = checkReport(figures, context);
  const before = signedAgainst(detail);
  const askedBy = detail.signOff?.askedBy ?? detail.draftBy ?? '填报人';
  return (
    <div className={styles.columns}>
      <Card
        title={`${askedBy}提交签核 · ${formatDateTime(detail.signOff?.askedAt ?? detail.draftSavedAt)}`}
        note={detail.signOff?.maySign ? null : '填报人、提交人和签核人须为不同的人；签核前可以撤回修改。'}
      >
        <FiguresTable
          figures={figures}
          caption="待签核的数据"
          before={before ? { heading: versionWords(before), figures: before.figures } : undefined}
        />
        {before ? <p className={styles.changedWords}>{changeWords(figures, before)}</p> : null}
        <dl className={styles.facts}>
          <Fact term="口径">
            <WithBefore words={scopeWords(figures)} before={before && scopeWords(before.figures)} />
          </Fact>
          {flags.length > 0 ? (
            <Fact term="提示">
              {flags.map((flag) => (
                <span key={flag.message} className={flag.severity === 'hint' ? styles.hint : styles.flag}>
                  {flag.severity === 'hint' ? '○' : '▲'} {flag.message}
                </span>
              ))}
            </Fact>
          ) : null}
          <Fact term="说明">
            <WithBefore
              words={figures.note.trim() || '无'}
              before={before && (before.figures.note.trim() || '无')}
            />
          </Fact>
        </dl>
        {detail.feedback ? <FeedbackSource feedback={detail.feedback} /> : null}
        <Reasons detail={detail} />
        {detail.signOff?.maySign ? (
          <SignerActions detail={detail} onMoved={onMoved} />
        ) : (
          <ReportActions detail={detail} onMoved={onMoved} />
        )}
      </Card>
      <ResultPanel figures={figures} context={context} title="本期结果" />
    </div>
  );
}

/** A line of the report, with what it said before where that was something else. */
function WithBefore({ words, before }: { words: string; before: string | null }) {
  return (
    <>
      {words}
      {before === null || before === words ? null : <span className={styles.was}>（原为：{before}）</span>}
    </>
  );
}

/** Why the report was opened or sent back, right above the decision. */
function Reasons({ detail }: { detail: ReportDetail }) {
  const reasons = reasonsSince(detail);
  if (reasons.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {reasons.map(({ id, title, text, by, at }) => (
        <Fact key={id} term={title}>
          {text}
          <span className={styles.hint}>
            {by} {formatDateTime(at)}
          </span>
        </Fact>
      ))}
    </dl>
  );
}

/** 签核并上报 with one key, or back with a reason. */
function SignerActions({ detail, onMoved }: Omit<SigningViewProps, 'figures'>) {
  const { unitCode, period, version } = detail;
  const sign = useRef<HTMLButtonElement>(null);
  const { busy, failure, run } = useReportStep(onMoved);
  const [declining, setDeclining] = useState(false);
  useEffect(() => sign.current?.focus({ preventScroll: true }), []);
  if (declining) {
    return (
      <ReasonForm
        label="退回修改的原因"
        placeholder="写明哪一项需要核对"
        submit="退回修改"
        busy={busy}
        failure={failure}
        onCancel={() => setDeclining(false)}
        onSubmit={(reason) => void run(() => declineSignOff(unitCode, period, version, reason))}
      />
    );
  }
  return (
    <div className={styles.foot}>
      {failure ? (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      ) : null}
      <button type="button" className="button" disabled={busy} onClick={() => setDeclining(true)}>
        退回修改
      </button>
      <button
        ref={sign}
        type="button"
        className={`button primary ${styles.submit}`}
        disabled={busy}
        onClick={() => void run(() => signOffReport(unitCode, period, version))}
      >
        {busy ? '正在上报…' : '签核并上报'}
      </button>
    </div>
  );
}
