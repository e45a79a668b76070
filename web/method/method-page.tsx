import { useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { RuleSetListReply } from '../../server/grading/schema.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import {
  causesQuery,
  intensityTargetsQuery,
  progressHistoryQuery,
  progressQuery,
  projectSummaryQuery,
  quotaPaceQuery,
  reportingQuery,
  ruleSetsQuery,
  trajectoryQuery,
} from '../api/queries.ts';
import { useCan, usePeriod } from '../app/session.ts';
import { PageHead } from '../ui/page-head.tsx';
import { PeriodSelect } from '../ui/period-select.tsx';
import { Failed } from '../ui/states.tsx';
import { energyPeriods, type MethodFacts, unitOf, yearOf } from './facts.ts';
import styles from './method.module.css';
import { MethodCard } from './method-card.tsx';
import { METHOD_GROUPS } from './method-list.ts';

const route = getRouteApi('/method');

/** The rule set in force first, then those that come with the platform. */
function shownRuleSets({ currentId, ruleSets }: RuleSetListReply) {
  const shown = ruleSets.filter(({ id, own }) => id === currentId || !own);
  return shown.sort((a, b) => Number(b.id === currentId) - Number(a.id === currentId));
}

/** What the examples need, read once; null until all of it is here. */
function useFacts(period: string, unitCode: string) {
  const seesReports = useCan('reports.read');
  const seesCauses = useCan('causes.read');
  const seesProjects = useCan('projects.sums');
  const progress = useQuery(progressQuery(period));
  const history = useQuery(progressHistoryQuery());
  const targets = useQuery(intensityTargetsQuery());
  const quotas = useQuery(quotaPaceQuery());
  const ruleSets = useQuery(ruleSetsQuery);
  const trajectory = useQuery(trajectoryQuery(unitCode, period));
  const reporting = useQuery({ ...reportingQuery(yearOf(period)), enabled: seesReports });
  const causes = useQuery({ ...causesQuery(period), enabled: seesCauses });
  const projects = useQuery({ ...projectSummaryQuery(String(yearOf(period))), enabled: seesProjects });
  const earlier = useQueries({ queries: energyPeriods(period).map((one) => progressQuery(one)) });
  const needed = [progress, history, targets, quotas, ruleSets];
  const isWaiting =
    [...needed, trajectory, ...earlier].some((query) => query.isPending) ||
    (seesReports && reporting.isPending) ||
    (seesCauses && causes.isPending) ||
    (seesProjects && projects.isPending);
  const energies = earlier.map(({ data }, i) => {
    const of =
      data && (unitCode === CITY_CODE ? data.city : data.units.find(({ code }) => code === unitCode));
    return { period: energyPeriods(period)[i] ?? period, energyWanTce: of?.energyWanTce ?? null };
  });
  const facts: MethodFacts | null =
    isWaiting || !progress.data || !history.data || !targets.data || !quotas.data || !ruleSets.data
      ? null
      : {
          period,
          unitCode,
          progress: progress.data,
          history: history.data,
          targets: targets.data,
          quotas: quotas.data,
          ruleSets: shownRuleSets(ruleSets.data),
          trajectory: trajectory.data ?? null,
          reporting: reporting.data ?? null,
          causes: causes.data ?? null,
          projects: projects.data ?? null,
          energies,
        };
  return { facts, failed: needed.find((query) => query.isError) ?? null };
}

/** 方法说明: each formula with its source and a worked example. */
export function MethodPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const period = usePeriod(search);
  const { data: targets } = useQuery(intensityTargetsQuery());
  const units = targets?.units ?? [];
  const unitCode = units.some(({ code }) => code === search.unit) ? (search.unit ?? CITY_CODE) : CITY_CODE;
  const { facts, failed } = useFacts(period, unitCode);
  const unit = useMemo(() => facts && unitOf(facts), [facts]);
  return (
    <>
      <PageHead
        eyebrow={`方法说明 · 算例${facts ? `：${unit?.name ?? '全市'} ${facts.progress.label}` : ''}`}
        title="平台用到的每一个公式，出处和本期算例"
        internal={unit !== null && unit.actualPct !== null && unit.releasedAt === null}
        actions={
          <>
            <select
              className="field"
              aria-label="算例单位"
              value={unitCode}
              onChange={({ target }) =>
                void navigate({
                  search: ({ unit: _unit, ...rest }) =>
                    target.value === CITY_CODE ? rest : { ...rest, unit: target.value },
                  resetScroll: false,
                })
              }
            >
              {units.length === 0 ? <option value={unitCode}>全市</option> : null}
              {units.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
            <PeriodSelect
              value={period}
              onChange={(chosen) =>
                void navigate({ search: (old) => ({ ...old, period: chosen }), resetScroll: false })
              }
            />
            <button type="button" className="button" onClick={() => window.print()}>
              打印
            </button>
          </>
        }
      />
      <p className={styles.lead}>
        本平台供工作调度使用，不是统计调查。算例由与评定相同的程序按所选单位、统计期的数即时算出，只用您可以查看的数；缺数时写明缺什么。算例中间值为显示取了小数，程序按未取舍的数计算。
      </p>
      {failed ? <Failed error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      <div className={styles.columns}>
        <Contents />
        <div>
          {METHOD_GROUPS.map((group) => (
            <section key={group.id} className={styles.group} aria-labelledby={`group-${group.id}`}>
              <h2 id={`group-${group.id}`}>{group.title}</h2>
              {group.methods.map((method) => (
                <MethodCard key={method.id} method={method} facts={facts} />
              ))}
            </section>
          ))}
        </div>
      </div>
    </>
  );
}

function Contents() {
  return (
    <nav className={`${styles.contents} noPrint`} aria-label="方法目录">
      {METHOD_GROUPS.map((group) => (
        <div key={group.id}>
          <p>{group.title}</p>
          <ul>
            {group.methods.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
