import { improvementOf, percentText } from './subsidies/facts.ts';
import type { AwardId } from './subsidies/matters.ts';
import { IMPROVEMENT_EDGES } from './subsidies/retrofit.ts';
import type { ChoiceValue, Facts } from './subsidies/vocabulary.ts';
import { FACTS } from './subsidies/vocabulary.ts';

/** What a project tells the rules module; the columns of db/tables/projects.ts. */
export interface ProjectMeasures {
  diagnosedOn: string | null;
  schemeOn: string | null;
  startedOn: string | null;
  acceptedOn: string | null;
  unitEnergyBefore: string | null;
  unitEnergyAfter: string | null;
  energyLevel: 'benchmark' | 'advanced' | 'neither' | null;
  acceptanceFiled: boolean | null;
  loanFen: number | null;
  ndrcDiagnosed: boolean | null;
}

/** Awards a retrofit project may lead to for the firm: 九江措施二 (改造, 绿色贷) and 柴桑第1条; one matter, highest only. */
export const FIRM_AWARDS = [
  'jiujiang-2-retrofit',
  'jiujiang-2-green-loan',
  'chaisang-1',
] as const satisfies readonly AwardId[];

/** 九江措施一 pays the provider for the firm it diagnosed. */
export const DIAGNOSIS_AWARD = 'jiujiang-1' satisfies AwardId;

const isUnitFact = (code: string): code is ChoiceValue<'unit'> => Object.hasOwn(FACTS.unit.values, code);

const unitFact = (code: string): Facts => (isUnitFact(code) ? { unit: code } : {});

/** Only what is known: an unknown one stays missing, never false. */
function known<T extends object>(facts: { [N in keyof T]: T[N] | null }): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)) as T;
}

/**
 * A project as facts about its firm. 完工验收 is a fact either way: before it, no award of 措施二 or 第1条 is due.
 * @param treasuryUnit unit whose treasury pays the firm
 */
export function retrofitFacts(project: ProjectMeasures, treasuryUnit: string): Facts {
  const { acceptedOn, acceptanceFiled, energyLevel, unitEnergyBefore, unitEnergyAfter, loanFen } = project;
  return {
    applicant: 'enterprise',
    ...unitFact(treasuryUnit),
    retrofitAccepted: acceptedOn !== null,
    ...known<Facts>({
      completionDate: acceptedOn,
      acceptanceReportFiled: acceptanceFiled,
      energyLevelReached: energyLevel,
      unitEnergyBefore,
      unitEnergyAfter,
    }),
    ...(loanFen !== null && loanFen > 0 ? { greenLoanRetrofit: true } : {}),
  };
}

/** Who is paid for the diagnosis, and what the firm diagnosed declared. */
export interface DiagnosisParties {
  provider: { kind: 'serviceProvider' | 'platform' | 'enterprise' | 'park'; treasuryUnit: string };
  /** newest declared energy of the diagnosed firm, 吨标准煤; null where none is declared */
  firmTce: string | null;
}

/**
 * A project as facts about its provider (措施一). Delivered (已出具诊断报告和改造方案) is the diagnosis once a scheme follows it;
 * the firms of the ledger are industrial ones by what the ledger is.
 */
export function diagnosisFacts(project: ProjectMeasures, { provider, firmTce }: DiagnosisParties): Facts {
  const { diagnosedOn, schemeOn, startedOn, ndrcDiagnosed } = project;
  return {
    applicant: provider.kind,
    ...unitFact(provider.treasuryUnit),
    diagnosedFirmIndustrial: true,
    diagnosisDelivered: diagnosedOn !== null && (schemeOn !== null || startedOn !== null),
    ...known<Facts>({ completionDate: diagnosedOn, diagnosedFirmTce: firmTce, ndrcDiagnosed }),
  };
}

/** 单位产品综合能耗较改造前提升幅度, percent, plain decimal as `percentText` shows it; null while one is missing or before is 0. */
export function improvementText({
  unitEnergyBefore,
  unitEnergyAfter,
}: Pick<ProjectMeasures, 'unitEnergyBefore' | 'unitEnergyAfter'>): string | null {
  if (unitEnergyBefore === null || unitEnergyAfter === null || Number(unitEnergyBefore) === 0) return null;
  return percentText(improvementOf(unitEnergyBefore, unitEnergyAfter), IMPROVEMENT_EDGES);
}
