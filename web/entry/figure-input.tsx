import { useId, useState } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { FIGURE_SPECS, type FigureField, parseFigure } from '../../server/rules/figures.ts';
import { periodLabel } from '../../server/rules/periods.ts';
import { MISSING, minus } from '../format.ts';
import { FieldHelp } from './field-help.tsx';
import { FieldHistory } from './field-history.tsx';
import { AbsentReason, FieldComment } from './field-remarks.tsx';
import { FIELD_LABELS } from './field-words.ts';
import styles from './figure-input.module.css';
import { courseOf, sparkPoints } from './shape-entry.ts';

const SPARK = { width: 92, height: 22 };

/** What is said under a field. */
export interface FieldMessages {
  /** why it cannot be accepted */
  error: string | null;
  /** what looks wrong with it; asks for a note */
  warnings: readonly string[];
  /** worth knowing, asks for nothing */
  hints: readonly string[];
}

interface FigureInputProps extends FieldMessages {
  field: FigureField;
  detail: ReportDetail;
  /** as typed; null = blank */
  value: string | null;
  /** remark on the value */
  comment: string | undefined;
  /** why there is no value; undefined where a value is expected */
  absent: string | undefined;
  /** a missing value may be explained in place of the number */
  mayBeAbsent: boolean;
  /** what the statistics bureau's table says, where another figure is typed */
  fedBack: string | null;
  readOnly: boolean;
  onChange: (text: string | null) => void;
  onComment: (text: string | undefined) => void;
  /** undefined = there is a value after all */
  onAbsent: (reason: string | undefined) => void;
  onLeave: () => void;
}

type Panel = 'help' | 'history' | null;

/** One number of the report with last period and the same period last year beside it. */
export function FigureInput(props: FigureInputProps) {
  const { field, detail, value, absent } = props;
  const id = useId();
  const [panel, setPanel] = useState<Panel>(null);
  const [commenting, setCommenting] = useState(false);
  const parsed = parseFigure(field, value);
  const current = parsed.ok ? parsed.text : null;
  const toggle = (which: Panel) => setPanel(panel === which ? null : which);
  const showsComment = commenting || (props.comment ?? '') !== '';

  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        <FieldLabel field={field} /> <span className={styles.unit}>{FIGURE_SPECS[field].unit}</span>
      </label>
      {absent === undefined ? (
        <NumberInput {...props} id={id} current={current} />
      ) : (
        <AbsentReason
          id={id}
          field={field}
          reason={absent}
          invalid={props.error !== null}
          readOnly={props.readOnly}
          onChange={props.onAbsent}
          onLeave={props.onLeave}
        />
      )}
      <Tools
        field={field}
        id={id}
        panel={panel}
        absent={props.mayBeAbsent && value === null ? absent !== undefined : null}
        mayComment={value !== null && !showsComment}
        onToggle={toggle}
        onComment={() => setCommenting(true)}
        onAbsent={() => props.onAbsent(absent === undefined ? '' : undefined)}
      />
      <div className={styles.about} id={`${id}-about`}>
        <Before label="上期" field={field} before={detail.previous} />
        <Before label="上年同期" field={field} before={detail.samePeriodLastYear} />
        <button
          type="button"
          className={styles.historyButton}
          aria-expanded={panel === 'history'}
          aria-controls={`${id}-history`}
          aria-label={`${FIELD_LABELS[field]}：历史`}
          onClick={() => toggle('history')}
        >
          <Spark values={courseOf(detail, field, current)} />
          历史
        </button>
      </div>
      <Said id={`${id}-said`} {...props} current={current} />
      {showsComment ? (
        <FieldComment
          field={field}
          text={props.comment ?? ''}
          focusAtOnce={commenting}
          readOnly={props.readOnly}
          onChange={props.onComment}
          onClose={() => setCommenting(false)}
        />
      ) : null}
      {panel === 'help' ? <FieldHelp id={`${id}-help`} field={field} /> : null}
      {panel === 'history' ? <FieldHistory id={`${id}-history`} field={field} detail={detail} /> : null}
    </div>
  );
}

/** The field itself; what can be read is tidied when it is left. */
function NumberInput(props: FigureInputProps & { id: string; current: string | null }) {
  const { id, field, value, error, current } = props;
  const spec = FIGURE_SPECS[field];
  const isDoubted = props.warnings.length > 0 || props.fedBack !== null;
  const leave = () => {
    const tidy = current === null ? null : minus(current);
    if (parseFigure(field, value).ok && tidy !== value) props.onChange(tidy);
    props.onLeave();
  };
  return (
    <input
      id={id}
      name={field}
      className={styles.input}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      maxLength={64}
      data-step=""
      data-state={error ? 'error' : isDoubted ? 'warning' : undefined}
      readOnly={props.readOnly}
      placeholder={props.mayBeAbsent ? undefined : '如有'}
      required={spec.requiredAtSubmit}
      value={value ?? ''}
      aria-invalid={error !== null}
      aria-describedby={`${id}-about ${id}-said`}
      onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
      onBlur={leave}
    />
  );
}

/** Small buttons at the right of the label: what is meant, a remark, no value. */
function Tools({
  field,
  id,
  panel,
  absent,
  mayComment,
  onToggle,
  onComment,
  onAbsent,
}: {
  field: FigureField;
  id: string;
  panel: Panel;
  /** null where there is a value, or one is not needed */
  absent: boolean | null;
  mayComment: boolean;
  onToggle: (panel: Panel) => void;
  onComment: () => void;
  onAbsent: () => void;
}) {
  const label = FIELD_LABELS[field];
  return (
    <div className={styles.tools}>
      {absent === null ? null : (
        <button
          type="button"
          className={styles.tool}
          aria-label={`${label}：无数据`}
          aria-pressed={absent}
          onClick={onAbsent}
        >
          无数据
        </button>
      )}
      {mayComment ? (
        <button type="button" className={styles.tool} aria-label={`${label}：备注`} onClick={onComment}>
          备注
        </button>
      ) : null}
      <button
        type="button"
        className={styles.help}
        aria-expanded={panel === 'help'}
        aria-controls={`${id}-help`}
        aria-label={`${label}：指标解释`}
        title="指标含义、口径和数据来源"
        onClick={() => onToggle('help')}
      >
        <span aria-hidden="true">?</span>
      </button>
    </div>
  );
}

/** Error, differences, doubts and hints; the fed-back figure where another one is typed. */
function Said(props: FigureInputProps & { id: string; current: string | null }) {
  const { fedBack, current } = props;
  return (
    <div id={props.id} className={styles.said} aria-live="polite">
      {props.error ? <p className={styles.error}>{props.error}</p> : null}
      {fedBack !== null ? (
        <p className={styles.difference}>
          <span>
            反馈 <b>{minus(fedBack)}</b> / 填写 <b>{minus(current ?? MISSING)}</b>，请说明差异
          </span>
          <button
            type="button"
            className="linkButton"
            disabled={props.readOnly}
            onClick={() => {
              if (props.absent !== undefined) props.onAbsent(undefined);
              props.onChange(minus(fedBack));
            }}
          >
            改用反馈数
          </button>
        </p>
      ) : null}
      {props.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      {props.hints.map((hint) => (
        <p key={hint} className={styles.hint}>
          {hint}
        </p>
      ))}
    </div>
  );
}

/** The label; what stands in brackets in small type. */
export function FieldLabel({ field }: { field: FigureField }) {
  const [name = '', aside] = FIELD_LABELS[field].split(/(?=（)/);
  return (
    <>
      {name}
      {aside ? <small>{aside}</small> : null}
    </>
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
