import { useState } from 'react';
import { Decimal } from '../../server/analytics/decimal.ts';
import { MATTERS, type MatterId, matterLabel } from '../../server/rules/subsidies/matters.ts';
import {
  PAYER_LABELS,
  type PayerLevel,
  RECEIPT_LEVELS,
  type Receipt,
} from '../../server/rules/subsidies/vocabulary.ts';
import { receiptsText, typedToAnswer } from './answers.ts';
import styles from './receipts-field.module.css';

interface ReceiptsProps {
  receipts: readonly Receipt[];
  /** Matters found for the answers: offered first. */
  matters: readonly MatterId[];
  error?: string | undefined;
  onAnswer: (text: string) => void;
}

interface RowProps {
  receipt: Receipt;
  number: number;
  matters: readonly MatterId[];
  onChange: (receipt: Receipt) => void;
  onRemove: () => void;
}

function Options({ labels }: { labels: Readonly<Record<string, string>> }) {
  return Object.entries(labels).map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

function Row({ receipt, number, matters, onChange, onRemove }: RowProps) {
  const named = (what: string) => `第${number}笔已得奖补的${what}`;
  const offered = matters.includes(receipt.matter) ? matters : [receipt.matter, ...matters];
  const { level: _level, ...bare } = receipt;
  return (
    <li className={styles.row}>
      <select
        className="field"
        aria-label={named('来源')}
        value={receipt.from}
        onChange={(event) => onChange({ ...receipt, from: event.target.value as PayerLevel })}
      >
        <Options labels={PAYER_LABELS} />
      </select>
      <select
        className="field"
        aria-label={named('事项')}
        value={receipt.matter}
        onChange={(event) => onChange({ ...receipt, matter: event.target.value as MatterId })}
      >
        {offered.map((matter) => (
          <option key={matter} value={matter}>
            {matterLabel(matter)}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label={named('称号级别')}
        value={receipt.level ?? ''}
        onChange={(event) =>
          onChange(
            event.target.value === ''
              ? bare
              : { ...bare, level: event.target.value as keyof typeof RECEIPT_LEVELS },
          )
        }
      >
        <option value="">不分级别</option>
        <Options labels={RECEIPT_LEVELS} />
      </select>
      <Amount
        label={named('金额，万元')}
        yuan={receipt.amountYuan}
        onChange={(amountYuan) => onChange({ ...receipt, amountYuan })}
      />
      <button type="button" className="linkButton" aria-label={`删去第${number}笔`} onClick={onRemove}>
        删去
      </button>
    </li>
  );
}

/** 元 with at most two decimals, not negative. */
const YUAN = /^(?:0|[1-9]\d{0,12})(?:\.\d{1,2})?$/;

interface AmountProps {
  label: string;
  yuan: string;
  onChange: (yuan: string) => void;
}

/** What is typed counts once it is an amount; until then the field says so and the last amount stands. */
function Amount({ label, yuan, onChange }: AmountProps) {
  const [isWrong, setWrong] = useState(false);
  const take = (typed: string) => {
    const text = typedToAnswer('outputYuan', typed) || '0';
    setWrong(!YUAN.test(text));
    if (YUAN.test(text)) onChange(text);
  };
  return (
    <span className={styles.amount}>
      <input
        className="field"
        aria-label={label}
        aria-invalid={isWrong}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={wanOf(yuan)}
        onChange={(event) => take(event.target.value)}
      />
      万元
      {isWrong ? (
        <span className={styles.fault} role="alert">
          应为金额，形如 10 或 12.5
        </span>
      ) : null}
    </span>
  );
}

function wanOf(yuan: string): string {
  return new Decimal(yuan).div(10_000).toFixed();
}

/** What was already received for the same matters (此前已得): decides what is still to be paid, and by whom. */
export function ReceiptsField({ receipts, matters, error, onAnswer }: ReceiptsProps) {
  const [first] = matters.length > 0 ? matters : (Object.keys(MATTERS) as MatterId[]);
  const write = (next: readonly Receipt[]) => onAnswer(receiptsText(next));
  const replaced = (index: number, receipt: Receipt) =>
    receipts.map((before, at) => (at === index ? receipt : before));
  return (
    <div>
      {receipts.length > 0 ? (
        <ul>
          {receipts.map((receipt, index) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity; removing one draws all anew
              key={`${index}/${receipts.length}`}
              receipt={receipt}
              number={index + 1}
              matters={matters}
              onChange={(changed) => write(replaced(index, changed))}
              onRemove={() => write(receipts.filter((_receipt, at) => at !== index))}
            />
          ))}
        </ul>
      ) : null}
      {error ? (
        <p className={styles.fault} role="alert">
          {error}
        </p>
      ) : null}
      <button
        type="button"
        className="linkButton"
        disabled={first === undefined}
        onClick={() => first && write([...receipts, { from: 'city', matter: first, amountYuan: '0' }])}
      >
        ＋ 添一笔已得的奖补
      </button>
    </div>
  );
}
