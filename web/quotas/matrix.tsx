import type { QuotaCell, QuotaCostsReply, QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS, type QuotaColumn } from '../../server/rules/quota-columns.ts';
import { formatCount } from '../format.ts';
import { LampMark } from '../ui/lamp.tsx';
import { shapeBullet, statusWords } from './bullet-shape.ts';
import { completionWord, costWords } from './completion-words.ts';
import styles from './matrix.module.css';

/** What the roster beside the matrix shows; both absent = nothing chosen. */
export interface RosterChoice {
  column?: string | undefined;
  unit?: string | undefined;
}

interface MatrixProps {
  pace: QuotaPaceReply;
  /** undefined = not for this viewer; null = on their way */
  costs: QuotaCostsReply | null | undefined;
  chosen: RosterChoice;
  onChoose: (choice: RosterChoice) => void;
}

/** Bullet bar (子弹图): stock against the quota, with a tick where the published batches should have brought it. */
export function Bullet({ cell }: { cell: QuotaCell }) {
  const shape = shapeBullet(cell);
  if (shape === null) return <span className={styles.noBullet} />;
  return (
    <span className={styles.bullet} data-chart>
      <i className={styles.stock} style={{ width: `${shape.stock * 100}%` }} />
      {shape.tick === null ? null : <i className={styles.tick} style={{ left: `${shape.tick * 100}%` }} />}
    </span>
  );
}

function spoken(name: string, column: QuotaColumn, cell: QuotaCell): string {
  const start = `${name}${column.label}`;
  // begins with what is seen in the cell, so that speech control finds it by its visible words
  const seen = `${cell.stock ?? '—'}/${cell.quota}`;
  if (cell.quota === null) return `${start}：无任务${cell.stock ? `，存量${cell.stock}` : ''}`;
  if (cell.stock === null) return `${start} ${seen}：目标${cell.quota}，缺基数`;
  return `${start} ${seen}：存量${cell.stock}，2027年目标${cell.quota}，按批次应达${cell.expected ?? '—'}，${statusWords(cell, column.measure)}`;
}

function CellBody({ cell }: { cell: QuotaCell }) {
  if (cell.quota === null)
    return <span className={styles.noTask}>{cell.stock ? `${cell.stock} · ` : ''}无任务</span>;
  return (
    <>
      <Bullet cell={cell} />
      <span className={styles.count}>
        <b>{formatCount(cell.stock)}</b>/{cell.quota}
      </span>
      <span aria-hidden="true">
        <LampMark lamp={cell.lamp} />
      </span>
    </>
  );
}

interface RowProps extends Omit<MatrixProps, 'pace' | 'costs'> {
  name: string;
  /** what all the missing titles cost, in words; absent where the viewer sees no money */
  cost: string | undefined;
  /** absent for the totals */
  code?: string;
  cells: QuotaPaceReply['totals'];
}

function MatrixRow({ name, code, cells, cost, chosen, onChoose }: RowProps) {
  return (
    <tr className={code === undefined ? styles.totals : undefined}>
      <th scope="row">
        {code === undefined ? (
          name
        ) : (
          <button
            type="button"
            className={styles.head}
            aria-pressed={chosen.unit === code && chosen.column === undefined}
            onClick={() => onChoose({ unit: code })}
          >
            {name}
          </button>
        )}
      </th>
      {QUOTA_COLUMNS.map((column) => {
        const cell = cells[column.key];
        const isChosen = chosen.column === column.key && chosen.unit === code;
        return (
          <td key={column.key} className={cell.lamp === 'red' ? styles.red : undefined}>
            <button
              type="button"
              className={styles.cell}
              aria-pressed={isChosen}
              aria-label={spoken(name, column, cell)}
              title={statusWords(cell, column.measure)}
              onClick={() => onChoose({ unit: code, column: column.key })}
            >
              <CellBody cell={cell} />
            </button>
          </td>
        );
      })}
      {cost === undefined ? null : <td className={`num ${styles.cost}`}>{cost}</td>}
    </tr>
  );
}

/** Under each column: when its total will be complete at the present pace, and what the rest costs at most. */
function Prospects({ pace, costs }: Pick<MatrixProps, 'pace' | 'costs'>) {
  return (
    <tfoot className={styles.prospects}>
      <tr>
        <th scope="row">预计完成年</th>
        {QUOTA_COLUMNS.map(({ key }) => (
          <td key={key}>{completionWord(pace.totals[key])}</td>
        ))}
        {costs === undefined ? null : <td />}
      </tr>
      {costs === undefined ? null : (
        <tr>
          <th scope="row">补足所需奖补（最高），万元</th>
          {QUOTA_COLUMNS.map(({ key }) => (
            <td key={key}>{costs ? costWords(costs.totals[key]) : ''}</td>
          ))}
          <td />
        </tr>
      )}
    </tfoot>
  );
}

/** The quota matrix: 14 units × 7 columns, the city's totals first. Each cell opens the roster behind it. */
export function Matrix({ pace, costs, chosen, onChoose }: MatrixProps) {
  const costOf = (code: string | null) => {
    if (costs === undefined) return undefined;
    if (costs === null) return '';
    return costWords(
      code === null ? costs.total : (costs.units.find((one) => one.code === code)?.total ?? null),
    );
  };
  return (
    <section className={`${styles.scroll} sideways`} aria-label="标杆任务矩阵" data-chart>
      <table className={styles.matrix}>
        <caption className="visuallyHidden">
          各县（市、区）绿色制造标杆存量与{pace.year}年目标，选择一格看名单
        </caption>
        <thead>
          <tr>
            <th scope="col">单位</th>
            {QUOTA_COLUMNS.map((column) => (
              <th key={column.key} scope="col">
                <small>{column.levelLabel}</small>
                {column.kindLabel}
              </th>
            ))}
            {costs === undefined ? null : (
              <th scope="col" className="num">
                <small>补足奖补</small>
                最高，万元
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          <MatrixRow
            name="全市合计"
            cells={pace.totals}
            cost={costOf(null)}
            chosen={chosen}
            onChoose={onChoose}
          />
          {pace.units.map((unit) => (
            <MatrixRow
              key={unit.code}
              name={unit.name}
              code={unit.code}
              cells={unit.cells}
              cost={costOf(unit.code)}
              chosen={chosen}
              onChoose={onChoose}
            />
          ))}
        </tbody>
        <Prospects pace={pace} costs={costs} />
      </table>
    </section>
  );
}
