import { useState } from 'react';
import { ConfirmForm } from './confirm-form.tsx';
import { confirmable } from './confirmable.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import { EntryForm } from './entry-form.tsx';
import type { EntryEditorProps } from './form-props.ts';
import { useDraftKeeper } from './use-draft-keeper.ts';

/** Keeps what is typed; shows the confirmation, the form, or both versions where the server moved on. */
export function EntryEditor(props: EntryEditorProps) {
  const { keeper, state } = useDraftKeeper(props.detail, props.start, props.storageKey, props.onSubmitted);
  const [editing, setEditing] = useState(() => confirmable(props.detail, state.figures) === null);
  if (state.conflict !== null) {
    const newest = state.conflict.detail;
    const takeTheirs = () => {
      keeper.takeTheirs();
      if (newest.draft === null && newest.status !== 'returned') props.onSubmitted(newest);
    };
    return (
      <ConflictPanel
        conflict={state.conflict}
        onTakeTheirs={takeTheirs}
        onKeep={(figures) => keeper.keep(figures)}
      />
    );
  }
  const feedback = editing ? null : confirmable(props.detail, state.figures);
  if (feedback === null) return <EntryForm {...props} keeper={keeper} state={state} />;
  const edit = () => {
    setEditing(true);
    props.onStage(false);
  };
  return <ConfirmForm {...props} keeper={keeper} state={state} feedback={feedback} onEdit={edit} />;
}
