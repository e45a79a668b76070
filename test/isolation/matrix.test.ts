import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES, type Role } from '../../server/rules/permissions.ts';
import { Asking } from './asking.ts';
import { keyOf, type Route, routeTable } from './route-table.ts';
import type { Row } from './row.ts';
import { ROWS } from './rows.ts';
import { isolationWorld, TARGETS, type Target, type World } from './world.ts';

let world: World;
let routes: Route[];
let asking: Asking;

beforeAll(async () => {
  world = await isolationWorld();
  routes = await routeTable(world);
  asking = new Asking(world);
});
afterAll(() => world.app.close());

test('every route has a row in test/isolation/rows, and every row a route', () => {
  const keys = routes.map(keyOf);
  const missing = keys.filter((key) => !(key in ROWS));
  expect(
    missing,
    `add to test/isolation/rows/<feature>.ts how these are asked and what each entitled role gets: ${missing.join(', ')}`,
  ).toEqual([]);
  expect(Object.keys(ROWS).filter((key) => !keys.includes(key))).toEqual([]);
});

test('a route that names a thing by {id} or {unit} is asked for own, another and no county, or says why not', () => {
  const namesThing = routes.map(keyOf).filter((key) => /\{(id|unit)\}/.test(key));
  const unasked = namesThing.filter(
    (key) => ROWS[key] && !ROWS[key].ofCounty && !ROWS[key].ofNoCounty?.trim(),
  );
  expect(unasked, 'make these rows ofCounty, or give the reason in ofNoCounty').toEqual([]);
  const needless = Object.keys(ROWS).filter(
    (key) => ROWS[key]?.ofNoCounty !== undefined && (ROWS[key].ofCounty || !namesThing.includes(key)),
  );
  expect(needless).toEqual([]);
});

test('every route states who may call it, and only health and sign-in are public', () => {
  const known: readonly string[] = [...PERMISSIONS, 'signedIn', 'public'];
  expect(routes.filter(({ access }) => !known.includes(access))).toEqual([]);
  expect(
    routes
      .filter(({ access }) => access === 'public')
      .map(keyOf)
      .sort(),
  ).toEqual(['GET /health', 'POST /session']);
});

const entitled = (role: Role, access: string) =>
  access === 'public' ||
  access === 'signedIn' ||
  ROLE_PERMISSIONS[role].some((permission) => permission === access);

test('a row names just the roles that are entitled to its route', () => {
  for (const route of routes) {
    const row = ROWS[keyOf(route)];
    if (!row) continue;
    const named = ROLES.filter((role) => row.roles[role] !== undefined);
    expect([keyOf(route), named]).toEqual([
      keyOf(route),
      ROLES.filter((role) => entitled(role, route.access)),
    ]);
  }
});

const targetsOf = (row: Row): readonly Target[] => (row.ofCounty ? TARGETS : ['own']);

function expected(row: Row, who: keyof World['people'], target: Target): number {
  if (who === 'nobody') return row.nobody ?? 401;
  if (who === 'passwordDue') return row.passwordDue ?? 403;
  const stated = row.roles[who] ?? 403;
  return typeof stated === 'number' ? stated : (stated[TARGETS.indexOf(target)] ?? 0);
}

const WHO = [...ROLES, 'nobody', 'passwordDue'] as const;

describe.each(WHO)('%s', (who) => {
  test('gets the stated answer from every route for own, another and no county, and a refusal changes nothing', async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      const row = ROWS[keyOf(route)];
      if (!row) continue;
      for (const target of targetsOf(row)) {
        const asked = row.ask(world.places[target], world);
        const { answer, changed } = await asking.tried(who, route.method, asked);
        const want = expected(row, who, target);
        const say = (what: string) => wrong.push(`${keyOf(route)} ${target}: ${what}`);
        if (answer.status !== want) say(`${answer.status} instead of ${want} ${answer.text.slice(0, 160)}`);
        const writes = answer.status < 400 && (row.changes ?? route.method !== 'GET');
        if (changed !== writes) say(`${answer.status}, ${changed ? 'something' : 'nothing'} changed`);
        if (answer.status >= 400 && Object.keys(answer.body as object).join() !== 'error')
          say('more than an error');
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);
});
