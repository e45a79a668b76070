import type { ReportDetail } from '../../server/reports/schema.ts';
import type { DraftKeeper, KeeperState } from './draft-keeper.ts';
import type { DraftStart } from './draft-start.ts';

export interface EntryEditorProps {
  detail: ReportDetail;
  start: DraftStart;
  storageKey: string;
  signInHref: string;
  /** whether the page asks for nothing but a confirmation of the fed-back figures */
  onStage: (confirming: boolean) => void;
  /** the report is no longer open for writing: it was submitted, here or elsewhere */
  onSubmitted: (detail: ReportDetail) => void;
  /** reads the report afresh: it changed on the server in a way that cannot be merged here */
  onReload: () => void;
}

/** What a form needs beside the report: where the typed text is kept, and how far it has come. */
export interface KeptFormProps extends EntryEditorProps {
  keeper: DraftKeeper;
  state: KeeperState;
}
