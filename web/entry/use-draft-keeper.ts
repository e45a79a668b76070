import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { confirmFeedback, saveDraft, submitReport } from '../api/changes.ts';
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

/**
 * A keeper for one report, alive as long as the editor is on screen. It saves when the network returns, and looks for a
 * colleague's version when the officer comes back to the page.
 * @param onClosed the report is no longer open for writing
 */
export function useDraftKeeper(
  detail: ReportDetail,
  start: DraftStart,
  storageKey: string,
  onClosed: (newest: ReportDetail) => void,
): { keeper: DraftKeeper; state: KeeperState } {
  const [keeper] = useState(() => {
    const { unitCode, period } = detail;
    return new DraftKeeper(start, detail, {
      save: (version, figures) => saveDraft(unitCode, period, version, figures),
      submit: (version, figures) => submitReport(unitCode, period, version, figures),
      confirm: (version, { note, comments }) =>
        confirmFeedback(unitCode, period, {
          version,
          feedbackId: detail.feedback?.id ?? 0,
          note: note.trim(),
          comments,
        }),
      fetchNewest: () => get<ReportDetail>(`/reports/${unitCode}/${period}`),
      storage: browserStorage(),
      storageKey,
      now: () => new Date().toISOString(),
    });
  });
  const state = useSyncExternalStore(keeper.subscribe, keeper.state);
  const closed = useRef(onClosed);
  closed.current = onClosed;

  useEffect(() => {
    const tryAgain = () => void keeper.flush();
    const lost = () => keeper.wentOffline();
    const back = () => {
      if (document.visibilityState === 'visible') void lookAgain(keeper, closed.current);
    };
    keeper.start();
    document.addEventListener('visibilitychange', back);
    window.addEventListener('offline', lost);
    window.addEventListener('online', tryAgain);
    window.addEventListener('pagehide', tryAgain);
    return () => {
      document.removeEventListener('visibilitychange', back);
      window.removeEventListener('offline', lost);
      window.removeEventListener('online', tryAgain);
      window.removeEventListener('pagehide', tryAgain);
      keeper.stop();
    };
  }, [keeper]);

  useEffect(() => {
    if (state.handedIn !== null) closed.current(state.handedIn);
  }, [state.handedIn]);

  return { keeper, state };
}

async function lookAgain(keeper: DraftKeeper, onClosed: (newest: ReportDetail) => void): Promise<void> {
  const newest = await keeper.lookAgain();
  if (newest !== null) onClosed(newest);
}
