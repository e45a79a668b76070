import { Link } from '@tanstack/react-router';
import type { IntensityTargetsReply } from '../../server/targets/schema.ts';
import { formatNumber, formatPct } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { citationSource, Sourced } from '../ui/source-card.tsx';
import { CitationLine, citationLines } from './citation-line.tsx';
import { intensityTargetsFinding } from './findings.ts';
import styles from './targets.module.css';

const YEARS = ['2025', '2026', '2027'] as const;
type Unit = IntensityTargetsReply['units'][number];

function Row({ unit, targets }: { unit: Unit; targets: IntensityTargetsReply }) {
  const source = citationSource(targets.citation);
  return (
    <tr className={unit.isCity ? styles.city : undefined}>
      <th scope="row">
        <Link to="/counties/$code" params={{ code: unit.code }}>
          {unit.name}
        </Link>
      </th>
      <td className="num">{formatNumber(unit.energyWanTce, 2)}</td>
      <td className="num">{formatPct(unit.intensityChangePct, 1, { sign: true })}</td>
      {YEARS.map((year) => (
        <td key={year} className="num">
          <Sourced source={source}>{formatPct(unit.targets[year])}</Sourced>
        </td>
      ))}
      <td className={`num ${styles.derived}`}>{formatPct(unit.compoundedPct, 2)}</td>
    </tr>
  );
}

/** Attachment 2, table 1: energy intensity, 14 units and the city. */
export function IntensityTargetsCard({ targets }: { targets: IntensityTargetsReply }) {
  return (
    <Card
      title={intensityTargetsFinding(targets)}
      file={{
        title: '附件2表一 单位工业增加值能耗目标',
        sources: citationLines(targets.citation),
        internal: false,
      }}
      note={
        <>
          <CitationLine citation={targets.citation} />
          “三年连乘”为本平台按年度目标计算，不是附件原文。
        </>
      }
    >
      <div className={`${styles.scroll} sideways`}>
        <table className={styles.table}>
          <caption className="visuallyHidden">附件2表一：单位工业增加值能耗目标</caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                单位
              </th>
              <th scope="colgroup" colSpan={2} className={styles.group}>
                {targets.baselineYear}年实际
              </th>
              <th scope="colgroup" colSpan={3} className={styles.group}>
                年度目标（同比%）
              </th>
              <th scope="col" rowSpan={2} className="num">
                三年连乘%
              </th>
            </tr>
            <tr>
              <th scope="col" className="num">
                能耗
                <br />
                万吨标准煤
              </th>
              <th scope="col" className="num">
                单耗同比%
              </th>
              {YEARS.map((year) => (
                <th key={year} scope="col" className="num">
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {targets.units.map((unit) => (
              <Row key={unit.code} unit={unit} targets={targets} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
