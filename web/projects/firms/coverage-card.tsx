import type { FirmListReply, UnitCoverage } from '../../../server/firms/schema.ts';
import type { Coverage } from '../../../server/rules/coverage.ts';
import { Card } from '../../ui/card.tsx';
import { coverageFinding, coverageTable, ENERGY_SOURCE, RETROFIT_WORDS } from './firm-shape.ts';
import styles from './firms.module.css';

const PARTS = ['covered', 'retrofitting', 'uncovered'] as const;

/** How much of a list is retrofitted, under works, still to come: by the number of firms. */
function CoverageBar({ coverage }: { coverage: Coverage }) {
  return (
    <span className={styles.bar} data-chart aria-hidden="true">
      {PARTS.map((part) => (
        <i
          key={part}
          className={styles[part]}
          style={{ width: `${(coverage[part] / Math.max(1, coverage.listed)) * 100}%` }}
        />
      ))}
    </span>
  );
}

function Key() {
  return (
    <p className={styles.key}>
      {PARTS.map((part) => (
        <span key={part}>
          <i className={styles[part]} aria-hidden="true" />
          {RETROFIT_WORDS[part]}
        </span>
      ))}
    </p>
  );
}

const percent = (text: string | null) => (text === null ? '—' : `${text}%`);

interface LineProps {
  name: string;
  coverage: Coverage;
  onChoose: (() => void) | null;
  isChosen: boolean;
}

function Line({ name, coverage, onChoose, isChosen }: LineProps) {
  return (
    <tr className={isChosen ? styles.chosen : undefined}>
      <th scope="row">
        {onChoose ? (
          <button type="button" className={styles.unit} aria-pressed={isChosen} onClick={onChoose}>
            {name}
          </button>
        ) : (
          name
        )}
      </th>
      <td className={styles.barCell}>{coverage.listed === 0 ? null : <CoverageBar coverage={coverage} />}</td>
      <td className="num">
        {coverage.listed === 0 ? (
          <span className="muted">尚无</span>
        ) : (
          `${coverage.covered}/${coverage.listed}`
        )}
      </td>
      <td className="num">{percent(coverage.pct)}</td>
      <td className="num">{percent(coverage.tcePct)}</td>
    </tr>
  );
}

interface TableProps {
  units: readonly UnitCoverage[];
  total: Coverage | null;
  unit: string | undefined;
  onUnit: ((unit: string | undefined) => void) | null;
}

function CoverageTable({ units, total, unit, onUnit }: TableProps) {
  return (
    <table className={styles.coverage}>
      <caption className="visuallyHidden">年耗千吨标准煤以上企业改造覆盖率</caption>
      <thead>
        <tr>
          <th scope="col">单位</th>
          <th scope="col" className={styles.barCell}>
            <span className="visuallyHidden">家数构成</span>
          </th>
          <th scope="col" className="num">
            已改造/名册
          </th>
          <th scope="col" className="num">
            按家数
          </th>
          <th scope="col" className="num">
            按用能
          </th>
        </tr>
      </thead>
      <tbody>
        {total ? (
          <Line
            name="全市"
            coverage={total}
            isChosen={false}
            onChoose={onUnit ? () => onUnit(undefined) : null}
          />
        ) : null}
        {units.map((one) => (
          <Line
            key={one.unitCode}
            name={one.unitName}
            coverage={one}
            isChosen={one.unitCode === unit}
            onChoose={onUnit ? () => onUnit(one.unitCode === unit ? undefined : one.unitCode) : null}
          />
        ))}
      </tbody>
    </table>
  );
}

interface CoverageCardProps {
  reply: FirmListReply;
  unit: string | undefined;
  onUnit: (unit: string | undefined) => void;
}

/** 改造覆盖率, both ways: of all the viewer sees, or of the unit chosen; unit by unit below. */
export function CoverageCard({ reply, unit, onUnit }: CoverageCardProps) {
  const { total, units } = reply.coverage;
  const chosen = units.find(({ unitCode }) => unitCode === unit);
  const shown = chosen ?? total;
  const undeclared =
    shown.undeclared === 0 ? '' : `另有${shown.undeclared}家未申报用能，不计入家数和用能量。`;
  return (
    <Card
      title={coverageFinding(reply.coverage, unit)}
      file={{
        title: '年耗千吨标准煤以上企业改造覆盖率',
        sources: [ENERGY_SOURCE],
        internal: true,
        table: coverageTable(reply.coverage),
        definition:
          '已改造企业数（用能量）占年耗1000吨标准煤以上企业数（用能量）的比重，以项目完工验收为准。',
      }}
      note={`${undeclared}名册为最近一次申报年耗1000吨标准煤以上、未停产的企业（含1000吨）；有项目完工验收的为已改造。家数口径为行动计划口径。`}
    >
      <Key />
      <CoverageTable
        units={units}
        total={units.length > 1 ? total : null}
        unit={unit}
        onUnit={units.length > 1 ? onUnit : null}
      />
    </Card>
  );
}
