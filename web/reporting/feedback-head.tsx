import type { FeedbackInput, FeedbackReply, FeedbackVerdict } from '../../server/feedback/schema.ts';
import { parseDate } from '../../server/rules/date-text.ts';
import { DEDUCTION_LABELS, EDITION_LABELS, ENERGY_SCOPE_LABELS } from '../../server/rules/figures.ts';
import { useSession } from '../app/session.ts';
import { Field } from '../quotas/form-dialog.tsx';
import styles from './reporting.module.css';

/** Document and scope of a table. */
export type FeedbackHead = Omit<FeedbackInput, 'period' | 'rows' | 'check'>;

/** The scope rarely changes between tables: the newest one's, else unstated; the document is always another. */
export function headOf({ tables }: FeedbackReply): FeedbackHead {
  const [newest] = tables;
  return {
    document: '',
    documentDate: '',
    edition: newest?.edition ?? 'flash',
    energyScope: newest?.energyScope ?? 'unstated',
    feedstockDeducted: newest?.feedstockDeducted ?? 'unstated',
    renewablesDeducted: newest?.renewablesDeducted ?? 'unstated',
  };
}

/** A date as people write it is sent as YYYY-MM-DD; what is none goes as typed and is refused in words. */
export function headToSend(head: FeedbackHead): FeedbackHead {
  return { ...head, documentDate: parseDate(head.documentDate) ?? head.documentDate.slice(0, 10) };
}

interface HeadFieldsProps {
  period: string;
  head: FeedbackHead;
  problems: FeedbackVerdict['problems'];
  onChange: (head: FeedbackHead) => void;
}

/** Document, its date, edition and scope: the same for all lines. */
export function FeedbackHeadFields({ period, head, problems, onChange }: HeadFieldsProps) {
  const { today } = useSession();
  const isYear = period.endsWith('-12');
  const choices = [
    ['energyScope', '电力折算', ENERGY_SCOPE_LABELS],
    ['feedstockDeducted', '原料用能', DEDUCTION_LABELS],
    ['renewablesDeducted', '可再生能源', DEDUCTION_LABELS],
  ] as const;
  return (
    <div className={styles.head}>
      <Field label="反馈文件名称或文号" name="document" error={null} fault={problems.document?.message}>
        {(control) => (
          <input
            {...control}
            className="field"
            maxLength={200}
            placeholder={`如：关于反馈${period.slice(0, 4)}年1–${Number(period.slice(5))}月规上工业能耗数据的函`}
            value={head.document}
            onChange={(event) => onChange({ ...head, document: event.target.value })}
          />
        )}
      </Field>
      <Field label="文件日期" name="documentDate" error={null} fault={problems.documentDate?.message}>
        {(control) => (
          <input
            {...control}
            className="field"
            inputMode="numeric"
            placeholder={`如 ${today}`}
            value={head.documentDate}
            onChange={(event) => onChange({ ...head, documentDate: event.target.value })}
            onBlur={() =>
              onChange({ ...head, documentDate: parseDate(head.documentDate) ?? head.documentDate })
            }
          />
        )}
      </Field>
      <Field
        label="报表类别"
        name="edition"
        error={null}
        fault={problems.edition?.message}
        {...(isYear ? {} : { hint: '年报只用于1–12月' })}
      >
        {(control) => (
          <select
            {...control}
            className="field"
            disabled={!isYear}
            value={head.edition}
            onChange={(event) =>
              onChange({ ...head, edition: event.target.value === 'final' ? 'final' : 'flash' })
            }
          >
            {Object.entries(EDITION_LABELS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      {choices.map(([name, label, words]) => (
        <Field key={name} label={label} name={name} error={null} fault={problems[name]?.message}>
          {(control) => (
            <select
              {...control}
              className="field"
              value={head[name]}
              onChange={(event) => onChange({ ...head, [name]: event.target.value })}
            >
              {Object.entries(words).map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
    </div>
  );
}
