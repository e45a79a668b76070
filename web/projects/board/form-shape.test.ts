import { expect, test } from 'vitest';
import type { ProjectFigure } from '../../../server/rules/project-steps.ts';
import {
  draftOf,
  figureText,
  figureValue,
  newDraft,
  projectInput,
  stepDraft,
  stepInput,
} from './form-shape.ts';
import { detail } from './testing.ts';

test.each<[ProjectFigure, string, unknown]>([
  ['investmentFen', '860', 860_000_000],
  ['investmentFen', '１,286.5万元', 1_286_500_000],
  ['investmentFen', '0', 0],
  ['investmentFen', '', null],
  ['investmentFen', '约八百', undefined],
  ['loanFen', '−1', undefined],
  ['expectedSavingTce', ' 1,250.50 ', '1250.50'],
  ['expectedSavingTce', '很多', '很多'],
  ['plannedTo', '2027年6月30日', '2027-06-30'],
  ['plannedTo', '明年', '明年'],
  ['ndrcDiagnosed', 'no', false],
  ['ndrcDiagnosed', '', null],
  ['providerId', '14', 14],
  ['energyLevel', 'advanced', 'advanced'],
])('%s typed as “%s” is sent as %s', (name, text, value) => {
  expect(figureValue(name, text)).toBe(value);
});

test.each<[ProjectFigure, string | number | boolean | null, string]>([
  ['investmentFen', 1_286_500_000, '1286.5'],
  ['investmentFen', 0, '0'],
  ['acceptanceFiled', false, 'no'],
  ['providerId', 14, '14'],
  ['product', null, ''],
])('%s known as %s stands in its field as “%s”', (name, value, text) => {
  expect(figureText(name, value)).toBe(text);
});

test('a step’s form shows what is known and sends what the step takes, nothing else', () => {
  const project = detail({ stage: 'diagnosed', investmentFen: 500_000_000, person: '张三', product: '水泥' });
  const draft = stepDraft(project, 'scheme', '2026-11-20');
  expect(draft).toMatchObject({ on: '2026-11-20', person: '张三', figures: { investmentFen: '500' } });
  const read = stepInput(
    { ...draft, note: ' ', figures: { ...draft.figures, expectedSavingTce: '320' } },
    'scheme',
    4,
  );
  expect(read).toEqual({
    ok: true,
    input: {
      version: 4,
      step: 'scheme',
      on: '2026-11-20',
      person: '张三',
      note: null,
      expectedSavingTce: '320',
      investmentFen: 500_000_000,
      loanFen: null,
      providerId: null,
      plannedFrom: null,
      plannedTo: null,
    },
  });
});

test('money that is no amount is a fault at its field and nothing is sent', () => {
  const draft = stepDraft(detail({}), 'scheme', '2026-11-20');
  const read = stepInput({ ...draft, figures: { investmentFen: '约八百', loanFen: '1.5' } }, 'scheme', 1);
  expect(read).toEqual({ ok: false, faults: { investmentFen: expect.stringContaining('万元') } });
});

test('a registration without a firm is not sent', () => {
  expect(projectInput(newDraft('2026-11-20'))).toEqual({ ok: false, faults: { firmId: '请选择企业。' } });
});

test('a registration sends dates and numbers as the server wants them, and null for what is not given', () => {
  const draft = newDraft('2026年11月2日', '31');
  const read = projectInput({
    ...draft,
    name: ' 余热利用 ',
    kinds: ['energySaving'],
    figures: { providerId: '9' },
  });
  expect(read).toMatchObject({
    ok: true,
    input: {
      firmId: 31,
      name: '余热利用',
      willingOn: '2026-11-02',
      person: null,
      providerId: 9,
      investmentFen: null,
      product: null,
    },
  });
});

test('a project taken up for a correction and sent as it is changes nothing', () => {
  const project = detail({
    firmId: 31,
    name: '余热利用',
    kinds: ['energySaving', 'carbonReduction'],
    content: '回收窑尾余热',
    willingOn: '2026-01-05',
    investmentFen: 1_286_500_000,
    expectedSavingTce: '1250.50',
    plannedTo: '2027-06-30',
  });
  expect(projectInput(draftOf(project))).toMatchObject({
    ok: true,
    input: {
      firmId: 31,
      kinds: ['energySaving', 'carbonReduction'],
      content: '回收窑尾余热',
      willingOn: '2026-01-05',
      investmentFen: 1_286_500_000,
      expectedSavingTce: '1250.50',
      plannedTo: '2027-06-30',
    },
  });
});
