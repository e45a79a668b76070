import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { EMPTY_FIGURES, type Figures } from '../../server/rules/figures.ts';
import { ApiError, OFFLINE_CODE } from '../api/client.ts';
import { DraftKeeper, RETRY_PAUSE_MS, SAVE_PAUSE_MS } from './draft-keeper.ts';
import { draftStart } from './draft-start.ts';
import { readLocalDraft } from './local-draft.ts';
import { reportDetail, revisionOf } from './testing.ts';

const AT = '2026-11-21T07:42:08.000Z';
const failure = (status: number, code: string, fields = {}) =>
  new ApiError(status, { code, message: `拒绝：${code}`, fields });

/** A small server in memory: one report, versions counted, failures on demand. */
function world(detail: ReportDetail = reportDetail()) {
  const kept = new Map<string, string>();
  const saves: { version: number; figures: Figures }[] = [];
  const confirmed: { version: number; note: string }[] = [];
  const failures: Error[] = [];
  const server = { ...detail };
  const check = (version: number) => {
    const failed = failures.shift();
    if (failed) throw failed;
    if (server.status === 'submitted') throw failure(409, 'under_review');
    if (version !== server.version) throw failure(409, 'version_conflict');
  };
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const keeper = new DraftKeeper(draftStart(detail, readLocalDraft(storage, 'k')), detail, {
    save: async (version, figures) => {
      saves.push({ version, figures });
      check(version);
      server.version += 1;
      server.draft = figures;
      server.draftSavedAt = AT;
      return { version: server.version, savedAt: AT, status: 'draft' };
    },
    submit: async (version, figures) => {
      check(version);
      server.version += 1;
      server.status = 'submitted';
      server.draft = null;
      server.revisions = [...server.revisions, revisionOf(server.revisions.length + 1, figures)];
      return { ...server };
    },
    confirm: async (version, { note }) => {
      confirmed.push({ version, note });
      check(version);
      server.version += 1;
      server.status = 'submitted';
      return { ...server };
    },
    fetchNewest: async () => ({ ...server }),
    storage,
    storageKey: 'k',
    now: () => AT,
  });
  return { keeper, saves, confirmed, failures, server, local: () => readLocalDraft(storage, 'k') };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pause = (ms = SAVE_PAUSE_MS) => vi.advanceTimersByTimeAsync(ms);

describe('saving while typing', () => {
  test('each keystroke is kept in the browser at once and sent after a pause, once', async () => {
    const { keeper, saves, local } = world();
    keeper.edit({ energyWanTce: '8' });
    keeper.edit({ energyWanTce: '82' });
    expect(local()?.figures.energyWanTce).toBe('82');
    await pause(SAVE_PAUSE_MS - 1);
    expect(saves).toHaveLength(0);
    await pause(1);
    expect(saves).toEqual([{ version: 0, figures: { ...EMPTY_FIGURES, energyWanTce: '82' } }]);
    expect(keeper.state().save).toEqual({ kind: 'saved', at: AT });
  });

  test('what the server has leaves the browser', async () => {
    const { keeper, local } = world();
    keeper.edit({ energyWanTce: '82' });
    await pause();
    expect(local()).toBeNull();
  });

  test('full-width digits and the true minus sign are sent normalised', async () => {
    const { keeper, saves } = world();
    keeper.edit({ publishedIntensityPct: '−３.６０％' });
    await pause();
    expect(saves[0]?.figures.publishedIntensityPct).toBe('-3.60');
  });

  test('the next save is made on the version of the last one', async () => {
    const { keeper, saves } = world();
    keeper.edit({ energyWanTce: '82' });
    await pause();
    keeper.edit({ note: '检修' });
    await pause();
    expect(saves.map((save) => save.version)).toEqual([0, 1]);
  });

  test('a text that is no number stays in the browser and is not sent', async () => {
    const { keeper, saves, local } = world();
    keeper.edit({ energyWanTce: '12a' });
    await pause();
    expect(saves).toHaveLength(0);
    expect(keeper.state().save.kind).toBe('localOnly');
    expect(local()?.figures.energyWanTce).toBe('12a');
  });
});

describe('when something goes wrong nothing typed is lost', () => {
  test('without network it waits, and saves by itself when the network is back', async () => {
    const { keeper, failures, saves, local } = world();
    failures.push(failure(0, OFFLINE_CODE));
    keeper.edit({ energyWanTce: '82' });
    await pause();
    expect(keeper.state().save.kind).toBe('offline');
    expect(local()?.figures.energyWanTce).toBe('82');
    await pause(RETRY_PAUSE_MS);
    expect(saves).toHaveLength(2);
    expect(keeper.state().save.kind).toBe('saved');
  });

  test('an expired session says so and keeps the text', async () => {
    const { keeper, failures, local } = world();
    failures.push(failure(401, 'not_signed_in'));
    keeper.edit({ energyWanTce: '82' });
    await pause();
    expect(keeper.state().save.kind).toBe('signedOut');
    expect(local()?.figures.energyWanTce).toBe('82');
  });

  test('a refusal shows its words and its fields', async () => {
    const { keeper, failures } = world();
    failures.push(failure(422, 'invalid_fields', { energyWanTce: { code: 'x', message: '太大' } }));
    keeper.edit({ energyWanTce: '82' });
    await pause();
    expect(keeper.state().save).toEqual({
      kind: 'refused',
      code: 'invalid_fields',
      message: '拒绝：invalid_fields',
    });
    expect(keeper.state().fieldErrors.energyWanTce?.message).toBe('太大');
  });

  test('a lost answer to our own save is no conflict', async () => {
    const { keeper, server } = world();
    keeper.edit({ energyWanTce: '82' });
    server.version = 1;
    server.draft = { ...EMPTY_FIGURES, energyWanTce: '82' };
    await pause();
    expect(keeper.state().conflict).toBeNull();
    expect(keeper.state().save.kind).toBe('saved');
  });
});

describe('two people on one report', () => {
  async function conflicted() {
    const all = world();
    all.keeper.edit({ energyWanTce: '82' });
    all.server.version = 5;
    all.server.draft = { ...EMPTY_FIGURES, energyWanTce: '90' };
    await pause();
    return all;
  }

  test('both versions are held until a person chooses', async () => {
    const { keeper, local } = await conflicted();
    expect(keeper.state().conflict).toMatchObject({
      mine: { energyWanTce: '82' },
      theirs: { energyWanTce: '90' },
    });
    expect(local()?.figures.energyWanTce).toBe('82');
  });

  test('keeping mine saves it over the newest version', async () => {
    const { keeper, server } = await conflicted();
    keeper.keep({ ...EMPTY_FIGURES, energyWanTce: '82' });
    await pause();
    expect(server.draft?.energyWanTce).toBe('82');
    expect(server.version).toBe(6);
  });

  test('taking theirs shows it and sends nothing', async () => {
    const { keeper, saves, local } = await conflicted();
    const sent = saves.length;
    keeper.takeTheirs();
    await pause();
    expect(keeper.state().figures.energyWanTce).toBe('90');
    expect(saves).toHaveLength(sent);
    expect(local()).toBeNull();
  });
});

describe('submitting', () => {
  test('waits for a save under way and goes out on its version', async () => {
    const { keeper, server, local } = world();
    keeper.edit({ energyWanTce: '82' });
    const saving = keeper.flush();
    const submitted = await keeper.submit();
    await saving;
    expect(submitted?.status).toBe('submitted');
    expect(server.version).toBe(2);
    expect(local()).toBeNull();
  });

  test('without an answer it returns nothing and keeps the text', async () => {
    const { keeper, failures, local } = world();
    keeper.edit({ energyWanTce: '82' });
    failures.push(failure(0, OFFLINE_CODE));
    expect(await keeper.submit()).toBeNull();
    expect(keeper.state()).toMatchObject({ submitting: false, unsent: true, save: { kind: 'offline' } });
    expect(local()?.figures.energyWanTce).toBe('82');
  });

  test('an attempt without an answer stays told once the draft is saved, until the next one', async () => {
    const { keeper, failures, server } = world();
    keeper.edit({ energyWanTce: '82' });
    failures.push(failure(0, OFFLINE_CODE));
    await keeper.submit();
    await pause(RETRY_PAUSE_MS);
    expect(keeper.state()).toMatchObject({ unsent: true, save: { kind: 'saved' } });
    expect(server.status).not.toBe('submitted');
    expect((await keeper.submit())?.status).toBe('submitted');
    expect(keeper.state().unsent).toBe(false);
  });

  test('submitted at last, nothing is left to be done once more', async () => {
    const { keeper, failures } = world();
    keeper.edit({ energyWanTce: '82' });
    failures.push(failure(0, OFFLINE_CODE));
    await keeper.submit();
    expect((await keeper.submit())?.status).toBe('submitted');
    expect(keeper.state().unsent).toBe(false);
  });

  test('an expired session has not submitted either, a refusal in words has its own', async () => {
    const { keeper, failures } = world();
    keeper.edit({ energyWanTce: '82' });
    failures.push(failure(401, 'not_signed_in'));
    await keeper.submit();
    expect(keeper.state().unsent).toBe(true);
    failures.push(failure(422, 'note_required'));
    await keeper.submit();
    expect(keeper.state().unsent).toBe(false);
  });

  test('where only the answer was lost, saving again finds the report handed in', async () => {
    const { keeper, failures, server } = world();
    keeper.edit({ energyWanTce: '82' });
    failures.push(failure(0, OFFLINE_CODE));
    await keeper.submit();
    server.version = 1;
    server.status = 'submitted';
    server.revisions = [revisionOf(1, { ...EMPTY_FIGURES, energyWanTce: '82' })];
    await pause(RETRY_PAUSE_MS);
    expect(keeper.state().handedIn?.status).toBe('submitted');
  });

  test('a second try after a lost answer finds the report submitted, not a conflict', async () => {
    const figures = { ...EMPTY_FIGURES, energyWanTce: '82' };
    const { keeper, server } = world();
    keeper.edit({ energyWanTce: '82' });
    server.version = 1;
    server.status = 'submitted';
    server.revisions = [revisionOf(1, figures)];
    expect((await keeper.submit())?.revisions).toHaveLength(1);
  });

  test('a report under review with other figures refuses in words and keeps the text', async () => {
    const { keeper, server, local } = world();
    keeper.edit({ energyWanTce: '82' });
    server.status = 'submitted';
    server.revisions = [revisionOf(1, { ...EMPTY_FIGURES, energyWanTce: '70' })];
    expect(await keeper.submit()).toBeNull();
    expect(keeper.state().save).toMatchObject({ kind: 'refused', code: 'under_review' });
    expect(local()?.figures.energyWanTce).toBe('82');
  });
});

describe('confirming the fed-back figures', () => {
  test('sends the version and the note, and no draft where nothing was typed', async () => {
    const { keeper, saves, confirmed } = world();
    expect((await keeper.submit('confirm'))?.status).toBe('submitted');
    expect(confirmed).toEqual([{ version: 0, note: '' }]);
    expect(saves).toHaveLength(0);
  });

  test('what was typed beside them is saved first', async () => {
    const { keeper, saves, confirmed } = world();
    keeper.edit({ waterIntensityPct: '-2.0', note: '检修' });
    await keeper.submit('confirm');
    expect(saves[0]?.figures.waterIntensityPct).toBe('-2.0');
    expect(confirmed).toEqual([{ version: 1, note: '检修' }]);
  });

  test('nothing is confirmed while what was typed cannot be saved', async () => {
    const { keeper, failures, confirmed, local } = world();
    keeper.edit({ waterIntensityPct: '-2.0' });
    failures.push(failure(0, OFFLINE_CODE));
    expect(await keeper.submit('confirm')).toBeNull();
    expect(confirmed).toHaveLength(0);
    expect(keeper.state().unsent).toBe(true);
    expect(local()?.figures.waterIntensityPct).toBe('-2.0');
  });
});

describe('coming back to the page', () => {
  const theirs = { ...EMPTY_FIGURES, energyWanTce: '90' };
  function moved(change: Partial<ReportDetail>) {
    const all = world();
    Object.assign(all.server, { version: 3, draftSavedAt: AT, draftBy: '李雷', ...change });
    return all;
  }

  test('a colleague’s draft is taken over and told where nothing was typed here', async () => {
    const { keeper, saves } = moved({ draft: theirs });
    expect(await keeper.lookAgain()).toBeNull();
    expect(keeper.state()).toMatchObject({
      figures: { energyWanTce: '90' },
      takenOver: { by: '李雷', at: AT },
      conflict: null,
    });
    keeper.edit({ note: '核对过' });
    await pause();
    expect(saves[0]?.version).toBe(3);
    expect(keeper.state().takenOver).toBeNull();
  });

  test('where something was typed here a person chooses', async () => {
    const { keeper } = moved({ draft: theirs });
    keeper.edit({ energyWanTce: '82' });
    await keeper.lookAgain();
    expect(keeper.state().conflict).toMatchObject({ mine: { energyWanTce: '82' }, theirs });
  });

  test('a report that a colleague handed in is shown, not edited on', async () => {
    const { keeper } = moved({ status: 'submitted', revisions: [revisionOf(1, theirs)] });
    expect((await keeper.lookAgain())?.status).toBe('submitted');
    expect(keeper.state().figures.energyWanTce).toBeNull();
  });

  test('nothing happens where nobody changed anything', async () => {
    const { keeper } = world();
    expect(await keeper.lookAgain()).toBeNull();
    expect(keeper.state().takenOver).toBeNull();
  });
});

test('the loss of the network is told at once where something waits, and not where all is saved', () => {
  const { keeper } = world();
  keeper.wentOffline();
  expect(keeper.state().save.kind).toBe('idle');
  keeper.edit({ energyWanTce: '82' });
  keeper.wentOffline();
  expect(keeper.state().save.kind).toBe('offline');
});
