import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiDocument } from '../../server/http/openapi.ts';
import { type Person, TestApp } from '../support/app.ts';
import { OWN, PERIOD, stepsOf, UNIT, versionOf } from '../support/reports.ts';
import { operationsOf } from './documented.ts';

let app: TestApp;
let bureau: Person;
let officer: Person;
beforeAll(async () => {
  app = await TestApp.withDemo();
  bureau = await app.as('bureau');
  officer = await app.as(`county-${UNIT}`);
});
afterAll(() => app.close());

let drafted = 0;

/** What a division by nothing leaves behind. */
const NO_FIGURE = /\b(?:NaN|Infinity)\b/;

/** Every reading route, with parameters that exist. */
function readings(): string[] {
  const values: Record<string, string> = {
    unit: UNIT,
    period: PERIOD,
    from: '2026-11-01',
    list: 'benchmarks',
  };
  const { operations } = operationsOf(openApiDocument(app.app));
  return operations
    .filter(({ method, template }) => method === 'GET' && !/\{(id|fileId|session|file|name)\}/.test(template))
    .map(({ template, parameters }) => {
      const path = template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '1');
      const asked = parameters.filter((one) => one.in === 'query' && one.required);
      return `${path}?${asked.map(({ name }) => `${name}=${values[name] ?? '1'}`).join('&')}`;
    });
}

/** Figures at the edges of what a report takes. */
const EDGES: readonly [name: string, figures: Record<string, string>][] = [
  ['hardly any energy', { energyWanTce: '0.01', samePeriodEnergyWanTce: '0.01' }],
  ['no energy at all', { energyWanTce: '0', samePeriodEnergyWanTce: '0', energyGrowthPct: '0' }],
  ['all the energy there is', { energyWanTce: '99999', samePeriodEnergyWanTce: '0.01' }],
  ['value added nearly gone', { valueAddedGrowthPct: '-99.99', energyGrowthPct: '-99.99' }],
  [
    'growth beyond measure',
    { valueAddedGrowthPct: '999', energyGrowthPct: '999', publishedIntensityPct: '999' },
  ],
  ['an intensity nearly gone', { publishedIntensityPct: '-99.99' }],
  ['nothing changed', { valueAddedGrowthPct: '0', energyGrowthPct: '0', publishedIntensityPct: '0' }],
];

test.each(
  EDGES,
)('%s: saved, submitted, approved and released, every page still answers with figures', async (_name, figures) => {
  const [county, judge] = [stepsOf(officer), stepsOf(bureau)];
  const answers = [await county.save(versionOf(await officer.get(OWN)), figures)];
  answers.push(await county.submit(versionOf(await officer.get(OWN)), figures));
  const { version } = (await officer.get(OWN)).body as { version: number };
  answers.push(await bureau.get(`${OWN}/impact`), await judge.approve(version));
  answers.push(await bureau.ask('POST', `/periods/${PERIOD}/release`, {}));
  for (const path of readings()) answers.push(await bureau.get(path), await officer.get(path));
  const bulletin = await bureau.ask('POST', '/bulletins', { period: PERIOD });
  if (bulletin.status === 200) drafted = (bulletin.body as { id: number }).id;
  for (const format of ['', '/word', '/excel'])
    answers.push(await bureau.get(`/bulletins/${drafted}${format}`));
  await county.reopen(versionOf(await officer.get(OWN)));
  const broken = answers.filter(({ status, text }) => status >= 500 || NO_FIGURE.test(text));
  expect(broken.map(({ status, text }) => `${status} ${text.slice(0, 300)}`)).toEqual([]);
  expect(answers.slice(0, 5).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
});
