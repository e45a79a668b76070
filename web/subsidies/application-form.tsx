import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useDeferredValue, useState } from 'react';
import type { Beneficiary } from '../../server/beneficiaries/schema.ts';
import { applyForAward } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { beneficiariesQuery } from '../api/queries.ts';
import type { CalculatorSearch } from '../app/search.ts';
import { useSession } from '../app/session.ts';
import { Card } from '../ui/card.tsx';
import { PAGE_SIZE } from '../ui/pager.tsx';
import { QueryView } from '../ui/states.tsx';
import { ApplicationChoices, ApplicationQuestions, type BeneficiaryChoice } from './application-fields.tsx';
import styles from './application-form.module.css';
import { ApplicationResult } from './application-result.tsx';
import { assessApplication } from './application-shape.ts';
import { BeneficiaryForm } from './beneficiary-form.tsx';
import { useMoneyChange } from './use-money-change.ts';

interface FormProps {
  onClose: () => void;
  onDone: (caseId: number) => void;
}

function failureOf(error: unknown): string | null {
  if (!error) return null;
  if (!(error instanceof ApiError)) return '没有提交成功，请重试。';
  return Object.keys(error.fields).length > 0 ? '没有提交，请更正标出的内容。' : error.message;
}

/** State of the form: whom, what, the answers, and what they come to. */
function useApplication(beneficiaries: readonly Beneficiary[], onDone: (caseId: number) => void) {
  const { today } = useSession();
  const [applicantId, setApplicant] = useState<number | null>(null);
  /** as last listed: a search for another does not lose the one chosen */
  const [listed, setListed] = useState<Beneficiary>();
  const [awardId, setAward] = useState('');
  const [texts, setTexts] = useState<CalculatorSearch>({});
  const [sent, setSent] = useState<CalculatorSearch>({});
  const applicant =
    beneficiaries.find(({ id }) => id === applicantId) ?? (listed?.id === applicantId ? listed : undefined);
  const state = applicant === undefined ? null : assessApplication(applicant, awardId, texts, today);
  const change = useMoneyChange(
    () => applyForAward({ beneficiaryId: applicant?.id ?? 0, awardId, facts: { ...state?.answers.facts } }),
    ({ id }) => onDone(id),
  );
  const chooseAward = (id: string) => {
    setAward(id);
    setTexts({});
    change.reset();
  };
  const chooseApplicant = (id: number) => {
    setApplicant(id);
    setListed(beneficiaries.find((one) => one.id === id));
    chooseAward('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const hasErrors = state !== null && Object.keys(state.answers.errors).length > 0;
    if (state === null || hasErrors || change.isPending) return;
    setSent(texts);
    change.mutate();
  };
  return {
    today,
    applicant,
    awardId,
    texts,
    setTexts,
    sent,
    state,
    change,
    chooseApplicant,
    chooseAward,
    submit,
  };
}

function Form({ choice, onClose, onDone }: FormProps & { choice: BeneficiaryChoice }) {
  const { beneficiaries } = choice;
  const [isAdding, setAdding] = useState(false);
  const form = useApplication(beneficiaries, onDone);
  const { applicant, awardId, texts, sent, state, change } = form;
  const failure = sent === texts ? failureOf(change.error) : null;
  return (
    <div className={styles.layout}>
      <Card
        title="新申报"
        actions={
          <button type="button" className="linkButton" onClick={onClose}>
            返回列表
          </button>
        }
        note="绿色工厂、绿色园区等称号的奖补免申即享，由名单自动立项，不在此申报。材料在提交后上传。"
      >
        <form onSubmit={form.submit} noValidate>
          <ApplicationChoices
            choice={choice}
            applicant={applicant}
            awardId={awardId}
            today={form.today}
            error={change.error}
            onApplicant={form.chooseApplicant}
            onAward={form.chooseAward}
            onNew={() => setAdding(true)}
          />
          {state === null ? null : (
            <ApplicationQuestions
              key={awardId}
              state={state}
              texts={texts}
              error={change.error}
              sent={sent}
              onChange={form.setTexts}
            />
          )}
          {failure ? (
            <p className={styles.failed} role="alert">
              {failure}
            </p>
          ) : null}
          <div className={styles.buttons}>
            <button type="button" className="button" onClick={onClose}>
              取消
            </button>
            <button type="submit" className="button primary" disabled={state === null || change.isPending}>
              {change.isPending ? '正在提交…' : '提交申报'}
            </button>
          </div>
        </form>
      </Card>
      <div className={styles.result}>
        <ApplicationResult state={state} />
      </div>
      {isAdding ? (
        <BeneficiaryForm
          beneficiary={null}
          onClose={() => setAdding(false)}
          onSaved={({ id, name }) => {
            choice.onText(choice.total > PAGE_SIZE ? name : '');
            form.chooseApplicant(id);
          }}
        />
      ) : null}
    </div>
  );
}

/** 申报: whom, for what, by questions, with what it comes to beside them. */
export function ApplicationForm(props: FormProps) {
  const [text, onText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const query = useQuery({
    ...beneficiariesQuery(wanted, { limit: PAGE_SIZE }),
    placeholderData: (before) => before,
  });
  const { user } = useSession();
  return (
    <QueryView query={query} height={600}>
      {({ beneficiaries, total }) => (
        <Form
          {...props}
          choice={{
            beneficiaries: beneficiaries.filter(
              ({ treasuryUnit }) => user.unitCodes.length === 0 || user.unitCodes.includes(treasuryUnit),
            ),
            ...{ total, text, onText },
          }}
        />
      )}
    </QueryView>
  );
}
