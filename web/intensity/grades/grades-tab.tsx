import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { gradesQuery, ruleSetsQuery, type UnitsAsked } from '../../api/queries.ts';
import { QueryView } from '../../ui/states.tsx';
import styles from '../intensity-page.module.css';
import type { Change } from '../intensity-tabs.ts';
import { GradesCard } from './grades-card.tsx';
import { RulesCard } from './rules-card.tsx';

/** Height of the table, held while it loads. */
const TABLE_HEIGHT = 900;

interface GradesTabProps {
  period: string;
  /** undefined = the rule set lamps follow where none is chosen */
  ruleSet: string | undefined;
  asOf: string | undefined;
  units: UnitsAsked;
  /** code of the unit whose explanation is open */
  unit: string;
  change: Change;
}

/** 等级说明: what each grade of each unit rests on, under which rules, and what it would be under others. */
export function GradesTab({ period, ruleSet, asOf, units, unit, change }: GradesTabProps) {
  const grades = useQuery({
    ...gradesQuery(period, ruleSet, asOf, units),
    placeholderData: keepPreviousData,
  });
  const rules = useQuery(ruleSetsQuery);
  return (
    <QueryView query={grades} height={TABLE_HEIGHT}>
      {(reply) => (
        <div className={styles.stack}>
          <RulesCard reply={reply} list={rules.data} onChoose={(id) => change({ ruleSet: id })} />
          <GradesCard reply={reply} unit={unit} onUnit={(code) => change({ unit: code })} />
        </div>
      )}
    </QueryView>
  );
}
