import { useId } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { FIGURE_SPECS, type FigureField, parseFigure } from '../../server/rules/figures.ts';
import { periodLabel } from '../../server/rules/periods.ts';
import { MISSING, minus } from '../format.ts';
import styles from './figure-input.module.css';
import { courseOf, sparkPoints } from './shape-entry.ts';

const LABELS: Readonly<Record<FigureField, string>> = {
  energyWanTce: '综合能源消费量',
  energyGrowthPct: '综合能源消费量增速',
  valueAddedGrowthPct: '规上工业增加值增速（可比价）',
  publishedIntensityPct: '统计反馈的单位增加值能耗增速（如有）',
  samePeriodEnergyWanTce: '上年同期综合能源消费量（修订数，如有）',
  waterIntensityPct: '单位工业增加值用水量增速',
  carbonIntensityPct: '规上工业碳排放强度增速',
  greenRevenueYiYuan: '规上绿色低碳产业营业收入',
  efficientMotorSharePct: '在役高效节能电机占比',
  retrofitCoveragePct: '年耗千吨标准煤以上企业改造覆盖率',
};

const SPARK = { width: 92, height: 22 };

interface FigureInputProps {
  field: FigureField;
  detail: ReportDetail;
  /** as typed; null = blank */
  value: string | null;
  /** why it cannot be accepted */
  error: string | null;
  /** what looks wrong with it, in words */
  warnings: readonly string[];
  readOnly: boolean;
  onChange: (text: string | null) => void;
  onLeave: () => void;
}

/** One number of the report with last period and the same period last year beside it. */
export function FigureInput(props: FigureInputProps) {
  const { field, detail, value, error, warnings } = props;
  const id = useId();
  const spec = FIGURE_SPECS[field];
  const parsed = parseFigure(field, value);
  const current = parsed.ok ? parsed.text : null;

  const leave = () => {
    const tidy = current === null ? null : minus(current);
    if (parsed.ok && tidy !== value) props.onChange(tidy);
    props.onLeave();
  };

  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {LABELS[field]} <span className={styles.unit}>{spec.unit}</span>
      </label>
      <input
        id={id}
        name={field}
        className={styles.input}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        data-step=""
        data-state={error ? 'error' : warnings.length > 0 ? 'warning' : undefined}
        readOnly={props.readOnly}
        required={spec.requiredAtSubmit}
        value={value ?? ''}
        aria-invalid={error !== null}
        aria-describedby={`${id}-about ${id}-said`}
        onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
        onBlur={leave}
      />
      <div className={styles.about} id={`${id}-about`}>
        <Before label="上期" field={field} before={detail.previous} />
        <Before label="上年同期" field={field} before={detail.samePeriodLastYear} />
        <Spark values={courseOf(detail, field, current)} />
      </div>
      <div id={`${id}-said`} aria-live="polite">
        {error ? <p className={styles.error}>{error}</p> : null}
        {warnings.map((warning) => (
          <p key={warning} className={styles.warning}>
            {warning}
          </p>
        ))}
      </div>
    </div>
  );
}

function Before({
  label,
  field,
  before,
}: {
  label: string;
  field: FigureField;
  before: ReportDetail['previous'];
}) {
  const text = before?.figures[field] ?? null;
  return (
    <span title={before ? periodLabel(before.period) : '没有已报送的数据'}>
      {label} <b>{text === null ? MISSING : minus(text)}</b>
    </span>
  );
}

function Spark({ values }: { values: readonly number[] }) {
  const points = sparkPoints(values, SPARK.width, SPARK.height);
  if (points === '') return null;
  const [x, y] = (points.split(' ').at(-1) ?? '').split(',');
  return (
    <svg className={styles.spark} width={SPARK.width} height={SPARK.height} aria-hidden="true">
      <polyline points={points} fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx={x} cy={y} r="2" fill="currentColor" />
    </svg>
  );
}
