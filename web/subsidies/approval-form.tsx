import { useState } from 'react';
import type { CaseDetail } from '../../server/cases/schema.ts';
import { caseFunding } from '../../server/rules/subsidies/case-result.ts';
import type { FundingWay, MatterFunding } from '../../server/rules/subsidies/funding.ts';
import type { PayerLevel } from '../../server/rules/subsidies/vocabulary.ts';
import { takeStep } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { formatWan } from '../format.ts';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import { reasonAsked } from './approval-shape.ts';
import styles from './case-steps.module.css';
import { fitsAmount, NO_SHARES, readShares, type ShareTexts } from './funding-choice.ts';
import { useMoneyChange } from './use-money-change.ts';
import { parseWan, wanInput } from './wan-text.ts';
import { expectedWord, PAYER_WORDS } from './words.ts';

const PAYERS: readonly PayerLevel[] = ['province', 'city', 'district'];

function textsOf(way: FundingWay): ShareTexts {
  const of = (payer: PayerLevel) => way.shares.find((share) => share.payer === payer)?.fen ?? 0;
  const text = (payer: PayerLevel) => (of(payer) === 0 ? '' : wanInput(of(payer)));
  return { province: text('province'), city: text('city'), district: text('district') };
}

/** Where only one payer is possible, it pays whatever is approved. */
function sharesFollowing(funding: MatterFunding | null, amount: string): ShareTexts {
  const [way, other] = funding?.ways ?? [];
  const [share, another] = way?.shares ?? [];
  if (share === undefined || another !== undefined || other !== undefined) return NO_SHARES;
  return { ...NO_SHARES, [share.payer]: amount };
}

interface SharesProps {
  ways: readonly FundingWay[];
  amountFen: number | null;
  texts: ShareTexts;
  error: unknown;
  onChange: (texts: ShareTexts) => void;
}

/** Who pays which share: the ways the rules find, or one's own. */
function Shares({ ways, amountFen, texts, error, onChange }: SharesProps) {
  const set = (payer: PayerLevel, text: string) => onChange({ ...texts, [payer]: text });
  return (
    <>
      {ways.length > 1 ? (
        <fieldset className={styles.ways}>
          <legend>资金来源（文件未规定分担，由审定人选择）</legend>
          {ways.map((way) => {
            const isFit = fitsAmount(way, amountFen);
            return (
              <label key={way.id}>
                <input
                  type="radio"
                  name="way"
                  disabled={!isFit}
                  checked={isFit && JSON.stringify(textsOf(way)) === JSON.stringify(texts)}
                  onChange={() => onChange(textsOf(way))}
                />
                {way.words}
              </label>
            );
          })}
        </fieldset>
      ) : null}
      <Field
        label="各级承担（万元）"
        hint="合计应等于审定金额；全部留空为暂不登记"
        name="funding"
        error={error}
      >
        {(control) => (
          <span className={styles.shares}>
            {PAYERS.map((payer, index) => (
              <input
                key={payer}
                {...(index === 0 ? control : { 'aria-invalid': control['aria-invalid'] })}
                className="field"
                aria-label={`${PAYER_WORDS[payer]}承担（万元）`}
                placeholder={PAYER_WORDS[payer]}
                inputMode="decimal"
                value={texts[payer]}
                onChange={(event) => set(payer, event.target.value)}
              />
            ))}
          </span>
        )}
      </Field>
    </>
  );
}

/** Did the server ask for a reason (422 at amountReason)? */
function isReasonFault(error: unknown): boolean {
  return error instanceof ApiError && error.fields.amountReason !== undefined;
}

/** What is typed in the approval form, and what it comes to. */
function useApproval(detail: CaseDetail, onClose: () => void) {
  const [funding] = useState(() => caseFunding(detail));
  const [amount, setAmount] = useState(wanInput(detail.dueFen ?? detail.expectedFen));
  const [approvalDocument, setDocument] = useState('');
  const [reason, setReason] = useState('');
  const [typedShares, setShares] = useState<ShareTexts | null>(null);
  const texts = typedShares ?? sharesFollowing(funding, amount);
  const amountFen = parseWan(amount);
  const shares = readShares(texts);
  const isWrong = amount.trim() !== '' && amountFen === null;
  const change = useMoneyChange(
    () =>
      takeStep(detail.id, {
        version: detail.version,
        step: 'approve',
        amountFen: amountFen ?? 0,
        amountReason: asked === null ? null : reason.trim() || null,
        approvalDocument: approvalDocument.trim(),
        ...(shares === null || shares.length === 0 ? {} : { funding: shares }),
      }),
    onClose,
  );
  const [isDemanded, setDemanded] = useState(false);
  if (!isDemanded && isReasonFault(change.error)) setDemanded(true);
  const asked = reasonAsked(detail, amountFen, isDemanded);
  const submit = () => !isWrong && shares !== null && change.mutate();
  const typed = { amount, approvalDocument, reason, texts };
  const set = { setAmount, setDocument, setReason, setShares };
  return { ...typed, ...set, funding, amountFen, asked, isWrong, change, submit };
}

type Approval = ReturnType<typeof useApproval>;

function AmountField({ form }: { form: Approval }) {
  const hint = form.isWrong ? '请填金额，如 30 或 12.5' : '不高于预计金额';
  return (
    <Field label="审定金额（万元）" hint={hint} name="amountFen" error={form.change.error}>
      {(control) => (
        <input
          {...control}
          aria-invalid={form.isWrong || control['aria-invalid']}
          className="field"
          inputMode="decimal"
          value={form.amount}
          onChange={(event) => form.setAmount(event.target.value)}
        />
      )}
    </Field>
  );
}

function Grounds({ form }: { form: Approval }) {
  const { error } = form.change;
  return (
    <>
      {form.asked !== null ? (
        <Field label="金额理由" hint={form.asked} name="amountReason" error={error}>
          {(control) => (
            <textarea
              {...control}
              className="field"
              rows={2}
              maxLength={500}
              value={form.reason}
              onChange={(event) => form.setReason(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <Field label="审定文号" hint="批复或会议纪要文号" name="approvalDocument" error={error}>
        {(control) => (
          <input
            {...control}
            className="field"
            maxLength={100}
            value={form.approvalDocument}
            onChange={(event) => form.setDocument(event.target.value)}
          />
        )}
      </Field>
    </>
  );
}

/** 审定: the amount, its document, why it differs from the expected one, and who pays. */
export function ApprovalForm({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const form = useApproval(detail, onClose);
  const { funding, change } = form;
  return (
    <FormDialog
      title={`审定金额：${detail.beneficiaryName}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="确认审定"
      onSubmit={form.submit}
      onClose={onClose}
    >
      <p className={styles.amount}>
        {detail.expectedFen === null
          ? '条款未写金额，由人工议定。'
          : `${expectedWord(detail)}${formatWan(detail.expectedFen)}万元。`}
        {detail.dueFen === null || detail.dueFen === detail.expectedFen
          ? null
          : `扣除同一事项已审定的奖补后，还可得${formatWan(detail.dueFen)}万元。`}
      </p>
      <AmountField form={form} />
      <Grounds form={form} />
      {funding?.notes.map((words) => (
        <p key={words} className={styles.note}>
          {words}
        </p>
      ))}
      <Shares
        ways={funding?.ways ?? []}
        amountFen={form.amountFen}
        texts={form.texts}
        error={change.error}
        onChange={form.setShares}
      />
    </FormDialog>
  );
}
