import { Link } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { SUBSIDY_RULES_VERSION } from '../../server/rules/subsidies/model.ts';
import type { FactName } from '../../server/rules/subsidies/vocabulary.ts';
import { copyText } from '../admin/copy-text.ts';
import { type CalculatorSearch, stringifySearch } from '../app/search.ts';
import { useSession } from '../app/session.ts';
import { formatFullDate } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { answersOf, withTopic } from './answers.ts';
import { type Assessment, assess } from './assess.ts';
import styles from './calculator-page.module.css';
import { CompareCard } from './compare-card.tsx';
import { EXAMPLES } from './examples.ts';
import { headline } from './findings.ts';
import { FormCard } from './form-card.tsx';
import { PrintedAnswers } from './printed-answers.tsx';
import { controlId } from './question-field.tsx';
import { ExpectedCard, HumanCard, MissingCard, NotesCard, RefusedCard } from './result-cards.tsx';
import { topicOf } from './topics.ts';
import { useAnswers } from './use-answers.ts';

/** The address of this very calculation, to be sent on. */
function CopyLink({ search }: { search: CalculatorSearch }) {
  const [isCopied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const address = `${window.location.origin}/calculator${stringifySearch(search)}`;
  const copy = async () => {
    setCopied(await copyText(address, field.current));
    window.setTimeout(() => setCopied(false), 3000);
  };
  return (
    <>
      <input ref={field} className="visuallyHidden" readOnly tabIndex={-1} aria-hidden value={address} />
      <button type="button" className="button" onClick={() => void copy()}>
        {isCopied ? '已复制链接' : '复制链接'}
      </button>
    </>
  );
}

function Examples() {
  return (
    <Card title="从一个例子开始" note="例子中的企业和数字均为虚构。">
      <ul className={styles.examples}>
        {EXAMPLES.map(({ title, search }) => (
          <li key={title}>
            <Link to="/calculator" search={search}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface ResultsProps {
  assessment: Assessment;
  date: string;
  onAsk: (fact: FactName) => void;
}

function Results({ assessment, date, onAsk }: ResultsProps) {
  const { results, resolved, missing, refused, notes, comparison } = assessment;
  if (results.length === 0 && comparison.rows.length === 0) return <Examples />;
  return (
    <>
      <ExpectedCard resolved={resolved} />
      <MissingCard missing={missing} onAsk={onAsk} />
      <HumanCard resolved={resolved} />
      <RefusedCard refused={refused} />
      {comparison.rows.length > 0 ? <CompareCard comparison={comparison} date={date} /> : null}
      <NotesCard notes={notes} />
    </>
  );
}

/** 测算: what a firm may get for what it has or plans, worked out in the browser by the shared rules. */
export function CalculatorPage() {
  const { today, user } = useSession();
  const [search, change] = useAnswers();
  const answers = useMemo(() => answersOf(search, today), [search, today]);
  const assessment = useMemo(() => assess(answers.facts, answers.date), [answers]);
  const matters = [...new Set(assessment.results.map(({ matter }) => matter))];
  const ask = (fact: FactName) => {
    const topic = topicOf(fact);
    if (topic !== null && !answers.topics.includes(topic)) change(withTopic(search, answers.topics, topic));
    window.setTimeout(() => document.getElementById(controlId(fact))?.focus(), 0);
  };
  return (
    <>
      <PageHead
        eyebrow={`奖补测算 · 按${formatFullDate(answers.date)}有效的文件 · 规则版本${SUBSIDY_RULES_VERSION} · 预计可得（待审定）`}
        title={headline(assessment)}
        actions={
          <>
            <CopyLink search={search} />
            <button type="button" className="button" onClick={() => window.print()}>
              打印
            </button>
            <button type="button" className="button" onClick={() => change({})}>
              清空
            </button>
          </>
        }
      />
      {answers.unknown.length > 0 ? (
        <p className={styles.unknown} role="status">
          链接中有不认识的内容，已忽略：{answers.unknown.join('、')}
        </p>
      ) : null}
      <PrintedAnswers facts={answers.facts} />
      <div className={styles.layout}>
        <div className="noPrint">
          <FormCard
            search={search}
            answers={answers}
            wanted={assessment.wanted}
            matters={matters}
            ownUnit={user.unitCodes[0] ?? null}
            onChange={change}
          />
        </div>
        <div className={styles.results} aria-live="polite">
          <Results assessment={assessment} date={answers.date} onAsk={ask} />
        </div>
      </div>
    </>
  );
}
