import { useQuery } from '@tanstack/react-query';
import type { ForecastReply } from '../../server/funds/schema.ts';
import { forecastQuery } from '../api/queries.ts';
import { formatFullDate, formatWan } from '../format.ts';
import { Card } from '../ui/card.tsx';
import type { CardFile } from '../ui/card-file.ts';
import { QueryView } from '../ui/states.tsx';
import { forecastFinding } from './findings.ts';
import styles from './forecast-card.module.css';
import { wanDecimals } from './wan-text.ts';
import { placeWord } from './words.ts';

function range(lowFen: number, highFen: number, decimals: number): string {
  const low = formatWan(lowFen, decimals);
  return lowFen === highFen ? low : `${low}–${formatWan(highFen, decimals)}`;
}

/** Range bars: solid to the low end, hatched on to the high end. */
function YearBars({ forecast }: { forecast: ForecastReply }) {
  const scale = Math.max(1, ...forecast.years.map(({ highFen }) => highFen));
  const decimals = wanDecimals(forecast.years.flatMap(({ lowFen, highFen }) => [lowFen, highFen]));
  return (
    <ul className={styles.years} aria-label="各年预计支出，万元" data-chart>
      {forecast.years.map(({ year, lowFen, highFen }) => (
        <li key={year}>
          <span>{year}年</span>
          <span className={styles.track} aria-hidden="true">
            <i className={styles.low} style={{ width: `${(lowFen / scale) * 100}%` }} />
            <i className={styles.high} style={{ width: `${((highFen - lowFen) / scale) * 100}%` }} />
          </span>
          <strong>{range(lowFen, highFen, decimals)}</strong>
        </li>
      ))}
    </ul>
  );
}

function Rows({ forecast }: { forecast: ForecastReply }) {
  const decimals = wanDecimals(
    forecast.rows.flatMap(({ unitFen, lowFen, highFen }) => [unitFen, lowFen, highFen]),
  );
  return (
    <table className={styles.table}>
      <caption className="visuallyHidden">按条款的预计支出</caption>
      <thead>
        <tr>
          <th scope="col">称号</th>
          <th scope="col" className="num">
            尚需
          </th>
          <th scope="col" className="num">
            每个（万元）
          </th>
          <th scope="col" className="num">
            预计（万元）
          </th>
        </tr>
      </thead>
      <tbody>
        {forecast.rows.map((row) => (
          <tr key={`${row.policyId} ${row.clause} ${row.title}`}>
            <th scope="row">
              {row.title}
              <small>
                {placeWord(row.policyId)}
                {row.clause}
              </small>
            </th>
            <td className="num">{row.titles}</td>
            <td className="num">{formatWan(row.unitFen, decimals)}</td>
            <td className="num">{range(row.lowFen, row.highFen, decimals)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Both tables of the forecast as one: by year, then by title. */
function fileOf({ asOf, years, rows, assumptions }: ForecastReply): CardFile {
  const inWan = (fen: number) => fen / 1_000_000;
  return {
    title: '完成全部标杆目标所需奖补资金测算',
    sources: ['九江措施三、柴桑第2条；附件2表二2027年目标；称号名单。'],
    internal: true,
    definition: assumptions.join(''),
    unit: '万元',
    scope: '按2027年总量理解（总量口径，待市工信局确认）',
    asOf,
    table: {
      columns: [
        { label: '年度或称号', kind: 'text' },
        { label: '尚需（个、家）', kind: 'integer' },
        { label: '低值（万元）', kind: 'money', decimals: 2 },
        { label: '高值（万元）', kind: 'money', decimals: 2 },
      ],
      rows: [
        ...years.map(({ year, lowFen, highFen }) => [`${year}年`, null, inWan(lowFen), inWan(highFen)]),
        ...rows.map((row) => [
          `${row.title}（${placeWord(row.policyId)}${row.clause}）`,
          row.titles,
          inWan(row.lowFen),
          inWan(row.highFen),
        ]),
      ],
    },
  };
}

/** What meeting every quota of Attachment 2 will cost to 2027: a range, with its assumptions. */
export function ForecastCard({ className }: { className?: string | undefined }) {
  const query = useQuery(forecastQuery);
  return (
    <Card
      title={query.data ? forecastFinding(query.data) : '到2027年预计支出'}
      className={className}
      file={query.data && fileOf(query.data)}
      note={query.data ? `截至${formatFullDate(query.data.asOf)}测算；斜纹为低值到高值的区间。` : undefined}
    >
      <QueryView query={query} height={320}>
        {(forecast) => (
          <>
            <YearBars forecast={forecast} />
            <Rows forecast={forecast} />
            <h3 className={styles.heading}>测算前提</h3>
            <ol className={styles.assumptions}>
              {forecast.assumptions.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ol>
          </>
        )}
      </QueryView>
    </Card>
  );
}
