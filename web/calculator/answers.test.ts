import { expect, it } from 'vitest';
import {
  answersOf,
  answerToTyped,
  factSearch,
  receiptsText,
  typedToAnswer,
  withAnswer,
  withTopic,
} from './answers.ts';
import { EXAMPLES } from './examples.ts';

const TODAY = '2026-11-21';

it('an address is read as facts, with the day of assessment', () => {
  const answers = answersOf(
    { unit: '360404', isIndustrial: '1', ndrcDiagnosed: '0', seniorEngineers: '2', date: '2026-01-30' },
    TODAY,
  );
  expect(answers.facts).toEqual({
    unit: '360404',
    isIndustrial: true,
    ndrcDiagnosed: false,
    seniorEngineers: 2,
  });
  expect(answers.date).toBe('2026-01-30');
});

it.each(['2026-02-30', '', 'x'])('a day that does not exist (%s) leaves today', (date) => {
  expect(answersOf({ date }, TODAY).date).toBe(TODAY);
});

it('a wrong answer is told at its question and counts as missing; an unknown name is told, not ignored', () => {
  const { facts, errors, unknown } = answersOf(
    { unitEnergyBefore: 'abc', unit: '999', isIndustrial: 'x', nonsense: '1' },
    TODAY,
  );
  expect(facts).toEqual({});
  expect(errors.unitEnergyBefore).toContain('应为数字');
  expect(errors.unit).toContain('请重新选择');
  expect(errors.isIndustrial).toContain('请重新选择');
  expect(unknown).toEqual(['nonsense']);
});

it('money already received goes through the address unchanged', () => {
  const received = [
    { from: 'city', matter: 'greenFactory', amountYuan: '100000.50', level: 'provincial' },
    { from: 'district', matter: 'retrofit', amountYuan: '1' },
  ] as const;
  const { facts } = answersOf({ received: receiptsText(received) }, TODAY);
  expect(facts.received).toEqual(received);
});

it('facts become an address and facts again', () => {
  const facts = { unit: '360404', isIndustrial: true, seniorEngineers: 2, unitEnergyBefore: '0.40' } as const;
  expect(answersOf(factSearch(facts), TODAY).facts).toEqual(facts);
});

it('every example is made of facts the rules accept', () => {
  for (const { search } of EXAMPLES) {
    const { errors, unknown } = answersOf(search, TODAY);
    expect(errors).toEqual({});
    expect(unknown).toEqual([]);
  }
});

it('an emptied answer leaves the address', () => {
  expect(withAnswer({ unit: '360404', applicant: 'park' }, 'unit', '')).toEqual({ applicant: 'park' });
});

it('a topic stands open once one of its questions is answered; closing it takes its answers back', () => {
  const search = { unit: '360404', greenFactoryLevel: 'national' };
  const { topics } = answersOf(search, TODAY);
  expect(topics).toEqual(['titles']);
  expect(withTopic(search, topics, 'titles')).toEqual({ unit: '360404' });
  expect(withTopic(search, topics, 'retrofit')).toEqual({ ...search, topics: 'titles.retrofit' });
});

it.each([
  ['120', '1200000', '120'],
  ['１２０．５', '1205000', '120.5'],
  ['1,200', '12000000', '1200'],
  ['0.1', '1000', '0.1'],
  ['12万', '12万', '12万'],
  ['', '', ''],
])('money typed as %s 万元 is kept as %s 元', (typed, answer, shown) => {
  expect(typedToAnswer('outputYuan', typed)).toBe(answer);
  expect(answerToTyped('outputYuan', answer)).toBe(shown);
});

it('a figure that is no money keeps the decimals as typed', () => {
  expect(typedToAnswer('unitEnergyBefore', ' 0.40 ')).toBe('0.40');
  expect(answerToTyped('unitEnergyBefore', '0.40')).toBe('0.40');
});
