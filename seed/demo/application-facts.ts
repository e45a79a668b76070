import type { AwardId } from '../../server/rules/subsidies/matters.ts';
import type { Facts } from '../../server/rules/subsidies/vocabulary.ts';

/** What an application is about: the award and the facts that speak for it, without who and where. */
export interface Claim {
  awardId: AwardId;
  facts: Facts;
}

type Level = 'national' | 'provincial';

/** A retrofit project (绿色低碳改造) with unit energy use before and after it. */
export function retrofit(
  completionDate: string,
  unitEnergyBefore: string,
  unitEnergyAfter: string,
  energyLevelReached: 'benchmark' | 'advanced' = 'advanced',
): Claim {
  const accepted = { retrofitAccepted: true, acceptanceReportFiled: true };
  const facts = { completionDate, ...accepted, energyLevelReached, unitEnergyBefore, unitEnergyAfter };
  return { awardId: 'jiujiang-2-retrofit', facts };
}

export function greenLoan(completionDate: string): Claim {
  return { awardId: 'jiujiang-2-green-loan', facts: { completionDate, greenLoanRetrofit: true } };
}

export function pilot(recognitionDate: string, pilotLevel: Level): Claim {
  return { awardId: 'jiujiang-4', facts: { recognitionDate, pilotLevel } };
}

export function servicePlatform(recognitionDate: string): Claim {
  const facts = {
    recognitionDate,
    seniorEngineers: 3,
    platformServesManufacturing: true,
    plansLandedPerYear: 24,
    platformRecognised: true,
  };
  return { awardId: 'jiujiang-5-platform', facts };
}

export function energySystem(completionDate: string, energySystemContractYuan: string): Claim {
  const facts = {
    completionDate,
    energySystemBuilt: true,
    energySystemConnected: true,
    energySystemContractYuan,
    energySystemPaidYuan: '0',
  };
  return { awardId: 'jiujiang-5-energy-system', facts };
}

export function energyContract(completionDate: string): Claim {
  return { awardId: 'jiujiang-5-energy-contract', facts: { completionDate, energyContractService: true } };
}

export function rating(recognitionDate: string, equipmentRating: 'first' | 'second' | 'third'): Claim {
  return { awardId: 'jiujiang-6-rating', facts: { recognitionDate, equipmentRating } };
}

export function catalogue(recognitionDate: string, catalogueCategories: number): Claim {
  const facts = { recognitionDate, catalogueName: 'energySaving', catalogueCategories } as const;
  return { awardId: 'jiujiang-6-catalogue', facts };
}

export function diagnosis(completionDate: string, diagnosedFirmTce: string): Claim {
  const facts = {
    completionDate,
    diagnosedFirmIndustrial: true,
    diagnosedFirmTce,
    diagnosisDelivered: true,
    ndrcDiagnosed: false,
  };
  return { awardId: 'jiujiang-1', facts };
}

export function caseByCase(): Claim {
  return { awardId: 'jiujiang-8', facts: { caseByCaseMatter: true } };
}

/**
 * 柴桑第2条 for a provincial green factory.
 * @param fromCityYuan what the city has paid for the same title; null where nothing yet
 */
export function districtGreenFactory(recognitionDate: string, fromCityYuan: string | null): Claim {
  const title = { recognitionDate, isIndustrial: true, greenFactoryLevel: 'provincial' } as const;
  if (fromCityYuan === null) return { awardId: 'chaisang-2-green-factory', facts: title };
  const receipt = {
    from: 'city',
    matter: 'greenFactory',
    amountYuan: fromCityYuan,
    level: 'provincial',
  } as const;
  return { awardId: 'chaisang-2-green-factory', facts: { ...title, received: [receipt] } };
}

export function waterSaving(recognitionDate: string): Claim {
  const facts = { recognitionDate, isIndustrial: true, waterSavingLevel: 'municipal' } as const;
  return { awardId: 'chaisang-2-water-saving', facts };
}

export function platformUse(completionDate: string, platformUseInvestYuan: string): Claim {
  return {
    awardId: 'chaisang-3-use',
    facts: { completionDate, platformUseInvestYuan, platformUsePaidYuan: '0' },
  };
}

/** Member of the metal cluster that recycles resources: who 柴桑第5—7条 are for. */
const CLUSTER = { inMetalCluster: true, resourceRecycling: true };

export function output(outputYuan: string): Claim {
  return { awardId: 'chaisang-5', facts: { ...CLUSTER, outputYuan } };
}

export function attraction(recognitionDate: string, attractedFirms: number): Claim {
  const facts = { ...CLUSTER, recognitionDate, attractedFirms, attractionPaidYuan: '0' };
  return { awardId: 'chaisang-6', facts };
}

export function techCentre(recognitionDate: string): Claim {
  const platform = {
    innovationPlatformKind: 'enterpriseTechCentre',
    innovationPlatformLevel: 'provincial',
  } as const;
  return { awardId: 'chaisang-7', facts: { ...CLUSTER, recognitionDate, ...platform } };
}

export function futureFirm(recognitionDate: string): Claim {
  return { awardId: 'chaisang-9', facts: { recognitionDate, futureIndustry: true, enteredStatistics: true } };
}

export function futureEvent(completionDate: string): Claim {
  return { awardId: 'chaisang-12', facts: { completionDate, futureEvent: true, futureEventApproved: true } };
}
