import { describe, expect, it } from 'vitest';
import type { Beneficiary } from '../../server/beneficiaries/schema.ts';
import { assessApplication, awardsFor } from './application-shape.ts';

const firm: Beneficiary = {
  id: 1,
  kind: 'enterprise',
  name: '甲公司',
  creditCode: null,
  industry: null,
  registeredUnit: '360404',
  statisticsUnit: '360404',
  treasuryUnit: '360404',
  treasuryUnitName: '柴桑区',
  annualTce: null,
  tceYear: null,
  tceSource: null,
  version: 1,
};
const TODAY = '2026-11-21';

describe('awards offered', () => {
  it('a firm in 柴桑 may apply under the city’s and the district’s document, nowhere else', () => {
    expect(awardsFor(firm, TODAY).map(({ policyId }) => policyId)).toEqual(['jiujiang', 'chaisang']);
  });
  it('a firm in 濂溪 may not apply in 柴桑', () => {
    expect(awardsFor({ ...firm, treasuryUnit: '360402' }, TODAY).map(({ policyId }) => policyId)).toEqual([
      'jiujiang',
    ]);
  });
  it('what is granted without application (免申即享) is not offered', () => {
    const ids = awardsFor(firm, TODAY).flatMap(({ awards }) => awards.map(({ id }) => id));
    expect(ids).toContain('jiujiang-2-retrofit');
    expect(ids).not.toContain('jiujiang-3-green-factory');
  });
  it('nothing is offered after the documents have ended', () => {
    expect(awardsFor(firm, '2031-01-01')).toEqual([]);
  });
});

describe('an application so far', () => {
  const answers = {
    completionDate: '2026-05-01',
    retrofitAccepted: '1',
    acceptanceReportFiled: '1',
    energyLevelReached: 'advanced',
    unitEnergyBefore: '0.4',
    unitEnergyAfter: '0.38',
    isIndustrial: '1',
  };
  it('asks for the date it hangs on and for what else is missing', () => {
    const state = assessApplication(firm, 'jiujiang-2-retrofit', {}, TODAY);
    expect(state?.missing[0]).toBe('completionDate');
    expect(state?.result.outcome).toBe('missingFacts');
  });
  it('comes to an amount once all is answered; exactly 5 % stays in the first tier', () => {
    const state = assessApplication(firm, 'jiujiang-2-retrofit', answers, TODAY);
    expect(state?.missing).toEqual([]);
    expect(state?.result).toMatchObject({ outcome: 'eligible', amountFen: 50_000_000, kind: 'ceiling' });
  });
  it('has none for an unknown award', () => {
    expect(assessApplication(firm, 'no-such-award', answers, TODAY)).toBeNull();
  });
});
