import { POLICIES } from '../../server/rules/subsidies/catalogue.ts';
import type { Policy } from '../../server/rules/subsidies/model.ts';
import { type PolicyStatus, policyStatus, validityOf } from '../../server/rules/subsidies/validity.ts';
import { formatFullDate } from '../format.ts';
import { readingCounts } from './amount-words.ts';
import type { ProbeRow } from './shape-compare.ts';

export const STATUS_WORDS: Readonly<Record<PolicyStatus, string>> = {
  inForce: '施行中',
  notYet: '未施行',
  expired: '已失效',
  draft: '征求意见稿',
};

/** How many clauses a document has, how many of them pay, and how many awards stand in them. */
export function countsOf({ clauses }: Policy): { clauses: number; monetary: number; awards: number } {
  const awards = clauses.reduce((sum, clause) => sum + clause.awards.length, 0);
  return {
    clauses: clauses.length,
    monetary: clauses.filter(({ kind }) => kind === 'monetary').length,
    awards,
  };
}

/** '五份文件、86项奖补：…': which documents hold today. @param today 'YYYY-MM-DD' */
export function libraryHeadline(today: string): string {
  const named = (status: PolicyStatus) =>
    POLICIES.filter((policy) => policyStatus(policy, today) === status).map(({ shortTitle }) =>
      shortTitle.replace(/（.*$/, ''),
    );
  const parts = (['inForce', 'notYet', 'expired', 'draft'] as const).flatMap((status) => {
    const names = named(status);
    if (names.length === 0) return [];
    return [`${names.join('、')}${status === 'draft' ? '为征求意见稿' : STATUS_WORDS[status]}`];
  });
  return `五份文件：${parts.join('，')}。`;
}

/** '2025年6月30日至2027年12月31日'; what is not stated is said. */
export function validityText(policy: Policy): string {
  const { from, to } = validityOf(policy);
  if (from === null) return '未施行，没有有效期';
  return to === null
    ? `自${formatFullDate(from)}起，未写截止`
    : `${formatFullDate(from)}至${formatFullDate(to)}`;
}

export function clausesFinding(policy: Policy): string {
  const { clauses, monetary, awards } = countsOf(policy);
  if (awards === 0) return `${clauses}个条款都没有写奖补金额`;
  return `${clauses}个条款中${monetary}条涉及资金，共${awards}项奖补`;
}

/** Where the city stands against the others. */
export function compareFinding(rows: readonly ProbeRow[]): string {
  const shared = rows.filter(
    ({ cells }) => Object.values(cells).filter(({ best }) => best?.amountFen != null).length > 1,
  );
  const behind = shared.filter(({ most, cells }) => {
    return cells.jiujiang.best?.amountFen != null && !most.includes('jiujiang');
  });
  const [example] = behind;
  const tail = example === undefined ? '' : `，如${example.label}`;
  return `${shared.length}项成果在不止一份文件中有奖补，其中${behind.length}项九江市级不是最高${tail}`;
}

export function readingsFinding(): string {
  const { all, decisive } = readingCounts();
  return `${all}处条文不止一种理解，其中${decisive}处会改变测算结果`;
}

export function targetsFinding(): string {
  const perPolicy = POLICIES.map(({ clauses }) => clauses.flatMap((clause) => clause.targets));
  const documents = perPolicy.filter((found) => found.length > 0).length;
  const targets = perPolicy.flat();
  const figured = targets.filter(({ value }) => value !== null).length;
  return `${documents}份文件另定${targets.length}项目标，${figured}项写了数值`;
}
