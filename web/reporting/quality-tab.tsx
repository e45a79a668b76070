import { useQuery } from '@tanstack/react-query';
import type { ReportingReply } from '../../server/periods/schema.ts';
import { reportingQuery } from '../api/queries.ts';
import { MISSING } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { Pager, usePage } from '../ui/pager.tsx';
import { Sideways } from '../ui/sideways.tsx';
import { QueryView } from '../ui/states.tsx';
import { cellTitle, cellWords, type QualityCell, qualityTable } from './quality-shape.ts';
import styles from './quality-tab.module.css';

/** 报送质量: who reported in time, late or not at all, per unit and period. */
export function QualityTab({ year }: { year: number }) {
  const query = useQuery(reportingQuery(year));
  return (
    <QueryView query={query} height={560}>
      {(reply) => <Matrix reply={reply} />}
    </QueryView>
  );
}

type Shares = ReportingReply['total'];

function Matrix({ reply }: { reply: ReportingReply }) {
  const page = usePage(reply.units, String(reply.year));
  return (
    <Card
      title={`${reply.year}年各单位、各期报送情况`}
      note="✓ 按期；△ 逾期后报送；✕ 逾期或截止未报；… 未到期。以首次报送计，退回重报不影响；全市数由市工信局填报，不计入合计。"
      actions={<ExportButton table={() => qualityTable(reply)} />}
    >
      <Sideways label="各单位、各期报送情况">
        <table className={styles.matrix}>
          <thead>
            <tr>
              <th scope="col">单位</th>
              {reply.periods.map(({ period, label }) => (
                <th key={period} scope="col">
                  {label}
                </th>
              ))}
              <th scope="col" className="num">
                完整率
              </th>
              <th scope="col" className="num">
                及时率
              </th>
            </tr>
          </thead>
          <tbody>
            {page.rows.map((unit) => (
              <tr key={unit.unitCode}>
                <th scope="row">{unit.unitName}</th>
                {unit.cells.map((cell) => (
                  <Cell key={cell.period} cell={cell} />
                ))}
                <ShareCells shares={unit} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">完整率</th>
              {reply.periods.map(({ period, completeness }) => (
                <td key={period}>{completeness.percent ?? MISSING}</td>
              ))}
              <td className="num">{reply.total.completeness.percent ?? MISSING}</td>
              <td className="num">{MISSING}</td>
            </tr>
            <tr>
              <th scope="row">及时率</th>
              {reply.periods.map(({ period, timeliness }) => (
                <td key={period}>{timeliness.percent ?? MISSING}</td>
              ))}
              <td className="num">{MISSING}</td>
              <td className="num">{reply.total.timeliness.percent ?? MISSING}</td>
            </tr>
          </tfoot>
        </table>
      </Sideways>
      <Pager {...page.pager} measure="个单位" />
    </Card>
  );
}

function Cell({ cell }: { cell: QualityCell }) {
  const { mark, text } = cellWords(cell);
  return (
    <td data-state={cell.state} title={cellTitle(cell)}>
      {mark === '' ? null : <i aria-hidden="true">{mark}</i>}
      {text}
      {cell.extended ? <small>延期</small> : null}
    </td>
  );
}

function ShareCells({ shares: { completeness, timeliness } }: { shares: Shares }) {
  return (
    <>
      <td className="num" title={`已报${completeness.reported}，应报${completeness.expected}`}>
        {completeness.percent ?? MISSING}
      </td>
      <td className="num" title={`按期${timeliness.onTime}，应报${timeliness.expected}`}>
        {timeliness.percent ?? MISSING}
      </td>
    </>
  );
}
