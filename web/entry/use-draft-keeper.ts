import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { saveDraft, submitReport } from '../api/changes.ts';
import { get } from '../api/client.ts';
import { DraftKeeper, type KeeperState } from './draft-keeper.ts';
import type { DraftStart } from './draft-start.ts';
import type { DraftStorage } from './local-draft.ts';

const NO_STORAGE: DraftStorage = {
  getItem: () => null,
  setItem: () => {
    throw new Error('Storage is switched off');
  },
  removeItem: () => undefined,
};

/** The browser's local storage, or one that refuses where the browser forbids it. */
export function browserStorage(): DraftStorage {
  try {
    return window.localStorage;
  } catch {
    return NO_STORAGE;
  }
}

/** A keeper for one report, alive as long as the editor is on screen. */
export function useDraftKeeper(
  detail: ReportDetail,
  start: DraftStart,
  storageKey: string,
): { keeper: DraftKeeper; state: KeeperState } {
  const [keeper] = useState(() => {
    const { unitCode, period } = detail;
    return new DraftKeeper(start, detail, {
      save: (version, figures) => saveDraft(unitCode, period, version, figures),
      submit: (version, figures) => submitReport(unitCode, period, version, figures),
      fetchNewest: () => get<ReportDetail>(`/reports/${unitCode}/${period}`),
      storage: browserStorage(),
      storageKey,
      now: () => new Date().toISOString(),
    });
  });
  const state = useSyncExternalStore(keeper.subscribe, keeper.state);

  useEffect(() => {
    const tryAgain = () => void keeper.flush();
    keeper.start();
    window.addEventListener('online', tryAgain);
    window.addEventListener('pagehide', tryAgain);
    return () => {
      window.removeEventListener('online', tryAgain);
      window.removeEventListener('pagehide', tryAgain);
      keeper.stop();
    };
  }, [keeper]);

  return { keeper, state };
}
