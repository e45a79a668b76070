import { describe, expect, test } from 'vitest';
import type { Filed } from './cases/case.ts';
import { AWARDS, POLICIES } from './catalogue.ts';
import { evaluate } from './evaluate.ts';
import { parseFacts } from './facts.ts';
import type { AwardId } from './matters.ts';
import type { AwardResult, PolicyId } from './model.ts';
import {
  READINGS,
  type ReadingChoices,
  type ReadingDefinition,
  type ReadingId,
  readingChoices,
} from './readings.ts';
import { resolve } from './resolve.ts';
import { amountText } from './trace.ts';
import { policyStatus, statusWords, validityOf } from './validity.ts';

const FIRM = { applicant: 'enterprise', unit: '360404' };
const RETROFIT = {
  ...FIRM,
  retrofitAccepted: true,
  acceptanceReportFiled: true,
  energyLevelReached: 'benchmark',
};
const FACTORY = { ...FIRM, isIndustrial: true, greenFactoryLevel: 'national' };
const PLATFORM = {
  applicant: 'platform',
  unit: 'JKQ',
  seniorEngineers: 2,
  platformServesManufacturing: true,
  platformRecognised: true,
};

const IDS = Object.keys(READINGS) as ReadingId[];

function resultOf(
  awardId: AwardId,
  filed: Filed,
  date: string,
  readings: Partial<ReadingChoices>,
): AwardResult {
  const { facts, errors } = parseFacts(filed);
  expect(errors).toEqual([]);
  const asIf: PolicyId[] = awardId.startsWith('changjiang') ? ['changjiang'] : [];
  const result = evaluate(facts, date, { readings, asIf }).find((candidate) => candidate.awardId === awardId);
  if (result === undefined) throw new Error(awardId);
  return result;
}

const textOf = (result: AwardResult) =>
  `${result.outcome === 'eligible' ? amountText(result) : result.outcome}${result.automatic ? '，免申即享' : ''}`;

type Flip = [
  ReadingId,
  Partial<ReadingChoices>,
  AwardId,
  Filed,
  date: string,
  byDefault: string,
  flipped: string,
];

/** Each open reading that the code follows: what it decides, and what comes out the other way. */
const FLIPS: Flip[] = [
  [
    'eventDate',
    { eventDate: 'claim' },
    'jiujiang-2-green-loan',
    { ...FIRM, greenLoanRetrofit: true, completionDate: '2027-12-31' },
    '2028-02-01',
    '100万元（最高）',
    'notInForce',
  ],
  [
    'threePercent',
    { threePercent: 'excluded' },
    'jiujiang-2-retrofit',
    { ...RETROFIT, improvementPct: '3' },
    '2026-03-01',
    '50万元（最高）',
    'notEligible',
  ],
  [
    'threePercent',
    { threePercent: 'excluded' },
    'chaisang-1',
    { ...RETROFIT, improvementPct: '3' },
    '2026-03-01',
    '15万元（最高）',
    'notEligible',
  ],
  [
    'eightPercent',
    { eightPercent: 'third' },
    'jiujiang-2-retrofit',
    { ...RETROFIT, improvementPct: '8' },
    '2026-03-01',
    '70万元（最高）',
    '100万元（最高）',
  ],
  [
    'eightPercent',
    { eightPercent: 'third' },
    'chaisang-1',
    { ...RETROFIT, improvementPct: '8' },
    '2026-03-01',
    '30万元（最高）',
    '50万元（最高）',
  ],
  [
    'orMore',
    { orMore: 'excluded' },
    'jiujiang-5-platform',
    { ...PLATFORM, plansLandedPerYear: 20 },
    '2026-03-01',
    '50万元（最高）',
    'notEligible',
  ],
  [
    'automaticGrant',
    { automaticGrant: 'parksOnly' },
    'jiujiang-3-green-factory',
    FACTORY,
    '2026-03-01',
    '20万元（定额），免申即享',
    '20万元（定额）',
  ],
  [
    'chaisangLastDay',
    { chaisangLastDay: '2028-01-30' },
    'chaisang-2-green-factory',
    FACTORY,
    '2028-01-30',
    'notInForce',
    '30万元（定额）',
  ],
  [
    'clusterScope',
    { clusterScope: 'allMembers' },
    'chaisang-5',
    { ...FIRM, inMetalCluster: true, resourceRecycling: false, outputYuan: '100000000' },
    '2026-03-01',
    'notEligible',
    '140万元（测算）',
  ],
  [
    'currentYear',
    { currentYear: 'claimed' },
    'chaisang-11-concept',
    { ...FIRM, conceptCentre: true, recognitionDate: '2026-12-20' },
    '2027-01-10',
    '20万元（定额）',
    'notEligible',
  ],
  [
    'nanchangFirstDay',
    { nanchangFirstDay: '2023-12-27' },
    'nanchang-3-green-factory',
    { applicant: 'enterprise', unit: '360100', greenFactoryLevel: 'national' },
    '2023-12-26',
    '50万元（定额）',
    'notInForce',
  ],
  [
    'changjiangGeneral',
    { changjiangGeneral: 'everyApplicant' },
    'changjiang-8-completed',
    { applicant: 'park', unit: '360202', districtOwnedFactory: true, factoryCompletedM2: 100 },
    '2026-03-01',
    '2万元（测算）',
    'missingFacts',
  ],
];

test.each(FLIPS)('%s: %j changes %s', (reading, other, awardId, filed, date, byDefault, flipped) => {
  const result = resultOf(awardId, filed, date, {});
  expect(textOf(result)).toBe(byDefault);
  expect(textOf(resultOf(awardId, filed, date, other))).toBe(flipped);
  const note = result.notes.find(({ readingId }) => readingId === reading);
  expect(note?.decisive).toBe(true);
  expect(note?.words).toContain(READINGS[reading].question);
});

test('parks keep 免申即享 under either reading, and no other clause ever has it', () => {
  const park = { applicant: 'park', unit: 'JKQ', greenParkLevel: 'provincial' };
  for (const automaticGrant of ['wholeClause', 'parksOnly'] as const) {
    expect(textOf(resultOf('jiujiang-3-green-park', park, '2026-03-01', { automaticGrant }))).toBe(
      '20万元（定额），免申即享',
    );
  }
  const automatic = AWARDS.filter(({ award }) => award.automatic).map(({ clause }) => clause.cite);
  expect(new Set(automatic)).toEqual(new Set(['措施三']));
});

test('money of the province is taken off everywhere under the stricter reading', () => {
  const { facts } = parseFacts({
    ...FACTORY,
    unit: '360429',
    received: [{ from: 'province', matter: 'greenFactory', amountYuan: '120000' }],
  });
  const results = evaluate(facts, '2026-03-01');
  const received = facts.received ?? [];
  expect(resolve(results, { received }).remainingFen).toBe(20_000_000);
  expect(resolve(results, { received, readings: { provinceReceipts: 'always' } }).remainingFen).toBe(
    8_000_000,
  );
});

test('a reading that decides nothing here is a note, not a warning', () => {
  const result = resultOf('jiujiang-2-retrofit', { ...RETROFIT, improvementPct: '4' }, '2026-03-01', {});
  const readings = result.notes.filter(({ kind }) => kind === 'reading');
  expect(readings.map(({ readingId }) => readingId)).toEqual([
    'threePercent',
    'eightPercent',
    'headings',
    'eventDate',
  ]);
  expect(readings.filter(({ decisive }) => decisive)).toEqual([]);
});

describe('the list of readings', () => {
  test.each(IDS)('%s has its chosen option among two or more, a clause and a reason', (id) => {
    const reading: ReadingDefinition = READINGS[id];
    expect(Object.keys(reading.options).length).toBeGreaterThanOrEqual(2);
    expect(Object.keys(reading.options)).toContain(reading.chosen);
    expect(reading.cite).not.toBe('');
    expect(reading.why).not.toBe('');
  });

  test('each is shown with some result', () => {
    const shown = new Set<ReadingId>(AWARDS.flatMap(({ award }) => award.readings));
    for (const { policy } of AWARDS) for (const id of Object.values(policy.dateReadings)) shown.add(id);
    // shown with every dated award, and with the funding of a matter
    const elsewhere: ReadingId[] = ['eventDate', 'provinceReceipts'];
    expect(IDS.filter((id) => !shown.has(id) && !elsewhere.includes(id))).toEqual([]);
  });

  test('each that the code follows is flipped by a test', () => {
    const flipped = new Set<ReadingId>([...FLIPS.map(([id]) => id), 'provinceReceipts', 'upgrade']);
    const followed = IDS.filter((id) => READINGS[id].effect === 'code');
    expect(followed.filter((id) => !flipped.has(id))).toEqual([]);
    for (const id of flipped) expect(READINGS[id].effect).toBe('code');
  });

  test('dates that a reading decides are the dates of the document', () => {
    for (const policy of POLICIES) {
      expect(validityOf(policy)).toEqual({ from: policy.validFrom, to: policy.validTo });
    }
  });
});

test('the status of each document on a day', () => {
  const statuses = (date: string) => POLICIES.map((policy) => policyStatus(policy, date));
  expect(statuses('2025-06-29')).toEqual(['notYet', 'notYet', 'inForce', 'draft', 'notYet']);
  expect(statuses('2025-08-28')).toEqual(['inForce', 'notYet', 'inForce', 'draft', 'inForce']);
  expect(statuses('2026-01-30')).toEqual(['inForce', 'inForce', 'expired', 'draft', 'inForce']);
  expect(statuses('2099-12-31')).toEqual(['expired', 'expired', 'expired', 'draft', 'inForce']);
  const [jiujiang] = POLICIES;
  expect(jiujiang && statusWords(jiujiang, '2026-01-01', readingChoices())).toBe('');
});
