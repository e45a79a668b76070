import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { POLICIES } from '../../server/rules/subsidies/catalogue.ts';
import type { Award, Clause, ClauseKind, Policy, PolicyId } from '../../server/rules/subsidies/model.ts';
import { policyStatus } from '../../server/rules/subsidies/validity.ts';
import { factDefinition } from '../../server/rules/subsidies/vocabulary.ts';
import { Card } from '../ui/card.tsx';
import { amountLines, dueText, targetText } from './amount-words.ts';
import styles from './clauses-view.module.css';
import { clausesFinding, countsOf, STATUS_WORDS, validityText } from './findings.ts';

const KINDS: Readonly<Record<ClauseKind, string>> = {
  monetary: '资金',
  inKind: '实物、服务',
  organisational: '组织',
  target: '目标',
};

interface DocumentsProps {
  chosen: PolicyId;
  today: string;
}

/** The five documents; one is open. */
function Documents({ chosen, today }: DocumentsProps) {
  return (
    <nav className={styles.documents} aria-label="文件">
      {POLICIES.map((policy) => {
        const status = policyStatus(policy, today);
        const { monetary, awards } = countsOf(policy);
        return (
          <Link
            key={policy.id}
            to="/policies"
            search={{ policy: policy.id }}
            activeOptions={{ exact: true, includeSearch: true }}
            className={styles.document}
            aria-current={policy.id === chosen ? 'true' : undefined}
          >
            <span className={styles.documentHead}>
              <strong>{policy.shortTitle.replace(/（.*$/, '')}</strong>
              <span className={`tag ${status === 'inForce' ? styles.inForce : ''}`}>
                {STATUS_WORDS[status]}
              </span>
            </span>
            <span className={styles.documentFoot}>
              {awards === 0 ? '只定目标，没有金额' : `${monetary}条涉及资金，${awards}项奖补`}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}

/** What holds for the document as a whole. */
function Rules({ policy }: { policy: Policy }) {
  const rows: [string, string][] = [
    ['发文', policy.issuer],
    ['适用', policy.jurisdiction],
    ['有效期', validityText(policy)],
    ['不重复', `${policy.stacking.words}（${policy.stacking.clause}）`],
    ['资金', policy.budget === null ? '没有写' : `${policy.budget.words}（${policy.budget.clause}）`],
  ];
  if (policy.generalConditions.length > 0) {
    rows.push(['一般条件', policy.generalConditions.map(({ words }) => words).join('；')]);
  }
  return (
    <dl className={styles.rules}>
      {rows.map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function AwardBlock({ award }: { award: Award }) {
  const { values = {} } = factDefinition('applicant');
  const who = award.beneficiaries.map((value) => (values[value] ?? value).replace(/（.*$/, '')).join('、');
  const marks = [
    award.automatic ? '免申即享' : '',
    award.oneOff ? '一次性' : '',
    award.firstTime ? '首次' : '',
  ].filter((mark) => mark !== '');
  return (
    <li className={styles.award}>
      <div>
        <p className={styles.awardTitle}>
          {award.title}
          {marks.map((mark) => (
            <span key={mark} className="tag">
              {mark}
            </span>
          ))}
        </p>
        <p className={styles.small}>给{who}</p>
        {award.conditions.length > 0 ? (
          <p className={styles.small}>条件：{award.conditions.map(({ words }) => words).join('；')}</p>
        ) : null}
        {award.remarks.map(({ kind, words }) => (
          <p key={words} className={kind === 'risk' ? styles.risk : styles.small}>
            {words}
          </p>
        ))}
      </div>
      <ul className={styles.amounts}>
        {amountLines(award.amount).map(({ label, words, bounds }) => (
          <li key={label + words}>
            <span>
              {label ? <span className={styles.level}>{label}</span> : null}
              <strong>{words}</strong>
            </span>
            {bounds ? <small>{bounds}</small> : null}
          </li>
        ))}
      </ul>
    </li>
  );
}

function departmentsText({ departments: { lead, responsible } }: Clause): string {
  return [
    lead.length > 0 ? `牵头：${lead.join('、')}` : '',
    responsible.length > 0 ? `责任：${responsible.join('、')}` : '',
  ]
    .filter((words) => words !== '')
    .join('；');
}

function ClauseRow({ clause, isChosen }: { clause: Clause; isChosen: boolean }) {
  const departments = departmentsText(clause);
  return (
    <li id={clause.id} className={styles.clause} data-chosen={isChosen}>
      <div className={styles.cite}>
        <Link
          to="/policies"
          search={{ policy: clause.policyId, clause: clause.id }}
          activeOptions={{ exact: true, includeSearch: true }}
          resetScroll={false}
        >
          {clause.cite}
        </Link>
        <span className={clause.kind === 'monetary' ? styles.money : styles.kind}>{KINDS[clause.kind]}</span>
      </div>
      <div>
        <p>{clause.paraphrase}</p>
        {departments ? <p className={styles.small}>{departments}</p> : null}
        {clause.awards.length > 0 ? (
          <ul className={styles.awards}>
            {clause.awards.map((award) => (
              <AwardBlock key={award.id} award={award} />
            ))}
          </ul>
        ) : null}
        {clause.targets.length > 0 ? (
          <ul className={styles.targets}>
            {clause.targets.map((target) => (
              <li key={target.id}>
                {target.indicator}：<strong>{targetText(target)}</strong>
                <span className="muted">　{dueText(target)}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}

interface ClausesProps {
  policy: Policy;
  /** id of the clause a link leads to */
  clause: string | undefined;
  today: string;
}

/** One document clause by clause, those without an amount too. */
export function ClausesView({ policy, clause, today }: ClausesProps) {
  useEffect(() => {
    if (clause === undefined) return;
    // after the router has put a new page to its top
    const timer = window.setTimeout(() => {
      document.getElementById(clause)?.scrollIntoView({ block: 'nearest' });
    }, 60);
    return () => window.clearTimeout(timer);
  }, [clause]);
  return (
    <div className={styles.layout}>
      <Documents chosen={policy.id} today={today} />
      <Card
        title={`${policy.shortTitle.replace(/（.*$/, '')}：${clausesFinding(policy)}`}
        note="条文为转述，以原文为准。“含（按理解）”指原文没有写明是否含本数，见“待明确的理解”。"
      >
        <p className={styles.fullTitle}>{policy.title}</p>
        <Rules policy={policy} />
        <ol className={styles.clauses}>
          {policy.clauses.map((row) => (
            <ClauseRow key={row.id} clause={row} isChosen={row.id === clause} />
          ))}
        </ol>
      </Card>
    </div>
  );
}
