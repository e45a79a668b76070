import { useState } from 'react';
import type { BulletinStep } from '../../server/bulletins/schema.ts';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import { STEP_WORDS } from './bulletin-shape.ts';
import type { BulletinDraft } from './use-bulletin-draft.ts';

interface StepDialogProps {
  step: BulletinStep['step'];
  /** unsaved texts are saved before the step */
  savesFirst: boolean;
  writing: BulletinDraft;
  onClose: () => void;
}

/** What a step does, and its note, before it is taken. */
export function StepDialog({ step, savesFirst, writing, onClose }: StepDialogProps) {
  const { word, effect, note } = STEP_WORDS[step];
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = note?.isRequired === true && text.trim() === '';
  const submit = () => {
    setTried(true);
    if (isMissing) return;
    const given = text.trim() === '' ? {} : { note: text.trim() };
    writing.step.mutate({ step, ...given }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={`${word}通报`}
      error={writing.step.error}
      isBusy={writing.step.isPending}
      submitWord={`确认${word}`}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{effect}</p>
      {savesFirst ? <p>未保存的修改将先保存。</p> : null}
      {note ? (
        <Field
          label={note.label}
          hint={note.isRequired ? '必填，记入办理经过' : '可不填'}
          fault={isTried && isMissing ? `请填写${note.label}。` : undefined}
          name="note"
          error={writing.step.error}
        >
          {(control) => (
            <textarea
              {...control}
              className="field"
              rows={3}
              maxLength={300}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
      ) : null}
    </FormDialog>
  );
}
