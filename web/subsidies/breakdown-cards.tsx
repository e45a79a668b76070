import { Link } from '@tanstack/react-router';
import type { SpendingReply } from '../../server/funds/schema.ts';
import { formatWan } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/states.tsx';
import styles from './breakdown-cards.module.css';
import { clauseFinding, unitFinding } from './findings.ts';
import { MoneyBar, MoneyKey } from './money-bar.tsx';
import { loadOf, type MoneyParts, partsOf } from './money-shape.ts';
import { wanDecimals } from './wan-text.ts';
import { placeWord } from './words.ts';

interface Line {
  key: string;
  name: string;
  detail: string | null;
  cases: number;
  parts: MoneyParts;
  search: { tab: string; year: string; unit?: string; policy?: string };
}

function Amount({ fen, decimals }: { fen: number; decimals: number }) {
  return <td className="num">{fen === 0 ? <span className="muted">·</span> : formatWan(fen, decimals)}</td>;
}

function LinesTable({ lines, what, label }: { lines: Line[]; what: string; label: string }) {
  const scaleFen = Math.max(1, ...lines.map(({ parts }) => loadOf(parts)));
  const decimals = wanDecimals(
    lines.flatMap(({ parts }) => [parts.paidFen, parts.committedFen, parts.expectedFen]),
  );
  return (
    <table className={styles.table}>
      <caption className="visuallyHidden">{label}，万元</caption>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col" className={styles.bar}>
            <span className="visuallyHidden">占比</span>
          </th>
          <th scope="col" className="num">
            事项
          </th>
          <th scope="col" className="num">
            已拨付
          </th>
          <th scope="col" className="num">
            待拨付
          </th>
          <th scope="col" className="num">
            预计
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, name, detail, cases, parts, search }) => (
          <tr key={key}>
            <th scope="row">
              <Link to="/subsidies" search={search}>
                {name}
              </Link>
              {detail ? <small>{detail}</small> : null}
            </th>
            <td className={styles.bar}>
              <MoneyBar parts={parts} scaleFen={scaleFen} slim />
            </td>
            <td className="num">{cases}</td>
            <Amount fen={parts.paidFen} decimals={decimals} />
            <Amount fen={parts.committedFen} decimals={decimals} />
            <Amount fen={parts.expectedFen} decimals={decimals} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SOURCE = '奖补事项登记；标准见各文件条款。';
const NOTE = '万元。待拨付为已审定未拨付；预计为预计可得（待审定），「最高」按上限计入。';

interface CardProps {
  spending: SpendingReply;
  className?: string | undefined;
}

const yearWord = ({ year }: SpendingReply) => (year === null ? '各年' : `${year}年`);
const yearText = ({ year }: SpendingReply) => (year === null ? 'all' : String(year));

/** Spending by clause, most money first. */
export function ClauseCard({ spending, className }: CardProps) {
  const lines = spending.byClause
    .map((row) => ({
      key: `${row.policyId} ${row.clause}`,
      name: `${placeWord(row.policyId)}${row.clause}`,
      detail: row.title,
      cases: row.cases,
      parts: partsOf(row, null),
      search: { tab: 'cases', year: yearText(spending), policy: row.policyId },
    }))
    .sort((a, b) => loadOf(b.parts) - loadOf(a.parts));
  return (
    <Card
      title={clauseFinding(spending)}
      actions={<MoneyKey />}
      file={{
        title: `${yearWord(spending)}奖补资金（按条款）`,
        sources: [SOURCE],
        internal: true,
        unit: '万元',
        scope: NOTE,
      }}
      className={className}
      note={NOTE}
    >
      {lines.length === 0 ? (
        <Empty title="没有事项" />
      ) : (
        <LinesTable lines={lines} what="条款" label="按条款的奖补资金" />
      )}
    </Card>
  );
}

/** Spending by county, most money first. */
export function UnitCard({ spending, className }: CardProps) {
  const lines = spending.byUnit
    .map((row) => ({
      key: row.code,
      name: row.name,
      detail: null,
      cases: row.cases,
      parts: partsOf(row, null),
      search: { tab: 'cases', year: yearText(spending), unit: row.code },
    }))
    .filter(({ cases }) => cases > 0)
    .sort((a, b) => loadOf(b.parts) - loadOf(a.parts));
  const without = spending.byUnit.filter(({ cases }) => cases === 0).map(({ name }) => name);
  const rest = without.length === 0 ? '' : `没有事项：${without.join('、')}。`;
  return (
    <Card
      title={unitFinding(spending)}
      file={{
        title: `${yearWord(spending)}奖补资金（按兑现财政）`,
        sources: [SOURCE],
        internal: true,
        unit: '万元',
        scope: NOTE,
      }}
      className={className}
      note={`${NOTE}按兑现财政所在地。${rest}`}
    >
      {lines.length === 0 ? (
        <Empty title="没有事项" />
      ) : (
        <LinesTable lines={lines} what="县（市、区）" label="按县（市、区）的奖补资金" />
      )}
    </Card>
  );
}
