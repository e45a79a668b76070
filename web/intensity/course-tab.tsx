import { Link } from '@tanstack/react-router';
import { CITY_CODE } from '../../server/rules/units.ts';
import { asOfSearch, useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { shapeHeat } from './heat-shape.ts';
import styles from './intensity-page.module.css';
import type { TabProps } from './intensity-tabs.ts';
import { multiplesFinding, multiplesTable, shapeMultiples } from './multiples-shape.ts';
import { RecentCard } from './recent-card.tsx';
import { SmallMultiples } from './small-multiples.tsx';
import { TrajectoryCard } from './trajectory-card.tsx';

/** 走势与落点: one unit's way to 2027, its last periods, and all units side by side to choose from. */
export function CourseTab({ replies: { progress, history, targets }, view, change }: TabProps) {
  const year = Number(view.period.slice(0, 4));
  const multiples = shapeMultiples(progress, targets, shapeHeat(history, targets, year));
  const kept = asOfSearch(useAsOf());
  return (
    <>
      <TrajectoryCard
        unit={view.unit}
        period={view.period}
        needElsewhere
        actions={
          <select
            className="field noPrint"
            aria-label="单位"
            value={view.unit}
            onChange={(event) => change({ unit: event.target.value })}
          >
            {[progress.city, ...progress.units].map((unit) => (
              <option key={unit.code} value={unit.code}>
                {unit.name}
              </option>
            ))}
          </select>
        }
        link={
          <p className="noPrint">
            <Link to="/counties/$code" params={{ code: view.unit }} search={{ period: view.period, ...kept }}>
              {view.unit === CITY_CODE ? '看全市情况' : '看本单位全部情况'} →
            </Link>
          </p>
        }
      />
      <div className={styles.pair}>
        <RecentCard unit={view.unit} period={view.period} />
        <Card
          title={multiplesFinding(multiples)}
          file={{
            title: `${progress.label}各单位规划期累计降幅与应达数`,
            sources: [
              '应达数：附件2年度目标连乘；累计：已结束年度与本年累计连乘，本年累计视作全年（推算）。',
            ],
            internal: true,
            unit: '%',
            table: multiplesTable(multiples),
          }}
          note="每图一个单位，2024—2027年，纵轴刻度相同；虚线为附件2目标路径，点线为本年推算。数字为规划期累计降幅与应达数（%），目标出自附件2。"
        >
          <SmallMultiples
            multiples={multiples}
            year={year}
            chosen={view.unit}
            onChoose={(unit) => change({ unit })}
          />
        </Card>
      </div>
    </>
  );
}
