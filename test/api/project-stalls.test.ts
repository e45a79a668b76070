import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProjectListReply } from '../../server/projects/schema.ts';
import type { ProjectSummaryReply } from '../../server/projects/summary/schema.ts';
import { STALL_LIMITS } from '../../server/rules/project-stalls.ts';
import { TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.withDemo();
});
afterAll(() => app.close());

test('the list and the sums count the same projects past their reminder limit, unit by unit', async () => {
  const bureau = await app.as('bureau');
  const { projects } = (await bureau.get('/projects')).body as ProjectListReply;
  const { city, units } = (await bureau.get('/projects/summary')).body as ProjectSummaryReply;
  const stalled = projects.filter((project) => project.stalled !== null);
  // projects long accepted whose award is being claimed tell the two counts apart
  const claimed = projects.filter(
    ({ stage, days, stalled: since }) =>
      stage === 'accepted' && days > (STALL_LIMITS.accepted?.days ?? 0) && since === null,
  );
  expect(claimed.length).toBeGreaterThan(0);
  expect(stalled.length).toBeGreaterThan(0);
  expect(city?.stalled).toBe(stalled.length);
  for (const { code, stalled: counted } of units) {
    expect([code, counted]).toEqual([code, stalled.filter(({ unitCode }) => unitCode === code).length]);
  }
});
