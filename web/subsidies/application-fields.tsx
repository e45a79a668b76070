import type { Beneficiary } from '../../server/beneficiaries/schema.ts';
import { matterOf } from '../../server/rules/subsidies/matters.ts';
import type { FactName } from '../../server/rules/subsidies/vocabulary.ts';
import { ApiError } from '../api/client.ts';
import type { CalculatorSearch } from '../app/search.ts';
import { withAnswer } from '../calculator/answers.ts';
import { QuestionField } from '../calculator/question-field.tsx';
import { ReceiptsField } from '../calculator/receipts-field.tsx';
import { useOwnFaults } from '../quotas/form-dialog.tsx';
import { PAGE_SIZE } from '../ui/pager.tsx';
import styles from './application-form.module.css';
import { type ApplicationState, awardsFor, questionsOf } from './application-shape.ts';

interface QuestionsProps {
  state: ApplicationState;
  texts: CalculatorSearch;
  error: unknown;
  /** the answers the error speaks of */
  sent: CalculatorSearch;
  onChange: (texts: CalculatorSearch) => void;
}

/** The questions of the chosen award, each with its fault. */
export function ApplicationQuestions({ state, texts, error, sent, onChange }: QuestionsProps) {
  const faults = error instanceof ApiError ? error.fields : {};
  const { answers, entry, missing } = state;
  const questions = questionsOf(entry);
  useOwnFaults(...[...questions, 'received'].map((name) => `facts.${name}`));
  const faultOf = (name: FactName) => {
    const fault = faults[`facts.${name}`];
    const stands = fault?.code === 'missing_fact' ? missing.includes(name) : texts[name] === sent[name];
    return answers.errors[name] ?? (stands ? fault?.message : undefined);
  };
  return (
    <section aria-label="申报情况" className={styles.questions}>
      {questions.map((name) => (
        <QuestionField
          key={name}
          fact={name}
          answer={texts[name] ?? ''}
          error={faultOf(name)}
          onAnswer={(text) => onChange(withAnswer(texts, name, text))}
        />
      ))}
      <h3>此前就同一事项已得的奖补</h3>
      <ReceiptsField
        receipts={answers.facts.received ?? []}
        matters={[matterOf(entry.award.id)]}
        error={faultOf('received')}
        onAnswer={(text) => onChange(withAnswer(texts, 'received', text))}
      />
    </section>
  );
}

/** Beneficiaries to choose from; where there are many, those found by `text`. */
export interface BeneficiaryChoice {
  beneficiaries: readonly Beneficiary[];
  /** how many there are with that text */
  total: number;
  text: string;
  onText: (text: string) => void;
}

interface ChoicesProps {
  choice: BeneficiaryChoice;
  applicant: Beneficiary | undefined;
  awardId: string;
  today: string;
  error: unknown;
  onApplicant: (id: number) => void;
  onAward: (id: string) => void;
  onNew: () => void;
}

/** Whom the application is for, and for which award. */
export function ApplicationChoices(props: ChoicesProps) {
  const { choice, applicant, awardId, today, error } = props;
  const { beneficiaries, total, text, onText } = choice;
  const isLong = text !== '' || total > PAGE_SIZE;
  const isMissing = applicant !== undefined && !beneficiaries.some(({ id }) => id === applicant.id);
  const options = isMissing ? [applicant, ...beneficiaries] : beneficiaries;
  const faults = error instanceof ApiError ? error.fields : {};
  return (
    <div className={styles.choices}>
      {isLong ? (
        <label>
          查找主体
          <input
            className="field"
            type="search"
            placeholder="名称、信用代码"
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
          <span className="small" role="status">
            找到{total}个{total > beneficiaries.length ? `，只列前${beneficiaries.length}个` : ''}
          </span>
        </label>
      ) : null}
      <label>
        申报主体
        <select
          className="field"
          value={applicant?.id ?? ''}
          onChange={(event) => props.onApplicant(Number(event.target.value))}
        >
          <option value="">请选择</option>
          {options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="linkButton" onClick={props.onNew}>
        名单上没有，新增主体
      </button>
      <label>
        申报事项
        <select
          className="field"
          value={awardId}
          disabled={applicant === undefined}
          onChange={(event) => props.onAward(event.target.value)}
        >
          <option value="">请选择</option>
          {applicant === undefined
            ? null
            : awardsFor(applicant, today).map(({ policyId, title, awards }) => (
                <optgroup key={policyId} label={title}>
                  {awards.map(({ id, label }) => (
                    <option key={id} value={id}>
                      {label}
                    </option>
                  ))}
                </optgroup>
              ))}
        </select>
      </label>
      {(['beneficiaryId', 'awardId'] as const).map((name) =>
        faults[name] ? (
          <p key={name} className={styles.fault} role="alert">
            {faults[name]?.message}
          </p>
        ) : null,
      )}
    </div>
  );
}
