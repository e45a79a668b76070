import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ruleSetsQuery } from '../api/queries.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { heatFinding } from './findings.ts';
import { computedLine, shapeHeat, yearsOf } from './heat-shape.ts';
import { HeatLegend, HeatTable } from './heat-table.tsx';
import styles from './intensity-page.module.css';
import { latestOf, type TabProps } from './intensity-tabs.ts';
import { YearTabs } from './year-tabs.tsx';

/** In words which rules the lamps follow. */
function useRuleNote(ruleSetId: string | undefined): string {
  const { data } = useQuery(ruleSetsQuery);
  const ruleSet = data?.ruleSets.find((candidate) => candidate.id === (ruleSetId ?? data.defaultId));
  return ruleSet ? ruleSet.note : '';
}

/** 热力表: every unit in every period of a year against its target. */
export function HeatTab({ replies: { progress, history, targets }, view, search, change }: TabProps) {
  const year = Number(view.period.slice(0, 4));
  const table = shapeHeat(history, targets, year);
  const ruleNote = useRuleNote(view.ruleSet);
  const asOf = useAsOf();
  const chosen = table.rows.find((row) => row.code === view.unit)?.name ?? '';
  return (
    <Card
      title={heatFinding(table, view.period)}
      actions={
        <YearTabs
          years={yearsOf(history)}
          value={year}
          onChange={(picked) => change({ period: latestOf(history, picked) })}
        />
      }
      file={{
        title: `${table.year}年各单位各期单位工业增加值能耗同比`,
        sources: [
          '年度目标：附件2表一。负数为下降，单位：%。',
          '实际：各单位报送、市工信局审核的数据。',
          computedLine(table),
        ],
        internal: true,
        unit: '%',
        definition: '单位工业增加值能耗1月起累计同比，负数为下降。',
        ...(asOf === undefined ? {} : { asOf }),
      }}
      note={`单位：%。各期为1月起累计同比，负数为下降。来源：实际为各单位报送、市工信局审核的数据，有统计反馈数的以反馈数为准，否则按两项增速测算（测）；年度目标出自附件2表一。1–2月仅供参考。${ruleNote}`}
    >
      <HeatTable
        table={table}
        progress={progress}
        chosen={{ unit: view.unit, period: view.period }}
        onChoose={change}
      />
      <div className={styles.legend}>
        <HeatLegend />
        <Link
          to="/intensity"
          search={{ ...search, tab: 'course', unit: view.unit }}
          activeProps={{}}
          className="noPrint"
        >
          看{chosen}到2027年的走势 →
        </Link>
      </div>
    </Card>
  );
}
