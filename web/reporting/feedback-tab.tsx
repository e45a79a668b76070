import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { FeedbackReply, FeedbackUnit } from '../../server/feedback/schema.ts';
import { type CollectionPlan, DEFAULT_COLLECTION_PLAN, dueFields } from '../../server/rules/collection.ts';
import { EDITION_LABELS, FIGURE_SPECS, type FigureField } from '../../server/rules/figures.ts';
import { collectionQuery, feedbackQuery, periodsQuery } from '../api/queries.ts';
import { scopeWords } from '../entry/scope-words.ts';
import { formatFullDate, formatFullDateTime } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { Sideways } from '../ui/sideways.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import { FeedbackEntry } from './feedback-entry.tsx';
import { gridFields } from './feedback-grid.ts';
import { differenceWords, feedbackTable, figureText, givenFields, stateWords } from './feedback-words.ts';
import styles from './reporting.module.css';

/** 统计反馈: what was fed back, what the counties made of it, and entering a table. */
export function FeedbackTab({ period }: { period: string }) {
  const query = useQuery(feedbackQuery(period));
  return (
    <QueryView query={query} height={480}>
      {(reply) => <Feedback reply={reply} />}
    </QueryView>
  );
}

function Feedback({ reply }: { reply: FeedbackReply }) {
  const isEmpty = reply.tables.length === 0;
  const [entering, setEntering] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const entry = (
    <EntryOf
      reply={reply}
      onClose={isEmpty ? null : () => setEntering(false)}
      onSaved={(words) => {
        setEntering(false);
        setDone(words);
      }}
    />
  );
  return (
    <div className={styles.stack}>
      <p role="status" className={styles.done}>
        {done}
      </p>
      {entering || isEmpty ? entry : null}
      {isEmpty ? null : (
        <Overview
          reply={reply}
          onEnter={
            entering
              ? null
              : () => {
                  setDone(null);
                  setEntering(true);
                }
          }
        />
      )}
      {isEmpty ? null : <Tables reply={reply} />}
    </div>
  );
}

/** The entry form, once it is known what is due in the period and that it is open. */
function EntryOf({
  reply,
  onClose,
  onSaved,
}: {
  reply: FeedbackReply;
  onClose: (() => void) | null;
  onSaved: (words: string) => void;
}) {
  const collection = useQuery(collectionQuery);
  const periods = useQuery(periodsQuery);
  const state = periods.data?.periods.find((one) => one.period === reply.period)?.state;
  if (state === 'closed' || state === 'notYet') {
    const next =
      state === 'closed'
        ? '需要录入或更正的，先在“报送期”中重新开放。'
        : '到开始填报日后即可录入，日期可在“报送期”中调整。';
    return (
      <Empty title={`${reply.label}${state === 'closed' ? '已截止填报' : '尚未开始填报'}`} next={next} />
    );
  }
  return (
    <QueryView query={collection} height={420}>
      {({ items }) => {
        const plan: CollectionPlan = {
          ...DEFAULT_COLLECTION_PLAN,
          ...Object.fromEntries(items.map(({ itemId, frequency, wayIn }) => [itemId, { frequency, wayIn }])),
        };
        return (
          <FeedbackEntry
            reply={reply}
            fields={gridFields(dueFields(plan, reply.period))}
            onClose={onClose}
            onSaved={onSaved}
          />
        );
      }}
    </QueryView>
  );
}

function FigureHeads({ fields }: { fields: readonly FigureField[] }) {
  return fields.map((field) => (
    <th key={field} scope="col" className="num">
      {FIGURE_SPECS[field].label}
      <small className={styles.unit}>{FIGURE_SPECS[field].unit}</small>
    </th>
  ));
}

function Overview({ reply, onEnter }: { reply: FeedbackReply; onEnter: (() => void) | null }) {
  const fields = givenFields(reply.units.flatMap(({ feedback }) => (feedback ? [feedback] : [])));
  return (
    <Card
      title={`${reply.label}现行反馈数与填报情况`}
      note="同一单位多次反馈的，以最后录入的为准；反馈表未给出的项目不比较。"
      actions={
        <div className={styles.buttons}>
          <ExportButton table={() => feedbackTable(reply)} />
          {onEnter ? (
            <button type="button" className="button primary" onClick={onEnter}>
              录入新的反馈表
            </button>
          ) : null}
        </div>
      }
    >
      <Sideways label="反馈数与填报情况">
        <table className={`${styles.wide} ${styles.stacked}`}>
          <thead>
            <tr>
              <th scope="col">单位</th>
              <FigureHeads fields={fields} />
              <th scope="col">填报情况</th>
            </tr>
          </thead>
          <tbody>
            {reply.units.map((unit) => (
              <OverviewRow key={unit.unitCode} unit={unit} fields={fields} period={reply.period} />
            ))}
          </tbody>
        </table>
      </Sideways>
    </Card>
  );
}

function OverviewRow({
  unit,
  fields,
  period,
}: {
  unit: FeedbackUnit;
  fields: readonly FigureField[];
  period: string;
}) {
  const state = stateWords(unit);
  return (
    <tr>
      <th scope="row">
        <Link to="/review" search={{ period, unit: unit.unitCode }}>
          {unit.unitName}
        </Link>
      </th>
      {fields.map((field) => (
        <td
          key={field}
          className="num"
          data-label={`${FIGURE_SPECS[field].label} ${FIGURE_SPECS[field].unit}`}
        >
          {figureText(field, unit.feedback?.figures[field] ?? null)}
        </td>
      ))}
      <td className={styles.said} data-first>
        <span className={styles[state.tone]}>{state.text}</span>
        {unit.differences.map((difference) => (
          <small key={difference.field}>{differenceWords(difference)}</small>
        ))}
      </td>
    </tr>
  );
}

/** Every table of the period as it was entered, newest first. */
function Tables({ reply }: { reply: FeedbackReply }) {
  return (
    <Card title={`历次反馈表，共${reply.tables.length}份`}>
      {reply.tables.map((table) => (
        <details key={table.id} className={styles.table}>
          <summary>
            {table.document}（{formatFullDate(table.documentDate)}，{EDITION_LABELS[table.edition]}）
            <small>
              {table.rows.length}行，{table.enteredBy} {formatFullDateTime(table.enteredAt)}录入
            </small>
          </summary>
          <p className={styles.hint}>口径：{scopeWords({ ...table, source: 'statistics' })}</p>
          <TableRows rows={table.rows} />
        </details>
      ))}
    </Card>
  );
}

function TableRows({ rows }: { rows: FeedbackReply['tables'][number]['rows'] }) {
  const fields = givenFields(rows);
  return (
    <Sideways label="反馈表">
      <table className={styles.wide}>
        <thead>
          <tr>
            <th scope="col">单位</th>
            <FigureHeads fields={fields} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.unitCode}>
              <th scope="row">{row.unitName}</th>
              {fields.map((field) => (
                <td key={field} className="num">
                  {figureText(field, row.figures[field])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}
