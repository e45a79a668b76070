import { type ClipboardEvent, useState } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import type { FigureField, Figures } from '../../server/rules/figures.ts';
import { pastedRows } from '../ui/paste.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { type PasteOutcome, pastedFigures } from './shape-paste.ts';

export interface Paste {
  /** of the last pasted block; null where none was pasted, or it was undone or dismissed */
  outcome: PasteOutcome | null;
  onPaste: (event: ClipboardEvent<HTMLFormElement>) => void;
  undo: () => void;
  dismiss: () => void;
}

interface PasteInto {
  detail: ReportDetail;
  keeper: DraftKeeper;
  figures: Figures;
  /** on screen, in order */
  fields: readonly FigureField[];
  onFilled: (...fields: FigureField[]) => void;
}

/** Fills the form from a block copied in Excel or WPS, and takes it back on request. */
export function usePaste({ detail, keeper, figures, fields, onFilled }: PasteInto): Paste {
  const [done, setDone] = useState<{ outcome: PasteOutcome; before: Figures } | null>(null);

  const onPaste = (event: ClipboardEvent<HTMLFormElement>) => {
    const start = fields.find((field) => field === (event.target as HTMLInputElement).name);
    if (start === undefined) return;
    const cells = pastedRows(event.clipboardData.getData('text/plain'));
    const outcome = pastedFigures(cells, { start, fields, unitName: detail.unitName });
    if (outcome === null) return;
    event.preventDefault();
    setDone({ outcome, before: figures });
    if (outcome.taken.length === 0) return;
    const absent = { ...figures.absent };
    for (const { field } of outcome.taken) delete absent[field];
    keeper.edit({
      ...Object.fromEntries(outcome.taken.map(({ field, text }) => [field, text])),
      absent,
    });
    onFilled(...outcome.taken.map(({ field }) => field));
  };
  const undo = () => {
    if (done !== null) keeper.edit(done.before);
    setDone(null);
  };
  return { outcome: done?.outcome ?? null, onPaste, undo, dismiss: () => setDone(null) };
}
