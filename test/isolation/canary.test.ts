import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HEAD_BYTES } from '../../db/backup-format.ts';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { at, type Person } from '../support/app.ts';
import { creditCode } from '../support/cases.ts';
import { Asking } from './asking.ts';
import { CANARIES, type Canary, PLANTED, plantCanaries, READERS, type Reader } from './planted.ts';
import { addressesOf, read } from './readings.ts';
import { keyOf, type Route, routeTable } from './route-table.ts';
import type { Asked } from './row.ts';
import { ROWS } from './rows.ts';
import { backUp, isolationWorld, OTHER_UNIT, OWN_UNIT, type Place, type World } from './world.ts';

let world: World;
let routes: Route[];
let addresses: string[];
let people: Record<Reader, Person>;
/** what each reader got, by address */
const got = {} as Record<Reader, Map<string, string>>;

async function everythingFor(of: World, person: Person): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const address of addresses) found.set(address, await read(of.app, person, address));
  return found;
}

beforeAll(async () => {
  world = await isolationWorld();
  people = { ...world.people, neighbour: await world.app.as(`county-${OTHER_UNIT}`) };
  plantCanaries(world);
  routes = await routeTable(world);
  addresses = routes
    .filter(({ method }) => method === 'GET')
    .flatMap((route) => addressesOf(world.app, route));
  for (const reader of READERS) got[reader] = await everythingFor(world, people[reader]);
}, 300_000);
afterAll(() => world.app.close());

const whereSeen = (reader: Reader, { value }: Canary) =>
  [...got[reader]].filter(([, text]) => text.includes(value)).map(([address]) => address);

describe('a value that stands in one county only is read by those entitled to it and nobody else', () => {
  test.each(Object.entries<Canary>(CANARIES))('%s', (_name, canary) => {
    const seen = READERS.flatMap((reader) => {
      const [address] = whereSeen(reader, canary);
      return address === undefined
        ? []
        : [`${reader} ${canary.seenBy.includes(reader) ? '' : address}`.trim()];
    });
    expect(seen).toEqual(READERS.filter((reader) => canary.seenBy.includes(reader)));
  });
});

test('a backup holds them all, and only the administrator gets it, for the own password', async () => {
  const { app } = world;
  const name = await backUp(app);
  const file = (person: Person, ticket = '') =>
    app.app.request(`/api/v1/backups/${name}/file?ticket=${ticket}`, { headers: { cookie: person.cookie } });
  const ticketFor = (person: Person, password: string) =>
    person.ask('POST', `/backups/${name}/ticket`, { password });
  const right = await ticketFor(people.admin, DEMO_PASSWORD);
  const ticket = String(at(right, 'ticket'));
  for (const reader of READERS) {
    const refusal = reader === 'nobody' ? 401 : 403;
    expect([reader, (await file(people[reader])).status]).toEqual([reader, refusal]);
    if (reader === 'admin') continue;
    expect([reader, (await file(people[reader], ticket)).status]).toEqual([reader, refusal]);
    expect([reader, (await ticketFor(people[reader], DEMO_PASSWORD)).status]).toEqual([reader, refusal]);
  }
  expect((await ticketFor(people.admin, 'not the password')).status).toBe(422);
  const got = Buffer.from(await (await file(people.admin, ticket)).arrayBuffer());
  const content = zstdDecompressSync(got.subarray(HEAD_BYTES));
  expect([CANARIES.taskDraft, CANARIES.projectNote].filter(({ value }) => !content.includes(value))).toEqual(
    [],
  );
});

/** The values of a text that its reader may not see, but those the reader sent. */
const leaked = (reader: Reader, text: string, sent: string) =>
  Object.values<Canary>(CANARIES)
    .filter(({ value, seenBy }) => !seenBy.includes(reader) && text.includes(value) && !sent.includes(value))
    .map(({ what }) => what);

/** Those who are strangers to the county. */
const STRANGERS = ['county', 'leader', 'department', 'admin', 'auditor', 'nobody', 'passwordDue'] as const;

test('no answer to a write names what its asker may not see, be it refused or done', async () => {
  const asking = new Asking(world);
  const planted: Place = {
    ...world.places.other,
    firm: PLANTED,
    project: PLANTED,
    acceptedProject: PLANTED,
    need: PLANTED,
    matchedNeed: PLANTED,
    warning: PLANTED,
    warningDraft: PLANTED + 1,
    case: PLANTED,
    taskDraft: PLANTED,
  };
  const found: string[] = [];
  for (const route of routes.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/backups'))) {
    const row = ROWS[keyOf(route)];
    if (!row) continue;
    for (const reader of STRANGERS) {
      for (const place of row.ofCounty ? [world.places.own, planted] : [world.places.own]) {
        const asked = row.ask(place, world);
        const { answer } = await asking.tried(reader, route.method, asked);
        const what = leaked(reader, answer.text, JSON.stringify(asked.body ?? ''));
        if (what.length > 0) found.push(`${keyOf(route)} ${reader}: ${what.join()}`);
      }
    }
  }
  expect(found).toEqual([]);
}, 300_000);

/** The firm's name as somebody might type it who has heard of it. */
const HEARD = CANARIES.firmName.value.replace('有限公司', '有限责任公司');
const CODE = CANARIES.firmCode.value;
const units = { registeredUnit: OWN_UNIT, statisticsUnit: OWN_UNIT, treasuryUnit: OWN_UNIT };
const NO_ENERGY = { annualTce: null, tceYear: null, tceSource: null };
const firmRow = (name: string, code: string) => ({
  line: 2,
  name,
  creditCode: code,
  unit: OWN_UNIT,
  industry: '化工',
});
const projectRow = (firm: string | null, code: string | null) => ({
  line: 2,
  firm,
  creditCode: code,
  name: '某项目',
  kinds: '节能',
  content: '余热回收',
  willingOn: '2026-01-05',
  stage: '有意愿',
});
const measure = (beneficiaryId: number | null, projectId: number | null) => ({
  step: 'answer',
  note: '已查明。',
  causes: ['energyGrowth'],
  causeText: '两户企业复产。',
  measures: [{ text: '压减负荷', responsible: '县工信局', dueOn: '2026-12-20', beneficiaryId, projectId }],
});

/** Questions another county may ask about what it has heard of. */
const QUESTIONS: readonly [string, string, string, (place: Place, version: World['version']) => unknown][] = [
  [
    'a firm of nearly that name',
    'POST',
    '/firms',
    () => ({ name: HEARD, creditCode: null, industry: '化工', unitCode: OWN_UNIT }),
  ],
  [
    'a firm of that code',
    'POST',
    '/firms',
    () => ({ name: '某厂', creditCode: CODE, industry: '化工', unitCode: OWN_UNIT }),
  ],
  [
    'firms imported',
    'POST',
    '/firms/import',
    () => ({ check: true, rows: [firmRow(HEARD, creditCode(66_001))] }),
  ],
  ['firms imported by code', 'POST', '/firms/import', () => ({ check: true, rows: [firmRow('某厂', CODE)] })],
  [
    'a beneficiary of nearly that name',
    'POST',
    '/beneficiaries',
    () => ({
      version: 0,
      kind: 'enterprise',
      name: HEARD,
      creditCode: creditCode(66_002),
      industry: null,
      ...units,
      ...NO_ENERGY,
    }),
  ],
  [
    'a beneficiary of that code',
    'POST',
    '/beneficiaries',
    () => ({
      version: 0,
      kind: 'enterprise',
      name: '某厂',
      creditCode: CODE,
      industry: null,
      ...units,
      ...NO_ENERGY,
    }),
  ],
  [
    'a project of a firm of nearly that name',
    'POST',
    '/projects/import',
    () => ({ check: true, rows: [projectRow(HEARD, null)] }),
  ],
  [
    'a project of a firm of that code',
    'POST',
    '/projects/import',
    () => ({ check: true, rows: [projectRow(null, CODE)] }),
  ],
  [
    'a measure for that firm',
    'POST',
    '/warnings/own/steps',
    ({ warning }, version) => ({ version: version('warning', warning), ...measure(PLANTED, null) }),
  ],
  [
    'a measure for that project',
    'POST',
    '/warnings/own/steps',
    ({ warning }, version) => ({ version: version('warning', warning), ...measure(null, PLANTED) }),
  ],
  [
    'an own need turned into that project',
    'POST',
    '/needs/own/steps',
    ({ need }, version) => ({ version: version('need', need), step: 'makeProject', projectId: PLANTED }),
  ],
  [
    'an own project of that firm',
    'PUT',
    '/firms/own',
    ({ firm }, version) => ({
      version: version('beneficiary', firm),
      name: HEARD,
      creditCode: CODE,
      industry: '化工',
      closedOn: null,
    }),
  ],
];

test.each(QUESTIONS)('%s: another county learns nothing of it', async (_what, method, path, bodyOf) => {
  const { own } = world.places;
  const ids: Readonly<Record<string, number>> = { warnings: own.warning, needs: own.need, firms: own.firm };
  const asked: Asked = {
    path: path.replace('own', String(ids[path.split('/')[1] ?? ''] ?? '')),
    body: bodyOf(own, world.version),
  };
  const { answer } = await new Asking(world).tried('county', method, asked);
  expect([400, 404, 415]).not.toContain(answer.status);
  expect(leaked('county', answer.text, JSON.stringify(asked.body))).toEqual([]);
  expect(answer.text).not.toContain('柴桑');
});

/**
 * What moves with another county for everybody, and is no secret of it: who filled in a released figure; of the city's
 * indicator the number of firms it rests on; of the ledger of tasks how many of the counties have reported, and when last.
 */
function withoutOpenSums(address: string, text: string): string {
  const named = text
    .replaceAll(CANARIES.account.value, '柴桑区 填报员（演示）')
    .replace(/已申报年耗千吨标准煤以上企业\d+家/g, '');
  if (!address.startsWith('/tasks')) return named;
  return named.replace(/"(?:units|lastReportOn|silentMonths)":(?:\{[^}]*\}|[^,}]*)/g, '');
}

test('lists, counts, sums and searches of another county and of a department do not move with it', async () => {
  const before = await isolationWorld();
  try {
    for (const reader of ['county', 'department'] as const) {
      const without = await everythingFor(before, before.people[reader]);
      const seen = (from: Map<string, string>, address: string) =>
        withoutOpenSums(address, from.get(address) ?? '');
      const moved = addresses.filter((address) => seen(without, address) !== seen(got[reader], address));
      // a session has a name of its own in each world
      expect([reader, moved.filter((address) => address !== '/session/all')]).toEqual([reader, []]);
    }
  } finally {
    before.app.close();
  }
}, 300_000);
