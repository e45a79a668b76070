import { useState } from 'react';
import type { CaseDetail } from '../../server/cases/schema.ts';
import { parseFacts } from '../../server/rules/subsidies/facts.ts';
import { takeStep } from '../api/changes.ts';
import type { CalculatorSearch } from '../app/search.ts';
import { useSession } from '../app/session.ts';
import { factSearch } from '../calculator/answers.ts';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import { ApplicationQuestions } from './application-fields.tsx';
import { assessApplication } from './application-shape.ts';
import { useMoneyChange } from './use-money-change.ts';

/** The kept answers of a case as the questions take them. */
function keptAnswers(detail: CaseDetail): CalculatorSearch {
  return factSearch(parseFacts(detail.facts ?? {}).facts);
}

/** 重新提交: a returned application, its answers corrected and computed anew. */
export function ResubmitForm({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const { today } = useSession();
  const [texts, setTexts] = useState<CalculatorSearch>(() => keptAnswers(detail));
  const [sent, setSent] = useState<CalculatorSearch>({});
  const [note, setNote] = useState('');
  const kept = parseFacts(detail.facts ?? {}).facts;
  const kind = kept.applicant === 'organiser' || kept.applicant === 'county' ? undefined : kept.applicant;
  const state = assessApplication(
    { kind: kind ?? 'enterprise', treasuryUnit: detail.unitCode },
    detail.awardId,
    texts,
    today,
  );
  const change = useMoneyChange(
    () =>
      takeStep(detail.id, {
        version: detail.version,
        step: 'resubmit',
        note: note.trim() || null,
        facts: { ...state?.answers.facts },
      }),
    onClose,
  );
  const hasErrors = state === null || Object.keys(state.answers.errors).length > 0;
  const submit = () => {
    if (hasErrors) return;
    setSent(texts);
    change.mutate();
  };
  return (
    <FormDialog
      title={`重新提交：${detail.beneficiaryName}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="确认重新提交"
      onSubmit={submit}
      onClose={onClose}
    >
      {state === null ? null : (
        <ApplicationQuestions
          state={state}
          texts={texts}
          error={change.error}
          sent={sent}
          onChange={setTexts}
        />
      )}
      <Field label="补正说明" hint="可不填" name="note" error={change.error}>
        {(control) => (
          <textarea
            {...control}
            className="field"
            rows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
