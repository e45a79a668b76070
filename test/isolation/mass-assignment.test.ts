import { getTableColumns, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as tables from '../../db/schema.ts';
import { ROLES } from '../../server/rules/permissions.ts';
import { at } from '../support/app.ts';
import { Asking } from './asking.ts';
import { keyOf, type OpenApi, openApiOf, type Route, routeTable, type Schema } from './route-table.ts';
import { ROWS } from './rows.ts';
import { isolationWorld, type World } from './world.ts';

let world: World;
let asking: Asking;
let document: OpenApi;
let routes: Route[];
beforeAll(async () => {
  world = await isolationWorld();
  asking = new Asking(world);
  document = await openApiOf(world);
  routes = (await routeTable(world)).filter(({ body }) => body !== undefined);
});
afterAll(() => world.app.close());

/** Every column of every table, as the code and as the file name it. */
const COLUMNS = [
  ...new Set(
    Object.values(tables)
      .filter((table) => is(table, SQLiteTable))
      .flatMap((table) => Object.keys(getTableColumns(table)))
      .flatMap((name) => [name, name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
  ),
];

type Path = readonly (string | number)[];

/** An object of a body: where it stands, what it may hold, and whether anything of a list of alternatives leads to it. */
interface Place {
  path: Path;
  known: readonly string[];
  /** reached through an alternative: the answer cannot say which one was meant */
  chosen: boolean;
  /** facts of the rules: a feature itself says which it does not know, with 422 */
  free: boolean;
}

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split('/').pop();
  return name === undefined ? schema : resolved(document.components.schemas[name] ?? {});
}

const alternatives = ({ anyOf, oneOf }: Schema) => anyOf ?? oneOf ?? [];

/** The objects of a schema, outermost first. */
function placesOf(schema: Schema, path: Path = [], chosen = false): Place[] {
  const now = resolved(schema);
  const choices = alternatives(now).map(resolved);
  if (choices.length > 0) return choices.flatMap((choice) => placesOf(choice, path, choices.length > 1));
  if (now.items) return placesOf(now.items, [...path, 0], chosen);
  if (now.type !== 'object' && !now.properties) return [];
  const inner = Object.entries(now.properties ?? {}).flatMap(([key, one]) =>
    placesOf(one, [...path, key], chosen),
  );
  const free = !now.properties && Boolean(now.additionalProperties);
  return [{ path, known: Object.keys(now.properties ?? {}), chosen, free }, ...inner];
}

/** What stands at a path of a body; made where it is not there. */
function reached(body: Record<string, unknown>, path: Path): Record<string, unknown> {
  let now: Record<string | number, unknown> = body;
  for (const [index, key] of path.entries()) {
    const next = path[index + 1];
    const there = now[key];
    if (typeof there !== 'object' || there === null) now[key] = typeof next === 'number' ? [] : {};
    now = now[key] as Record<string | number, unknown>;
  }
  return now;
}

function entitledTo(key: string): (typeof ROLES)[number] {
  const roles = ROWS[key]?.roles ?? {};
  const status = (role: (typeof ROLES)[number]) => [roles[role] ?? 403].flat()[0] ?? 403;
  return (
    ROLES.find((role) => status(role) < 300) ?? ROLES.find((role) => roles[role] !== undefined) ?? 'bureau'
  );
}

test('columns of every table are tried', () => {
  for (const name of ['passwordHash', 'approvedRevision', 'unitCode', 'createdBy', 'sha256', 'version', 'id'])
    expect(COLUMNS).toContain(name);
  expect(routes.length).toBeGreaterThan(70);
});

test('no body takes a column it does not name, at any depth: each is refused by name and nothing is stored', async () => {
  const wrong: string[] = [];
  let asked = 0;
  for (const route of routes) {
    const key = keyOf(route);
    const row = ROWS[key];
    if (!row || !route.body) continue;
    for (const { path, known, chosen, free } of placesOf(route.body)) {
      const request = row.ask(world.places.own, world);
      const body = structuredClone(request.body ?? {}) as Record<string, unknown>;
      const foreign = COLUMNS.filter((column) => !known.includes(column));
      Object.assign(reached(body, path), Object.fromEntries(foreign.map((column) => [column, 1])));
      const { answer, changed } = await asking.tried(entitledTo(key), route.method, { ...request, body });
      asked += 1;
      const where = `${key} ${path.join('.')}`;
      const fields = (at(answer, 'error.fields') ?? {}) as Record<string, { code: string }>;
      const named = (column: string) => fields[[...path, column].join('.')]?.code === 'unknown_field';
      const missed = chosen || free ? [] : foreign.filter((column) => !named(column));
      if (answer.status !== (free ? 422 : 400))
        wrong.push(`${where}: ${answer.status} ${answer.text.slice(0, 200)}`);
      else if (missed.length > 0)
        wrong.push(`${where}: not named ${missed.slice(0, 3).join(', ')} ${answer.text.slice(0, 100)}`);
      if (changed) wrong.push(`${where}: something changed`);
    }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(100);
}, 300_000);
