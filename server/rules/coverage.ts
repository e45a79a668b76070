import { Decimal } from '../analytics/decimal.ts';
import { PROJECT_STAGES, type ProjectStage } from './project-stages.ts';

/**
 * Retrofit coverage (改造覆盖率) of the key energy users: the plan's 年耗千吨标准煤以上企业改造全覆盖, counted from the ledger,
 * never typed. 家数口径 by number of firms (the plan's own), 用能量口径 by the energy they declared.
 */

/** A firm is on the list from so much a year (以上 includes the figure itself), 吨标准煤. */
export const LISTED_FROM_TCE = 1000;
/** 年耗5000吨以上: where a 重点用能单位 may begin by 节约能源法 第五十二条, 吨标准煤. */
export const LARGE_FROM_TCE = 5000;

/** 年耗5000吨以上, 年耗1000吨以上, below the list. */
export type EnergyLevel = '5000' | '1000' | 'below';

/** Where a declared energy stands; null where nothing is declared: that is not a small user. */
export function energyLevelOf(tce: string | null): EnergyLevel | null {
  if (tce === null) return null;
  const energy = new Decimal(tce);
  if (energy.gte(LARGE_FROM_TCE)) return '5000';
  return energy.gte(LISTED_FROM_TCE) ? '1000' : 'below';
}

/** What of a project decides about coverage. */
export interface CoverageProject {
  stage: ProjectStage;
  stoppedOn: string | null;
}

/** What of a firm decides about coverage. */
export interface CoverageFirm {
  unitCode: string;
  /** day on which it closed down; null while it works */
  closedOn: string | null;
  /** newest declared energy, 吨标准煤, decimal text; null where nothing is declared */
  tce: string | null;
  projects: readonly CoverageProject[];
}

/** Coverage of some firms, both ways. `covered + retrofitting + uncovered = listed`. */
export interface Coverage {
  /** working firms that declared 1000 tce or more */
  listed: number;
  /** with a project accepted (完工验收) */
  covered: number;
  /** none accepted yet, one under works (改造中) */
  retrofitting: number;
  /** neither */
  uncovered: number;
  /** percent of firms, one decimal, half up; null where none is listed */
  pct: string | null;
  /** what the listed firms declared, 吨标准煤, decimal text */
  listedTce: string;
  coveredTce: string;
  /** percent of that energy; null where none is listed */
  tcePct: string | null;
  /** working firms without a declaration: in neither number, and never 0 */
  undeclared: number;
}

const ACCEPTED = PROJECT_STAGES.indexOf('accepted');

/** Whether a project stands at 完工验收 or beyond; one sent back does not. */
export function isAcceptedProject({ stage }: CoverageProject): boolean {
  return PROJECT_STAGES.indexOf(stage) >= ACCEPTED;
}

/** Whether a firm counts as retrofitted (已改造). */
export function isCovered(projects: readonly CoverageProject[]): boolean {
  return projects.some(isAcceptedProject);
}

const isUnderWorks = ({ stage, stoppedOn }: CoverageProject) =>
  stage === 'retrofitting' && stoppedOn === null;

const sumTce = (firms: readonly CoverageFirm[]) =>
  firms.reduce((total, { tce }) => total.plus(tce ?? 0), new Decimal(0));

function percent(part: Decimal, whole: Decimal): string | null {
  return whole.isZero() ? null : part.times(100).div(whole).toFixed(1);
}

/** How far a firm's retrofit has come: 已改造 (accepted), 改造中, or neither. */
export type Retrofit = 'covered' | 'retrofitting' | 'uncovered';

export function retrofitOf(projects: readonly CoverageProject[]): Retrofit {
  if (isCovered(projects)) return 'covered';
  return projects.some(isUnderWorks) ? 'retrofitting' : 'uncovered';
}

/** Whether a firm is on the list: it works, and declared 1000 tce or more. */
export function isListed({ closedOn, tce }: Pick<CoverageFirm, 'closedOn' | 'tce'>): boolean {
  const level = energyLevelOf(tce);
  return closedOn === null && level !== null && level !== 'below';
}

/** Coverage of firms as they stand; the city's is that of all its firms together, not a mean of the units'. */
export function coverageOf(firms: readonly CoverageFirm[]): Coverage {
  const listed = firms.filter(isListed);
  const at = (stand: Retrofit) => listed.filter(({ projects }) => retrofitOf(projects) === stand);
  const covered = at('covered');
  const [listedTce, coveredTce] = [sumTce(listed), sumTce(covered)];
  return {
    listed: listed.length,
    covered: covered.length,
    retrofitting: at('retrofitting').length,
    uncovered: at('uncovered').length,
    pct: percent(new Decimal(covered.length), new Decimal(listed.length)),
    listedTce: listedTce.toFixed(),
    coveredTce: coveredTce.toFixed(),
    tcePct: percent(coveredTce, listedTce),
    undeclared: firms.filter(({ closedOn, tce }) => closedOn === null && tce === null).length,
  };
}

/** Coverage unit by unit, in the order of `unitCodes`; a unit without firms has its row all the same. */
export function coverageByUnit(
  firms: readonly CoverageFirm[],
  unitCodes: readonly string[],
): ({ unitCode: string } & Coverage)[] {
  return unitCodes.map((unitCode) => ({
    unitCode,
    ...coverageOf(firms.filter((firm) => firm.unitCode === unitCode)),
  }));
}

/** The finding: “年耗千吨以上企业128家，已改造41家，覆盖率32.0%（按用能量47.5%）”. */
export function coverageSentence({
  listed,
  covered,
  pct,
  tcePct,
  undeclared,
}: Pick<Coverage, 'listed' | 'covered' | 'pct' | 'tcePct' | 'undeclared'>): string {
  if (pct === null) {
    return undeclared === 0
      ? '名册中尚无年耗千吨标准煤以上企业'
      : `尚无已申报的年耗千吨标准煤以上企业，另有${undeclared}家未申报用能`;
  }
  const byEnergy = tcePct === null ? '' : `（按用能量${tcePct}%）`;
  return `年耗千吨以上企业${listed}家，已改造${covered}家，覆盖率${pct}%${byEnergy}`;
}
