import type { MatterId } from '../../server/rules/subsidies/matters.ts';
import type { Facts } from '../../server/rules/subsidies/vocabulary.ts';
import { type ComparedCell, type ComparedPolicy, compare, eachCompared } from '../calculator/assess.ts';

/** One achievement, put to every document. */
interface Probe {
  label: string;
  matter: MatterId;
  facts: Facts;
}

/** Everything that qualifies an applicant under any of the documents, so that only the achievement decides. */
const QUALIFIED: Facts = {
  applicant: 'enterprise',
  isIndustrial: true,
  existingFirm: true,
  inMetalCluster: true,
  resourceRecycling: true,
  futureIndustry: true,
  restrictedIndustry: false,
  socialResponsibility: true,
  majorAccident3Years: false,
  seriousViolation: false,
};

const PARK: Facts = { applicant: 'park' };
const RETROFIT: Facts = {
  retrofitAccepted: true,
  acceptanceReportFiled: true,
  energyLevelReached: 'benchmark',
};

export const PROBES: readonly Probe[] = [
  { label: '国家级绿色工厂', matter: 'greenFactory', facts: { greenFactoryLevel: 'national' } },
  { label: '省级绿色工厂', matter: 'greenFactory', facts: { greenFactoryLevel: 'provincial' } },
  { label: '国家级绿色供应链', matter: 'greenSupplyChain', facts: { greenSupplyChainLevel: 'national' } },
  { label: '省级绿色供应链', matter: 'greenSupplyChain', facts: { greenSupplyChainLevel: 'provincial' } },
  {
    label: '国家级工业产品绿色设计示范',
    matter: 'greenDesignDemonstration',
    facts: { greenDesignLevel: 'national' },
  },
  {
    label: '省级工业产品绿色设计示范',
    matter: 'greenDesignDemonstration',
    facts: { greenDesignLevel: 'provincial' },
  },
  {
    label: '国家级绿色设计产品',
    matter: 'greenDesignProduct',
    facts: { greenDesignProductLevel: 'national' },
  },
  { label: '国家级零碳工厂', matter: 'zeroCarbonFactory', facts: { zeroCarbonFactoryLevel: 'national' } },
  { label: '省级零碳工厂', matter: 'zeroCarbonFactory', facts: { zeroCarbonFactoryLevel: 'provincial' } },
  {
    label: '国家能效领跑者（首次）',
    matter: 'energyLeader',
    facts: { energyLeaderLevel: 'national', energyLeaderFirstTime: true },
  },
  {
    label: '国家水效领跑者（首次）',
    matter: 'waterLeader',
    facts: { waterLeaderLevel: 'national', waterLeaderFirstTime: true },
  },
  { label: '省级节水型企业', matter: 'waterSaving', facts: { waterSavingLevel: 'provincial' } },
  { label: '国家级绿色园区', matter: 'greenPark', facts: { ...PARK, greenParkLevel: 'national' } },
  { label: '省级绿色园区', matter: 'greenPark', facts: { ...PARK, greenParkLevel: 'provincial' } },
  { label: '改造提升5%', matter: 'retrofit', facts: { ...RETROFIT, improvementPct: '5' } },
  { label: '改造提升8%', matter: 'retrofit', facts: { ...RETROFIT, improvementPct: '8' } },
  { label: '改造提升10%', matter: 'retrofit', facts: { ...RETROFIT, improvementPct: '10' } },
  {
    label: '能源管理系统，合同价100万元',
    matter: 'energySystem',
    facts: {
      energySystemBuilt: true,
      energySystemConnected: true,
      energySystemContractYuan: '1000000',
      energySystemPaidYuan: '0',
    },
  },
  {
    label: '应用工业互联网平台，投入10万元',
    matter: 'platformUse',
    facts: { platformUseInvestYuan: '100000', platformUsePaidYuan: '0' },
  },
  {
    label: '国家级重点实验室',
    matter: 'innovationPlatform',
    facts: { innovationPlatformLevel: 'national', innovationPlatformKind: 'keyLaboratory' },
  },
  {
    label: '省级重点实验室',
    matter: 'innovationPlatform',
    facts: { innovationPlatformLevel: 'provincial', innovationPlatformKind: 'keyLaboratory' },
  },
  {
    label: '首次升规入统（未来产业）',
    matter: 'aboveScale',
    facts: { enteredStatistics: true, firstAboveScale: true, aboveScalePaidYuan: '0' },
  },
];

export interface ProbeRow {
  label: string;
  facts: Facts;
  cells: Readonly<Record<ComparedPolicy, ComparedCell>>;
  /** Documents that give most; empty where none gives an amount. */
  most: readonly ComparedPolicy[];
}

/** Each achievement under each document, as if it applied. @param date 'YYYY-MM-DD' */
export function probeRows(date: string): ProbeRow[] {
  return PROBES.map(({ label, matter, facts: own }) => {
    const facts: Facts = { ...QUALIFIED, ...own };
    const row = compare(facts, date).rows.find((found) => found.matter === matter);
    const cells = row?.cells ?? eachCompared(() => ({ best: null }));
    const fenOf = (id: ComparedPolicy) => cells[id].best?.amountFen ?? 0;
    const top = Math.max(fenOf('jiujiang'), fenOf('chaisang'), fenOf('nanchang'), fenOf('changjiang'));
    const all: ComparedPolicy[] = ['jiujiang', 'chaisang', 'nanchang', 'changjiang'];
    return { label, facts: own, cells, most: top === 0 ? [] : all.filter((id) => fenOf(id) === top) };
  });
}
