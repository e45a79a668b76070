import { afterEach, expect } from 'vitest';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { type Person, TestApp } from './app.ts';
import {
  addOfficer,
  feedBack,
  GOOD,
  OWN,
  requireSignOff,
  type Steps,
  stepsOf,
  UNIT,
  versionOf,
} from './reports.ts';

/** Who acts: the officer who fills in, a colleague with the right to sign off, the bureau, and everybody else. */
export const OTHERS = ['neighbour', 'leader', 'admin', 'auditor', 'nobody'] as const;
export const ACTORS = ['officer', 'signer', 'bureau', ...OTHERS] as const;
export type ActorName = (typeof ACTORS)[number];
const USERNAMES: Readonly<Record<Exclude<ActorName, 'nobody'>, string>> = {
  officer: `county-${UNIT}`,
  signer: 'signer',
  bureau: 'bureau',
  neighbour: 'county-360402',
  leader: 'leader',
  admin: 'admin',
  auditor: 'auditor',
};

export const STATES = ['none', 'draft', 'signing', 'submitted', 'returned', 'approved'] as const;
export type State = (typeof STATES)[number];

/** A report in a state, with everybody signed in. */
export interface World {
  app: TestApp;
  people: Record<ActorName, Person>;
  version: number;
  feedbackId: number;
}

let opened: TestApp[] = [];
afterEach(() => {
  for (const app of opened) app.close();
  opened = [];
});

export async function startApp(): Promise<TestApp> {
  const app = await TestApp.withDemo();
  opened.push(app);
  addOfficer(app, 'signer', true);
  return app;
}

async function reach(state: State, officer: Steps, bureau: Steps, app: TestApp): Promise<number> {
  if (state === 'none') return 0;
  if (state === 'draft') return versionOf(await officer.save(0));
  if (state === 'signing') requireSignOff(app);
  const submitted = versionOf(await officer.submit(0));
  if (state === 'returned') return versionOf(await bureau.giveBack(submitted));
  if (state === 'approved') return versionOf(await bureau.approve(submitted));
  return submitted;
}

export async function world(state: State, actors: readonly ActorName[] = ACTORS): Promise<World> {
  const app = await startApp();
  const people = {} as Record<ActorName, Person>;
  for (const name of new Set<ActorName>([...actors, 'officer', 'bureau'])) {
    people[name] = name === 'nobody' ? app.someone() : await app.as(USERNAMES[name]);
  }
  const feedbackId = feedBack(app, { ...GOOD, publishedIntensityPct: '-3.1' });
  const version = await reach(state, stepsOf(people.officer), stepsOf(people.bureau), app);
  const detail = (await people.bureau.get(OWN)).body as ReportDetail;
  expect([detail.status, detail.version]).toEqual([state === 'none' ? null : state, version]);
  return { app, people, version, feedbackId };
}

/** The detail as the person sees it. */
export async function seenBy(person: Person, path = OWN): Promise<ReportDetail> {
  const answer = await person.get(path);
  expect(answer.status).toBe(200);
  return answer.body as ReportDetail;
}
