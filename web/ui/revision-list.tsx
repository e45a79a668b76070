import { useState } from 'react';
import type { ProgressRevisionsReply, RevisionKind } from '../../server/progress/schema.ts';
import type { Lamp as LampColour } from '../../server/rules/grading.ts';
import { formatFullDateTime } from '../format.ts';
import { Card } from './card.tsx';
import { ExportButton } from './export-button.tsx';
import { LampMark, lampWord } from './lamp.tsx';
import styles from './revision-list.module.css';
import {
  KIND_WORDS,
  REVISIONS_NOTE,
  type RevisionLine,
  revisionsFinding,
  revisionsTable,
  type Sort,
  type SortKey,
  shapeRevisions,
  sortRevisions,
} from './revision-shape.ts';
import { Empty } from './states.tsx';

function Grade({ lamp }: { lamp: LampColour | null }) {
  if (lamp === null || lamp === 'none') return <span className="muted">—</span>;
  return (
    <span className={styles.grade}>
      <LampMark lamp={lamp} label="" /> {lampWord(lamp)}
    </span>
  );
}

function Grades({ before, after }: { before: LampColour | null; after: LampColour | null }) {
  if (before === after) return <Grade lamp={after} />;
  return (
    <>
      <Grade lamp={before} />
      <span className={styles.arrow}>→</span>
      <Grade lamp={after} />
    </>
  );
}

function Figures({ pct: { before, after } }: Pick<RevisionLine, 'pct'>) {
  if (before === after) return after ?? '—';
  return (
    <>
      {before ?? <span className="muted">—</span>}
      <span className={styles.arrow}>→</span>
      {after === null ? <span className="muted">—</span> : <strong>{after}</strong>}
    </>
  );
}

function Line({ line, showsUnit }: { line: RevisionLine; showsUnit: boolean }) {
  return (
    <tr>
      {showsUnit ? <th scope="row">{line.unitName}</th> : null}
      {showsUnit ? <td className={styles.period}>{line.label}</td> : <th scope="row">{line.label}</th>}
      <td className={styles.what}>
        {line.what}
        {line.details.length > 0 ? <span className={styles.details}>{line.details.join('；')}</span> : null}
      </td>
      <td className={`num ${styles.pair}`} data-label="同比%">
        <span>
          <Figures pct={line.pct} />
        </span>
      </td>
      <td className={styles.pair} data-label="等级">
        <span>
          <Grades {...line.annual} />
          {line.plan ? (
            <span className={styles.details}>
              规划期 <Grades {...line.plan} />
            </span>
          ) : null}
        </span>
      </td>
      <td data-label="经办">
        <span>
          {line.by ?? '—'}
          <span className={styles.details}>{formatFullDateTime(line.at)}</span>
        </span>
      </td>
    </tr>
  );
}

interface HeadProps {
  word: string;
  by: SortKey;
  sort: Sort;
  onSort: (sort: Sort) => void;
  className?: string;
}

function SortHead({ word, by, sort, onSort, className }: HeadProps) {
  const isChosen = sort.key === by;
  const order = isChosen ? (sort.descending ? 'descending' : 'ascending') : 'none';
  const descending = isChosen ? !sort.descending : by !== 'unit';
  return (
    <th scope="col" aria-sort={order} className={className}>
      <button type="button" className={styles.sort} onClick={() => onSort({ key: by, descending })}>
        {word}
        <span aria-hidden="true">{isChosen ? (sort.descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}

function KindSelect({
  lines,
  value,
  onChange,
}: {
  lines: readonly RevisionLine[];
  value: RevisionKind | null;
  onChange: (kind: RevisionKind | null) => void;
}) {
  const kinds = (Object.keys(KIND_WORDS) as RevisionKind[]).filter((kind) =>
    lines.some((line) => line.kinds.includes(kind)),
  );
  return (
    <select
      className="field noPrint"
      aria-label="修订类别"
      value={value ?? ''}
      onChange={(event) => onChange(kinds.find((kind) => kind === event.target.value) ?? null)}
    >
      <option value="">全部类别</option>
      {kinds.map((kind) => (
        <option key={kind} value={kind}>
          {KIND_WORDS[kind]}
        </option>
      ))}
    </select>
  );
}

interface RevisionListProps {
  reply: ProgressRevisionsReply;
  /** only this unit's, without a column for it; undefined = all */
  unit: string | undefined;
}

/** 修订清单: what is different today from what was known on a day, figure by figure and lamp by lamp. */
export function RevisionList({ reply, unit }: RevisionListProps) {
  const { from } = reply;
  const lines = shapeRevisions(reply, unit);
  const showsUnit = unit === undefined;
  const [sort, setSort] = useState<Sort>({ key: 'period', descending: true });
  const [kind, setKind] = useState<RevisionKind | null>(null);
  if (lines.length === 0) {
    return <Empty title={revisionsFinding(lines, from)} next="当时显示的数据和等级与今天相同。" />;
  }
  const shown = sortRevisions(
    lines.filter((line) => kind === null || line.kinds.includes(kind)),
    sort,
  );
  const head = { sort, onSort: setSort };
  return (
    <Card
      title={revisionsFinding(lines, from)}
      actions={
        <div className={`${styles.actions} noPrint`}>
          <KindSelect lines={lines} value={kind} onChange={setKind} />
          <ExportButton
            table={() => revisionsTable(shown, from, showsUnit ? '' : (shown[0]?.unitName ?? ''))}
          />
        </div>
      }
      note={REVISIONS_NOTE}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={`${styles.scroll} sideways`} aria-label="修订清单" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {showsUnit ? <SortHead word="单位" by="unit" {...head} /> : null}
              <SortHead word="统计期" by="period" {...head} />
              <th scope="col">修订内容</th>
              <SortHead word="同比%" by="moved" className="num" {...head} />
              <th scope="col">等级</th>
              <SortHead word="经办、时间" by="at" {...head} />
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <Line key={line.key} line={line} showsUnit={showsUnit} />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
