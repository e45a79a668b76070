import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { LedgerListReply } from '../../../server/providers/schema.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { Card } from '../../ui/card.tsx';
import { ExportButton } from '../../ui/export-button.tsx';
import { PAGE_SIZE, Pager, usePage } from '../../ui/pager.tsx';
import { Sideways } from '../../ui/sideways.tsx';
import { Empty } from '../../ui/states.tsx';
import { cellText, columnDecimals, formLine, formTitle, listTable } from './list-shape.ts';
import styles from './lists.module.css';

type Row = LedgerListReply['rows'][number];
type Column = LedgerListReply['columns'][number];

/** Where a line leads: the firm among the key energy users, or the provider on this page. */
function Name({ row, search }: { row: Row; search: ProjectsSearch }) {
  const name = cellText(row.cells[1]);
  if (row.providerId !== null) {
    return (
      <Link to="/projects" search={{ ...search, provider: String(row.providerId) }} resetScroll={false}>
        {name}
      </Link>
    );
  }
  if (row.firmId === null) return name;
  return (
    <Link to="/projects" search={{ tab: 'firms', firm: String(row.firmId) }}>
      {name}
    </Link>
  );
}

/** Who to call stands in one line. */
const UNBROKEN: ReadonlySet<string> = new Set(['联系人', '联系电话']);

const classOf = ({ label, kind }: Column) => {
  if (kind === 'text') return UNBROKEN.has(label) ? styles.nowrap : undefined;
  return kind === 'date' ? styles.date : 'num';
};

interface LineProps {
  row: Row;
  columns: readonly Column[];
  decimals: readonly number[];
  search: ProjectsSearch;
}

function Line({ row, columns, decimals, search }: LineProps) {
  return (
    <tr>
      <td className="num">{cellText(row.cells[0])}</td>
      <th scope="row">
        <Name row={row} search={search} />
        {row.mark === null ? null : <small className={styles.mark}>{row.mark}</small>}
      </th>
      {columns.slice(2).map((column, index) => (
        <td key={column.label} className={classOf(column)}>
          {cellText(row.cells[index + 2], column.kind, decimals[index + 2])}
        </td>
      ))}
    </tr>
  );
}

interface SheetProps {
  reply: LedgerListReply;
  /** the one unit shown; null = all */
  unitName: string | null;
  search: ProjectsSearch;
  /** controls beside print and export */
  actions?: ReactNode;
}

/** A list in the usual form (清单): title, 填报单位 and day, numbered lines; printed on A4 landscape. */
export function ListSheet({ reply, unitName, search, actions }: SheetProps) {
  const { columns, rows } = reply;
  const decimals = columnDecimals(reply);
  const [text, setText] = useState('');
  const part = text.trim();
  const found =
    part === '' ? rows : rows.filter(({ cells }) => cells.some((cell) => String(cell).includes(part)));
  const page = usePage(found, `${reply.title} ${unitName} ${part}`);
  return (
    <Card
      className={styles.sheet}
      title={
        <span className="noPrint">
          {rows.length === 0 ? reply.title : `${reply.title}，共${rows.length}行`}
        </span>
      }
      note={reply.note}
      actions={
        rows.length === 0 ? (
          actions
        ) : (
          <span className={`${styles.actions} noPrint`}>
            {actions}
            <button type="button" className="button" onClick={() => window.print()}>
              打印
            </button>
            <ExportButton table={() => listTable(reply, unitName)} />
          </span>
        )
      }
    >
      {rows.length === 0 ? (
        <Empty title={reply.sentence} next={reply.next} />
      ) : (
        <>
          <h3 className={styles.title}>{formTitle(reply, unitName)}</h3>
          <p className={styles.line}>
            {formLine(reply).map((part) => (
              <span key={part}>{part}</span>
            ))}
          </p>
          {rows.length > PAGE_SIZE ? (
            <input
              className="field noPrint"
              type="search"
              aria-label="查找清单"
              placeholder="名称"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          ) : null}
          <Sideways label={reply.title}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column.label} scope="col" className={classOf(column)}>
                      {column.label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {page.rows.map((row) => (
                  <Line key={row.key} row={row} columns={columns} decimals={decimals} search={search} />
                ))}
              </tbody>
            </table>
          </Sideways>
          <Pager {...page.pager} measure="行" />
        </>
      )}
    </Card>
  );
}
