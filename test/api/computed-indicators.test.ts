import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../db/open.ts';
import { seedReference } from '../../seed/reference.ts';
import { computedActuals } from '../../server/targets/computed.ts';

const TODAY = '2026-11-21';
let folder: string;
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'computed-'));
  db = openDatabase(join(folder, 'fresh.sqlite'));
  seedReference(db, '2026-01-05T01:00:00.000Z');
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const counted = () => [...computedActuals(db.read, TODAY)].map(([id, { value }]) => [id, value]);

test('of a roster in which nothing is entered nothing is counted: missing is not 0', () => {
  expect(counted()).toEqual([]);
});

test('a base entered makes the gain of its own column a known 0', () => {
  db.write(() =>
    db.sqlite.exec(
      "UPDATE certificate_base SET count = 2 WHERE unit_code = '360429' AND \"column\" = 'greenFactoryNational'",
    ),
  );
  expect(counted()).toEqual([['greenFactoryNationalGain', '0']]);
});

test('a title entered counts from the day its list was published', () => {
  const add = (publishedOn: string) =>
    db.write(() =>
      db.sqlite
        .prepare(
          `INSERT INTO certificate (holder, unit_code, "column", list_year, published_on)
           VALUES ('湖口高新区', '360429', 'greenParkProvincial', 2025, ?)`,
        )
        .run(publishedOn),
    );
  add('2026-11-22');
  expect(counted()).toEqual([]);
  add('2026-11-21');
  expect(counted()).toEqual([['greenParkProvincialGain', '1']]);
});
