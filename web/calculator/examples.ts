import type { CalculatorSearch } from '../app/search.ts';

/** A way in for somebody who opens the page for the first time. */
export interface Example {
  title: string;
  search: CalculatorSearch;
}

export const EXAMPLES: readonly Example[] = [
  {
    title: '柴桑区的企业新获国家级绿色工厂，此前已得市级省级称号奖10万元',
    search: {
      applicant: 'enterprise',
      unit: '360404',
      isIndustrial: '1',
      greenFactoryLevel: 'national',
      recognitionDate: '2026-09-18',
      received: 'city_greenFactory_100000_provincial',
    },
  },
  {
    title: '湖口县的企业技改后单耗由0.40降到0.38（恰为5%）',
    search: {
      applicant: 'enterprise',
      unit: '360429',
      retrofitAccepted: '1',
      acceptanceReportFiled: '1',
      energyLevelReached: 'benchmark',
      unitEnergyBefore: '0.40',
      unitEnergyAfter: '0.38',
      completionDate: '2026-08-20',
    },
  },
  {
    title: '柴桑区的企业上了120万元的能源管理系统，并应用工业互联网平台',
    search: {
      applicant: 'enterprise',
      unit: '360404',
      energySystemBuilt: '1',
      energySystemConnected: '1',
      energySystemContractYuan: '1200000',
      energySystemPaidYuan: '0',
      platformUseInvestYuan: '80000',
      platformUsePaidYuan: '0',
      completionDate: '2026-08-20',
    },
  },
  {
    title: '永修县的园区获国家级绿色园区、省级零碳园区',
    search: {
      applicant: 'park',
      unit: '360425',
      greenParkLevel: 'national',
      zeroCarbonParkLevel: 'provincial',
      recognitionDate: '2026-10-10',
    },
  },
];
