import { useState } from 'react';
import type { CaseDetail } from '../../server/cases/schema.ts';
import { parseDate } from '../../server/rules/date-text.ts';
import { takeStep } from '../api/changes.ts';
import { useSession } from '../app/session.ts';
import { formatWan } from '../format.ts';
import { DateField } from '../quotas/date-field.tsx';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import styles from './case-steps.module.css';
import { useMoneyChange } from './use-money-change.ts';
import { parseWan, wanInput } from './wan-text.ts';

interface FormProps {
  detail: CaseDetail;
  onClose: () => void;
}

/** 公示: first and last day, both included. */
export function NoticeForm({ detail, onClose }: FormProps) {
  const { today } = useSession();
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState('');
  const change = useMoneyChange(
    () =>
      takeStep(detail.id, {
        version: detail.version,
        step: 'publishNotice',
        noticeFrom: parseDate(from) ?? from,
        noticeTo: parseDate(to) ?? to,
      }),
    onClose,
  );
  return (
    <FormDialog
      title={`发布公示：${detail.beneficiaryName}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="确认发布公示"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <DateField label="公示起" name="noticeFrom" error={change.error} value={from} onChange={setFrom} />
      <DateField
        label="公示止"
        hint="含当日；期满次日起方可审定"
        name="noticeTo"
        error={change.error}
        value={to}
        onChange={setTo}
      />
    </FormDialog>
  );
}

/** 拨付: a payment in whole or in part. */
export function PaymentForm({ detail, onClose }: FormProps) {
  const { today } = useSession();
  const leftFen = (detail.approvedFen ?? 0) - detail.paidFen;
  const [paidOn, setPaidOn] = useState(today);
  const [text, setText] = useState(wanInput(leftFen));
  const [voucher, setVoucher] = useState('');
  const amountFen = parseWan(text);
  const isWrong = text.trim() !== '' && amountFen === null;
  const change = useMoneyChange(
    () =>
      takeStep(detail.id, {
        version: detail.version,
        step: 'pay',
        paidOn: parseDate(paidOn) ?? paidOn,
        amountFen: amountFen ?? 0,
        voucher: voucher.trim(),
      }),
    onClose,
  );
  const { error } = change;
  return (
    <FormDialog
      title={`登记拨付：${detail.beneficiaryName}`}
      error={error}
      isBusy={change.isPending}
      submitWord="确认拨付"
      onSubmit={() => !isWrong && change.mutate()}
      onClose={onClose}
    >
      <p className={styles.amount}>
        审定{formatWan(detail.approvedFen)}万元，已拨付{formatWan(detail.paidFen)}万元，待拨付
        <b>{formatWan(leftFen)}万元</b>。
      </p>
      <DateField label="拨付日期" name="paidOn" error={error} value={paidOn} onChange={setPaidOn} />
      <Field
        label="金额（万元）"
        hint={isWrong ? '请填金额，如 30 或 12.5' : '可分次拨付'}
        name="amountFen"
        error={error}
      >
        {(control) => (
          <input
            {...control}
            aria-invalid={isWrong || control['aria-invalid']}
            className="field"
            inputMode="decimal"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Field label="凭证号" hint="每笔唯一" name="voucher" error={error}>
        {(control) => (
          <input
            {...control}
            className="field"
            maxLength={60}
            value={voucher}
            onChange={(event) => setVoucher(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
