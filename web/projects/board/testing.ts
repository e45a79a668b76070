import type { ProjectAward, ProjectDetail, ProjectRow } from '../../../server/projects/schema.ts';

/** A project as the list shows it, for tests; what matters is named. */
export function row(part: Partial<ProjectRow>): ProjectRow {
  return {
    id: 1,
    firmId: 1,
    name: '余热利用改造',
    firmName: '甲公司',
    unitCode: '360425',
    unitName: '永修县',
    kinds: ['energySaving'],
    stage: 'willing',
    stoppedOn: null,
    stageSince: '2026-10-01',
    days: 50,
    stalled: null,
    investmentFen: null,
    loanFen: null,
    expectedSavingTce: null,
    acceptedSavingTce: null,
    plannedFrom: null,
    plannedTo: null,
    providerId: null,
    providerName: null,
    person: null,
    overdue: false,
    version: 1,
    ...part,
  };
}

/** A project in full. */
export function detail(part: Partial<ProjectDetail>): ProjectDetail {
  return {
    ...row({}),
    firm: {
      id: 1,
      name: '甲公司',
      creditCode: null,
      industry: null,
      treasuryUnit: '360425',
      treasuryUnitName: '永修县',
      tce: null,
      tceYear: null,
    },
    content: '',
    product: null,
    energyUnit: null,
    unitEnergyBefore: null,
    unitEnergyAfter: null,
    energyLevel: null,
    acceptanceFiled: null,
    ndrcDiagnosed: null,
    willingOn: null,
    diagnosedOn: null,
    schemeOn: null,
    startedOn: null,
    acceptedOn: null,
    awardedOn: null,
    evaluatedOn: null,
    improvementPct: null,
    stages: [],
    events: [],
    files: [],
    steps: [],
    mayEdit: false,
    awards: [],
    cases: [],
    ...part,
  };
}

/** What one award comes to. */
export function award(part: Partial<ProjectAward>): ProjectAward {
  return {
    awardId: 'jiujiang-2',
    title: '节能降碳改造奖励',
    clause: '措施二',
    document: '九江若干措施',
    policyId: 'jiujiang',
    beneficiaryId: 1,
    beneficiaryName: '甲公司',
    outcome: 'eligible',
    words: '',
    amountFen: 100_000_000,
    kind: 'ceiling',
    highest: true,
    claimed: false,
    caseId: null,
    mayOpen: true,
    mayNotOpen: null,
    ...part,
  };
}
