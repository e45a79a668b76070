import { parseDate } from '../../server/rules/date-text.ts';
import type { MatterId } from '../../server/rules/subsidies/matters.ts';
import type { FactName } from '../../server/rules/subsidies/vocabulary.ts';
import type { CalculatorSearch } from '../app/search.ts';
import { Card } from '../ui/card.tsx';
import { type Answers, withAnswer, withTopic } from './answers.ts';
import styles from './form-card.module.css';
import { QuestionField } from './question-field.tsx';
import { ReceiptsField } from './receipts-field.tsx';
import {
  concerns,
  IDENTITY,
  QUALIFYING,
  type Question,
  shownQuestions,
  type Topic,
  topicsFor,
} from './topics.ts';

interface FormProps {
  search: CalculatorSearch;
  answers: Answers;
  /** Facts that would settle something. */
  wanted: ReadonlySet<FactName>;
  /** Matters found so far. */
  matters: readonly MatterId[];
  /** The officer's own unit: taken for the place when the first topic is opened. */
  ownUnit: string | null;
  onChange: (next: CalculatorSearch) => void;
}

function Questions({ questions, form }: { questions: readonly Question[]; form: FormProps }) {
  const { search, answers, onChange } = form;
  return questions.map(({ fact }) => (
    <QuestionField
      key={fact}
      fact={fact}
      answer={search[fact] ?? ''}
      error={answers.errors[fact]}
      onAnswer={(text) => onChange(withAnswer(search, fact, text))}
    />
  ));
}

function TopicButtons({ topics, form }: { topics: readonly Topic[]; form: FormProps }) {
  const { search, answers, ownUnit, onChange } = form;
  const open = (id: string) => {
    const next = withTopic(search, answers.topics, id);
    onChange(ownUnit === null || search.unit !== undefined ? next : { ...next, unit: ownUnit });
  };
  return topics.map(({ id, title }) => (
    <button
      key={id}
      type="button"
      className={styles.topic}
      aria-pressed={answers.topics.includes(id)}
      onClick={() => open(id)}
    >
      {title}
    </button>
  ));
}

/** The questions, in plain words: who and where, what there is, and only what matters then. */
export function FormCard(form: FormProps) {
  const { search, answers, wanted, matters, onChange } = form;
  const { facts, topics, errors } = answers;
  const offered = topicsFor(facts.applicant).filter(({ comparisonOnly }) => !comparisonOnly);
  const benchmark = topicsFor(facts.applicant).filter(({ comparisonOnly }) => comparisonOnly);
  const opened = [...offered, ...benchmark].filter(({ id }) => topics.includes(id));
  const qualifying = QUALIFYING.filter(
    ({ fact }) => facts[fact] !== undefined || (wanted.has(fact) && concerns(fact, facts.applicant)),
  );
  return (
    <Card
      className={styles.form}
      title="有什么、打算做什么"
      note="没有回答的按“还缺情况”处理，不当作“否”，也不当作零。"
    >
      <Questions questions={IDENTITY} form={form} />
      <DateQuestion search={search} date={answers.date} onChange={onChange} />
      <fieldset className={styles.topics} aria-label="选出有的或打算做的（可多选）">
        <TopicButtons topics={offered} form={form} />
      </fieldset>
      {opened.map((topic) => (
        <section key={topic.id} aria-label={topic.title} className={styles.section}>
          <h3>{topic.title}</h3>
          <Questions questions={shownQuestions(topic, facts)} form={form} />
        </section>
      ))}
      {qualifying.length > 0 ? (
        <section aria-label="申报主体的资格" className={styles.section}>
          <h3>申报主体的资格</h3>
          <Questions questions={qualifying} form={form} />
        </section>
      ) : null}
      {matters.length > 0 || search.received !== undefined ? (
        <section aria-label="以前就同一事项得过的奖补" className={styles.section}>
          <h3>以前就同一事项得过的奖补</h3>
          <ReceiptsField
            receipts={facts.received ?? []}
            matters={matters}
            error={errors.received}
            onAnswer={(text) => onChange(withAnswer(search, 'received', text))}
          />
        </section>
      ) : null}
      {benchmark.length > 0 ? (
        <fieldset className={`${styles.topics} ${styles.benchmark}`} aria-label="只为对照南昌、昌江">
          <span className="muted small">只为对照：</span>
          <TopicButtons topics={benchmark} form={form} />
        </fieldset>
      ) : null}
    </Card>
  );
}

interface DateProps {
  search: CalculatorSearch;
  date: string;
  onChange: (next: CalculatorSearch) => void;
}

/** The day of assessment; today unless another is asked about. */
function DateQuestion({ search, date, onChange }: DateProps) {
  const typed = search.date ?? date;
  const isWrong = parseDate(typed) === null;
  return (
    <div className={styles.date}>
      <label htmlFor="assessment-date">按哪一天测算</label>
      <input
        id="assessment-date"
        className="field"
        inputMode="numeric"
        autoComplete="off"
        aria-invalid={isWrong}
        aria-describedby="assessment-date-note"
        value={typed}
        onChange={(event) => onChange({ ...search, date: event.target.value })}
        onBlur={() =>
          onChange(withAnswer(search, 'date', search.date === undefined ? '' : (parseDate(typed) ?? '')))
        }
      />
      <span id="assessment-date-note" className={styles.fault}>
        {isWrong ? '请填写日期，如 2026-09-18；暂按今天测算' : ''}
      </span>
    </div>
  );
}
