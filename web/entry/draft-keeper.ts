import type { DraftSavedReply, ReportDetail } from '../../server/reports/schema.ts';
import { FIGURE_FIELDS, type Figures, parseFigure } from '../../server/rules/figures.ts';
import { ApiError, OFFLINE_CODE } from '../api/client.ts';
import { asShown, type DraftStart, normalised, sameFigures, serverFigures } from './draft-start.ts';
import { type DraftStorage, removeLocalDraft, writeLocalDraft } from './local-draft.ts';

/** Where the typed text is safe right now. */
export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  /** no answer from the server; tried again by itself */
  | { kind: 'offline' }
  | { kind: 'signedOut' }
  /** a number cannot be read, so the server is not asked yet */
  | { kind: 'localOnly' }
  | { kind: 'refused'; code: string; message: string };

export interface DraftConflict {
  mine: Figures;
  theirs: Figures;
  /** the server's newest version and who touched it, for the choice */
  detail: ReportDetail;
}

export interface KeeperState {
  /** as typed */
  figures: Figures;
  save: SaveState;
  conflict: DraftConflict | null;
  fieldErrors: Readonly<Record<string, { code: string; message: string }>>;
  submitting: boolean;
  /** submitting got no answer, or the session was over: to be done once more; until the next attempt */
  unsent: boolean;
  /** the answer to our own submission was lost, but the server has it: the report is no longer open */
  handedIn: ReportDetail | null;
  /** a colleague's version that replaced the one on screen while nothing was typed here */
  takenOver: { by: string | null; at: string } | null;
  /** false where this browser refuses storage: the text is only on this page until the server has it */
  keptLocally: boolean;
}

/** The outside world of a keeper, so that it can be tried without a browser. */
export interface KeeperPorts {
  save: (version: number, figures: Figures) => Promise<DraftSavedReply>;
  submit: (version: number, figures: Figures) => Promise<ReportDetail>;
  /** takes the fed-back figures as they stand, with the note and remarks typed here */
  confirm: (version: number, figures: Figures) => Promise<ReportDetail>;
  fetchNewest: () => Promise<ReportDetail>;
  storage: DraftStorage;
  storageKey: string;
  /** UTC time, ISO 8601 */
  now: () => string;
}

/** Pause after the last keystroke before the server is asked, ms. */
export const SAVE_PAUSE_MS = 800;
/** Pause before the next attempt when there was no answer, ms. */
export const RETRY_PAUSE_MS = 5000;

/** The report went on without this page: somebody saved, submitted, or the answer to our own request was lost. */
const MOVED_ON: ReadonlySet<string> = new Set(['version_conflict', 'under_review', 'signing', 'approved']);

/** After these an attempt to submit has to be made again. */
const NO_ANSWER: ReadonlySet<SaveState['kind']> = new Set(['offline', 'signedOut']);

const isHandedIn = ({ status }: ReportDetail) => status === 'submitted' || status === 'signing';

function canBeSent(figures: Figures): boolean {
  return FIGURE_FIELDS.every((field) => parseFigure(field, figures[field]).ok);
}

/**
 * Keeps what an officer types: in the browser at each keystroke, on the server after a pause, one request at a time,
 * each on the version the last one made. Nothing typed is ever dropped: where the server refuses or moved on, the text
 * stays here and a person decides.
 */
export class DraftKeeper {
  #state: KeeperState;
  #version: number;
  /** typed since the last save that succeeded */
  #dirty: boolean;
  #sent: Figures | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Promise<void> | null = null;
  readonly #ports: KeeperPorts;
  readonly #listeners = new Set<() => void>();

  constructor(start: DraftStart, detail: ReportDetail, ports: KeeperPorts) {
    this.#ports = ports;
    this.#version = start.version;
    this.#dirty = start.kind === 'local';
    const figures = asShown(start.kind === 'conflict' ? start.mine : start.figures);
    const savedBefore = start.kind === 'server' && detail.draft !== null && detail.draftSavedAt !== null;
    this.#state = {
      figures,
      save:
        savedBefore && detail.draftSavedAt ? { kind: 'saved', at: detail.draftSavedAt } : { kind: 'idle' },
      conflict: start.kind === 'conflict' ? { mine: start.mine, theirs: start.theirs, detail } : null,
      fieldErrors: {},
      submitting: false,
      unsent: false,
      handedIn: null,
      takenOver: null,
      keptLocally: true,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): KeeperState => this.#state;

  /** A keystroke or a choice. */
  edit(change: Partial<Figures>): void {
    const figures = { ...this.#state.figures, ...change };
    this.#dirty = true;
    this.#set({ figures, fieldErrors: {}, takenOver: null });
    this.#keepLocally();
    this.#schedule(SAVE_PAUSE_MS);
  }

  /** Saves what is not saved yet; called after a pause, when the network returns, and on leaving the page. */
  flush(): Promise<void> {
    this.#cancelTimer();
    this.#running ??= this.#saveAll().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /**
   * Submits what is typed, or confirms the fed-back figures it began with.
   * @returns the report as it now stands, or null where it was not accepted; the state says why
   */
  async submit(way: 'submit' | 'confirm' = 'submit'): Promise<ReportDetail | null> {
    if (this.#state.submitting) return null;
    const send = this.#ports[way];
    this.#cancelTimer();
    this.#set({ submitting: true, unsent: false });
    let done: ReportDetail | null = null;
    try {
      await (way === 'confirm' && this.#dirty ? this.flush() : this.#running);
      if (this.#state.conflict !== null) return null;
      // a confirmation takes what is not in the table from the saved draft: unsaved there is nothing to confirm
      if (way === 'confirm' && this.#dirty) return null;
      done = await this.#submitOnce(send);
      return done;
    } finally {
      const unsent = done === null && NO_ANSWER.has(this.#state.save.kind);
      this.#set({ submitting: false, unsent });
    }
  }

  /** Answer to a conflict: continue with the server's version. What was typed here is given up knowingly. */
  takeTheirs(): void {
    const { conflict } = this.#state;
    if (conflict === null) return;
    this.#version = conflict.detail.version;
    this.#clean();
    const at = conflict.detail.draftSavedAt;
    this.#set({
      figures: asShown(conflict.theirs),
      conflict: null,
      save: at === null ? { kind: 'idle' } : { kind: 'saved', at },
    });
  }

  /** Answer to a conflict: save these figures, mine or picked line by line, over the server's version. */
  keep(figures: Figures): void {
    const { conflict } = this.#state;
    if (conflict === null) return;
    this.#version = conflict.detail.version;
    this.#dirty = true;
    this.#set({ conflict: null, figures: asShown(figures) });
    this.#keepLocally();
    void this.flush();
  }

  /**
   * Looks whether somebody else went on with the report, when the officer comes back to this page. Where nothing waits
   * to be saved here their version is taken over and told; else a person chooses.
   * @returns the newest report where it is no longer open for writing, else null
   */
  async lookAgain(): Promise<ReportDetail | null> {
    if (this.#running !== null || this.#state.submitting || this.#state.conflict !== null) return null;
    const seen = this.#version;
    const newest = await this.#ports.fetchNewest().catch(() => null);
    // saved or typed while asking: the next save finds out by itself
    if (newest === null || this.#version !== seen || this.#running !== null || newest.version === seen)
      return null;
    if (newest.draft === null && newest.status !== 'returned') return this.#dirty ? null : newest;
    const theirs = serverFigures(newest);
    if (this.#dirty) {
      this.#set({ conflict: { mine: this.#state.figures, theirs, detail: newest }, save: { kind: 'idle' } });
      return null;
    }
    this.#version = newest.version;
    const at = newest.draftSavedAt ?? this.#ports.now();
    this.#set({
      figures: asShown(theirs),
      save: { kind: 'saved', at },
      takenOver: { by: newest.draftBy, at },
    });
    return null;
  }

  /** The browser says that there is no network: what is not saved yet waits from now on. */
  wentOffline(): void {
    if (this.#dirty && this.#state.conflict === null) this.#set({ save: { kind: 'offline' } });
  }

  /** Begins to listen; a restored text is saved at once. */
  start(): void {
    if (this.#dirty) this.#schedule(0);
  }

  /** Stops the timers; what is typed is sent a last time. */
  stop(): void {
    this.#cancelTimer();
    if (this.#dirty && this.#state.conflict === null && !this.#state.submitting) void this.flush();
  }

  async #saveAll(): Promise<void> {
    while (this.#dirty && this.#state.conflict === null) {
      if (!canBeSent(this.#state.figures)) return this.#set({ save: { kind: 'localOnly' } });
      if (!(await this.#saveOnce())) return;
    }
  }

  async #saveOnce(): Promise<boolean> {
    const sent = normalised(this.#state.figures);
    this.#dirty = false;
    this.#sent = sent;
    this.#keepLocally();
    this.#set({ save: { kind: 'saving' } });
    try {
      const reply = await this.#ports.save(this.#version, sent);
      this.#accept(reply.version, reply.savedAt);
      return true;
    } catch (error) {
      this.#dirty = true;
      return await this.#afterFailure(error, sent);
    }
  }

  async #submitOnce(send: KeeperPorts['submit']): Promise<ReportDetail | null> {
    const sent = normalised(this.#state.figures);
    this.#sent = sent;
    this.#keepLocally();
    try {
      const detail = await send(this.#version, sent);
      this.#version = detail.version;
      this.#clean();
      return detail;
    } catch (error) {
      this.#dirty = true;
      // The answer to an earlier attempt was lost: the next one may go through on the right version.
      if (await this.#afterFailure(error, sent)) return await this.#retrySubmit(send, sent);
      return null;
    }
  }

  async #retrySubmit(send: KeeperPorts['submit'], sent: Figures): Promise<ReportDetail | null> {
    try {
      const newest = await this.#ports.fetchNewest();
      const isSubmitted = isHandedIn(newest) && sameFigures(serverFigures(newest), sent);
      const detail = isSubmitted ? newest : await send(this.#version, sent);
      this.#version = detail.version;
      this.#clean();
      return detail;
    } catch (error) {
      await this.#afterFailure(error, sent);
      return null;
    }
  }

  #accept(version: number, savedAt: string): void {
    this.#version = version;
    this.#sent = null;
    if (this.#dirty) this.#keepLocally();
    else removeLocalDraft(this.#ports.storage, this.#ports.storageKey);
    this.#set({ save: { kind: 'saved', at: savedAt } });
  }

  /** @returns true where the failure is resolved and the work can go on */
  async #afterFailure(error: unknown, sent: Figures): Promise<boolean> {
    if (!(error instanceof ApiError)) {
      this.#set({ save: { kind: 'refused', code: 'unknown', message: '保存未成功，内容已保留在本机。' } });
      return false;
    }
    if (error.code === OFFLINE_CODE || error.status >= 500) {
      this.#set({ save: { kind: 'offline' } });
      this.#schedule(RETRY_PAUSE_MS);
      return false;
    }
    if (error.status === 401) {
      this.#set({ save: { kind: 'signedOut' } });
      return false;
    }
    if (MOVED_ON.has(error.code)) {
      return await this.#compareWithServer(error, sent);
    }
    return this.#refuse(error);
  }

  #refuse(error: ApiError): false {
    const { code, message, fields } = error;
    this.#set({ save: { kind: 'refused', code, message }, fieldErrors: fields });
    return false;
  }

  /** Somebody else saved, or the answer to our own save was lost; only the first is a conflict. */
  async #compareWithServer(error: ApiError, sent: Figures): Promise<boolean> {
    try {
      const detail = await this.#ports.fetchNewest();
      const theirs = serverFigures(detail);
      if (sameFigures(theirs, sent)) {
        const isAllSaved = sameFigures(this.#state.figures, sent);
        this.#dirty = !isAllSaved;
        this.#accept(detail.version, detail.draftSavedAt ?? this.#ports.now());
        // while submitting the next attempt answers it by itself
        if (isAllSaved && isHandedIn(detail) && !this.#state.submitting) this.#set({ handedIn: detail });
        return true;
      }
      if (error.code !== 'version_conflict') return this.#refuse(error);
      this.#set({ conflict: { mine: this.#state.figures, theirs, detail }, save: { kind: 'idle' } });
      return false;
    } catch {
      this.#set({ save: { kind: 'offline' } });
      this.#schedule(RETRY_PAUSE_MS);
      return false;
    }
  }

  #keepLocally(): void {
    const keptLocally = writeLocalDraft(this.#ports.storage, this.#ports.storageKey, {
      figures: this.#state.figures,
      baseVersion: this.#version,
      typedAt: this.#ports.now(),
      sent: this.#sent,
    });
    if (keptLocally !== this.#state.keptLocally) this.#set({ keptLocally });
  }

  #clean(): void {
    this.#dirty = false;
    this.#sent = null;
    removeLocalDraft(this.#ports.storage, this.#ports.storageKey);
  }

  #schedule(pause: number): void {
    this.#cancelTimer();
    this.#timer = setTimeout(() => void this.flush(), pause);
  }

  #cancelTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #set(change: Partial<KeeperState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
