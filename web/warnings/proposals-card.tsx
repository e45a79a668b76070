import { useState } from 'react';
import type { WarningProposal } from '../../server/warnings/schema.ts';
import { draftWarning } from '../api/changes.ts';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import { Card } from '../ui/card.tsx';
import { Lamp } from '../ui/lamp.tsx';
import { Sideways } from '../ui/sideways.tsx';
import { useWarningChange } from './use-warning-change.ts';
import styles from './warnings.module.css';
import { changeText, figuresText, gapText, TRIGGER_WORDS } from './words.ts';

interface ProposalsProps {
  proposals: readonly WarningProposal[];
  /** a draft was made */
  onDrafted: (id: number) => void;
}

function DismissDialog({ proposal, onClose }: { proposal: WarningProposal; onClose: () => void }) {
  const { unitCode, facts } = proposal;
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const text = reason.trim();
  const change = useWarningChange(
    () => draftWarning({ unitCode, period: facts.period, dismissReason: text }),
    onClose,
  );
  return (
    <FormDialog
      title={`不予督办：${facts.unitName}${facts.label}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="确认不予督办"
      onSubmit={() => {
        setTried(true);
        if (text !== '') change.mutate();
      }}
      onClose={onClose}
    >
      <Field
        label="原因"
        hint="记入台账；下一期仍达到条件时会再次提出"
        fault={isTried && text === '' ? '请填写不予督办的原因' : undefined}
        name="dismissReason"
        error={change.error}
      >
        {(control) => (
          <textarea
            {...control}
            className="field"
            rows={3}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}

function Row({ proposal, onDrafted }: { proposal: WarningProposal; onDrafted: (id: number) => void }) {
  const { unitCode, trigger, facts } = proposal;
  const [isDismissing, setDismissing] = useState(false);
  const draft = useWarningChange(
    () => draftWarning({ unitCode, period: facts.period }),
    ({ id }) => onDrafted(id),
  );
  return (
    <tr>
      <th scope="row">
        {facts.unitName}
        <small>{facts.label}</small>
      </th>
      <td>
        <Lamp lamp={facts.lamp} word={TRIGGER_WORDS[trigger]} />
        {facts.mayFlip ? <small className={styles.under}>舍入内可能翻转</small> : null}
      </td>
      <td>
        {figuresText(facts)}
        <small className={styles.under}>
          相差{gapText(facts.gapPoints)}
          {facts.previous ? `；${facts.previous.label}${changeText(facts.previous.actualPct)}` : ''}
          {proposal.internal ? '；未公布' : ''}
        </small>
      </td>
      <td className={styles.choices}>
        <button
          type="button"
          className="button primary"
          disabled={draft.isPending}
          onClick={() => draft.mutate()}
          aria-label={`为${facts.unitName}拟稿`}
        >
          {draft.isPending ? '正在拟稿…' : '拟稿'}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => setDismissing(true)}
          aria-label={`对${facts.unitName}不予督办`}
        >
          不予督办
        </button>
        {draft.error ? <p role="alert">{draft.error.message}</p> : null}
        {isDismissing ? <DismissDialog proposal={proposal} onClose={() => setDismissing(false)} /> : null}
      </td>
    </tr>
  );
}

/** What the lamps call for and nobody has answered yet; for the bureau. */
export function ProposalsCard({ proposals, onDrafted }: ProposalsProps) {
  if (proposals.length === 0) return null;
  const red = proposals.filter(({ trigger }) => trigger === 'red').length;
  const twice = proposals.length - red;
  const parts = [
    ...(red > 0 ? [`${red}个单位为一级`] : []),
    ...(twice > 0 ? [`${twice}个单位连续两期为二级`] : []),
  ];
  return (
    <Card
      title={`${parts.join('，')}，建议发预警通知`}
      note={`依据各单位最新一期已审核数据的当年预警等级（${proposals[0]?.facts.rule.name ?? ''}）；1–2月为参考，不列入；已在督办的单位不重复提出。`}
    >
      <Sideways label="建议发预警通知的单位">
        <table className={`${styles.table} ${styles.proposals}`}>
          <caption className="visuallyHidden">建议发预警通知的单位</caption>
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col">情形</th>
              <th scope="col">能耗强度变化</th>
              <th scope="col">办理</th>
            </tr>
          </thead>
          <tbody>
            {proposals.map((proposal) => (
              <Row
                key={`${proposal.unitCode} ${proposal.facts.period}`}
                proposal={proposal}
                onDrafted={onDrafted}
              />
            ))}
          </tbody>
        </table>
      </Sideways>
    </Card>
  );
}
