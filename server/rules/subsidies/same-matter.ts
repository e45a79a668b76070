import { Decimal } from '../../analytics/decimal.ts';
import { isAwardId } from './catalogue.ts';
import { type MatterId, matterOf } from './matters.ts';
import type { DecimalName, Facts } from './vocabulary.ts';

/** What of a case tells which matter (同一事项) it is about. */
export interface MatterClaim {
  awardId: string;
  facts: Facts;
  /** the retrofit project it was opened from; null where it was entered by hand */
  projectId?: number | null;
}

/** Matters of one retrofit project: of two cases that both name theirs, that alone tells. */
const OF_PROJECT: ReadonlySet<MatterId> = new Set<MatterId>(['retrofit', 'diagnosis']);

/**
 * Matters one beneficiary has once, whatever its level: a title, a platform's or a firm's recognition. A higher level, or
 * the same title at another government, is the same matter. Everything else a beneficiary has many times (diagnosed
 * firms, product categories, firms attracted, yearly output and ratings, systems, events) and is never compared.
 */
const HAD_ONCE: ReadonlySet<MatterId> = new Set<MatterId>([
  'energyLeader',
  'waterLeader',
  'greenFactory',
  'greenSupplyChain',
  'greenDesignDemonstration',
  'zeroCarbonFactory',
  'greenPark',
  'zeroCarbonPark',
  'waterSaving',
  'pilot',
  'servicePlatform',
  'internetPlatform',
  'aboveScale',
  'strategicEmerging',
  'conceptCentre',
  'pilotBase',
]);

/** What was measured of a retrofit project; 绿色贷 and 合同能源管理 do not ask for it. */
const PROJECT_MEASURES = [
  'unitEnergyBefore',
  'unitEnergyAfter',
  'improvementPct',
] as const satisfies readonly DecimalName[];

/** One project (同一项目): finished on the same day, with the same measures as far as both state them. */
function isSameProject(a: Facts, b: Facts): boolean {
  if (a.completionDate === undefined || a.completionDate !== b.completionDate) return false;
  return PROJECT_MEASURES.every((name) => {
    const [one, other] = [a[name], b[name]];
    return one === undefined || other === undefined || new Decimal(one).eq(other);
  });
}

/**
 * Whether two cases of one beneficiary reward the same thing, so that together they get the highest award, never the
 * sum. Titles: the same title at any level and of any government. Retrofit: the same project, as city and district both
 * reward it: the one both cases were opened from, else the same day and measures. 科技创新平台: a platform of the same kind. Separate projects, products and firms are separate matters.
 * Symmetric; the beneficiary is not looked at.
 * Source: 九江若干措施结尾第一段（同一项目就高）; 柴桑若干意见结尾段（同类就高）; the table in matters.ts.
 */
export function isSameMatter(a: MatterClaim, b: MatterClaim): boolean {
  if (!isAwardId(a.awardId) || !isAwardId(b.awardId)) return false;
  const matter = matterOf(a.awardId);
  if (matter !== matterOf(b.awardId)) return false;
  if (HAD_ONCE.has(matter)) return true;
  if (OF_PROJECT.has(matter) && a.projectId != null && b.projectId != null)
    return a.projectId === b.projectId;
  if (matter === 'retrofit') return isSameProject(a.facts, b.facts);
  if (matter !== 'innovationPlatform') return false;
  const { innovationPlatformKind: kind } = a.facts;
  return kind !== undefined && kind !== 'other' && kind === b.facts.innovationPlatformKind;
}

/** A live case (not cancelled) with its money, 分; null where no amount is printed, or none is approved yet. */
export interface DueClaim extends MatterClaim {
  id: number;
  expectedFen: number | null;
  approvedFen: number | null;
}

const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * What is still due on a case once the other cases of the same matter are counted (就高不重复): the highest expected award
 * of the matter less what the others have approved, at most its own expected amount, never below 0.
 * @param others live cases of the same matter, without the case itself
 * @returns 分; null where no amount is printed or the case is approved already
 */
export function stillDueFen(
  own: Pick<DueClaim, 'expectedFen' | 'approvedFen'>,
  others: readonly Pick<DueClaim, 'expectedFen' | 'approvedFen'>[],
): number | null {
  if (own.expectedFen === null || own.approvedFen !== null) return null;
  const highest = Math.max(own.expectedFen, ...others.map(({ expectedFen }) => expectedFen ?? 0));
  const approved = sumOf(others.map(({ approvedFen }) => approvedFen ?? 0));
  return Math.min(own.expectedFen, Math.max(0, highest - approved));
}

/**
 * What all open cases of one beneficiary are still due together, with nothing counted twice: within a matter the lower
 * award comes first (市级照发) and the higher one adds the difference (区级补足差额), equal ones in the order of entry.
 * @param claims live cases of one beneficiary
 * @returns 分 by id; cases that are approved or have no amount are absent
 */
export function openDues(claims: readonly DueClaim[]): ReadonlyMap<number, number> {
  const dues = new Map<number, number>();
  const inOrder = [...claims].sort((a, b) => (a.expectedFen ?? 0) - (b.expectedFen ?? 0) || a.id - b.id);
  for (const own of inOrder) {
    const others = claims
      .filter((other) => other.id !== own.id && isSameMatter(own, other))
      .map((other) => ({ ...other, approvedFen: other.approvedFen ?? dues.get(other.id) ?? null }));
    const due = stillDueFen(own, others);
    if (due !== null) dues.set(own.id, due);
  }
  return dues;
}
