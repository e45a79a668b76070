import { Link } from '@tanstack/react-router';
import { awardById, policyById } from '../../server/rules/subsidies/catalogue.ts';
import type { MatterFunding } from '../../server/rules/subsidies/funding.ts';
import type { AwardResult, Step } from '../../server/rules/subsidies/model.ts';
import { wanText } from '../../server/rules/subsidies/money.ts';
import type { Resolved, Superseded } from '../../server/rules/subsidies/resolve.ts';
import { type FactName, factLabel } from '../../server/rules/subsidies/vocabulary.ts';
import { Card } from '../ui/card.tsx';
import type { Assessment } from './assess.ts';
import { awardAmount, expectedFinding } from './findings.ts';
import styles from './result-cards.module.css';
import { askedAs } from './topics.ts';

const STAGES: Readonly<Record<Step['stage'], string>> = {
  raw: '条文',
  capped: '封顶',
  paidBefore: '扣已得',
  highestOnly: '就高',
  prorated: '折算',
};

const KINDS = { fixed: '定额', ceiling: '最高，可低于此数', computed: '按所填数测算' } as const;

/** '九江若干措施 措施三', leading to the clause. */
function ClauseLink({ result }: { result: AwardResult }) {
  const clause = awardById(result.awardId)?.clause.id;
  return (
    <Link to="/policies" search={{ policy: result.policyId, ...(clause === undefined ? {} : { clause }) }}>
      {cited(result)}
    </Link>
  );
}

/** '九江若干措施 措施三 · 定额 · 一次性'. */
function Source({ result }: { result: AwardResult }) {
  const { kind, oneOff } = result;
  return (
    <p className={styles.source}>
      <ClauseLink result={result} />
      {kind === null ? '' : ` · ${KINDS[kind]}`}
      {oneOff ? ' · 一次性' : ''}
    </p>
  );
}

/** How the amount came about, step by step, each with its clause. */
function Trace({ result }: { result: AwardResult }) {
  return (
    <details className={styles.trace}>
      <summary>怎么算的</summary>
      <ol>
        {result.steps.map((step) => (
          <li key={`${step.stage}-${step.words}`}>
            <span className={styles.stage}>{STAGES[step.stage]}</span>
            <span>
              {step.words}
              <small>{step.clause}</small>
            </span>
            <strong className="num">{wanText(step.fen)}</strong>
          </li>
        ))}
      </ol>
      {result.instalments.length > 0 ? (
        <p>分年：{result.instalments.map(({ year, fen }) => `${year}年${wanText(fen)}`).join('、')}</p>
      ) : null}
    </details>
  );
}

/** Who pays: one way, or two for a human to choose from. */
function Ways({ funding }: { funding: MatterFunding }) {
  const { ways, notes, remainingFen, highestFen } = funding;
  return (
    <div className={styles.ways}>
      {remainingFen === highestFen ? null : (
        <p>
          尚可兑现 <strong>{wanText(remainingFen)}</strong>
        </p>
      )}
      {ways.length > 1 ? <p>出资有两种办法，由审定时选定：</p> : null}
      <ul>
        {ways.map(({ id, words }) => (
          <li key={id}>{words}</li>
        ))}
      </ul>
      {notes.map((words) => (
        <p key={words} className={styles.small}>
          {words}
        </p>
      ))}
    </div>
  );
}

interface MatterProps {
  result: AwardResult;
  funding: MatterFunding | undefined;
  superseded: readonly Superseded[];
}

function Matter({ result, funding, superseded }: MatterProps) {
  return (
    <li className={styles.matter}>
      <div className={styles.line}>
        <h3>
          {funding?.label ?? result.title}
          {result.automatic ? <span className="tag">免申即享</span> : null}
        </h3>
        <strong className={styles.amount}>{awardAmount(result)}</strong>
      </div>
      <Source result={result} />
      {funding ? <Ways funding={funding} /> : null}
      {superseded.map(({ awardId, title, amountFen, reason, citation }) => (
        <p key={awardId} className={styles.superseded}>
          <s>{`${cited(citation)} ${title} ${wanText(amountFen)}`}</s> 不重复：{reason}
        </p>
      ))}
      <Trace result={result} />
    </li>
  );
}

/** What may be had, from whom and by which clause; highest-only already applied. */
export function ExpectedCard({ resolved }: { resolved: Resolved }) {
  if (resolved.chosen.length === 0) return null;
  return (
    <Card
      className={styles.expected}
      title={expectedFinding(resolved)}
      note="均为预计可得（待审定）；“最高”是上限，不是承诺。同一事项就高不重复，各项金额以主管部门审定为准。"
    >
      <ul className={styles.matters}>
        {resolved.chosen.map((result) => (
          <Matter
            key={result.awardId}
            result={result}
            funding={resolved.funding.find(({ matter }) => matter === result.matter)}
            superseded={resolved.superseded.filter(({ byAwardId }) => byAwardId === result.awardId)}
          />
        ))}
      </ul>
    </Card>
  );
}

interface MissingProps {
  missing: readonly AwardResult[];
  onAsk: (fact: FactName) => void;
}

/** What must be known before an amount can be given; each leads to its question. */
export function MissingCard({ missing, onAsk }: MissingProps) {
  if (missing.length === 0) return null;
  return (
    <Card title={`还缺情况的有${missing.length}项`}>
      <ul className={styles.plain}>
        {missing.map((result) => (
          <li key={result.awardId}>
            <p>
              <strong>{result.title}</strong> <ClauseLink result={result} />
            </p>
            <p className={styles.facts}>
              {result.missingFacts.map((fact) => (
                <button key={fact} type="button" className="linkButton" onClick={() => onAsk(fact)}>
                  {askedAs(fact) ?? factLabel(fact)}
                </button>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function cited({ policyId, clause }: Pick<AwardResult, 'policyId' | 'clause'>): string {
  return `${policyById(policyId).shortTitle} ${clause}`;
}

/** Why not: the condition that failed, or the date outside the document. */
export function RefusedCard({ refused }: { refused: readonly AwardResult[] }) {
  if (refused.length === 0) return null;
  return (
    <Card title={`不符合的有${refused.length}项`}>
      <ul className={styles.plain}>
        {refused.map((result) => (
          <li key={result.awardId}>
            <p>
              <strong>{result.title}</strong> <ClauseLink result={result} />
            </p>
            <p>{result.failedConditions.map(({ words }) => `未满足：${words}`).join('；')}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What the documents leave to a human: pairs that may be one matter, awards without an amount. */
export function HumanCard({ resolved }: { resolved: Resolved }) {
  const { open, discretionary } = resolved;
  if (open.length + discretionary.length === 0) return null;
  return (
    <Card title={`要由人工认定的有${open.length + discretionary.length}项`}>
      <ul className={styles.plain}>
        {open.map(({ awardIds, words, lessFen }) => (
          <li key={awardIds.join()}>
            <p>{words}</p>
            <p className="muted">如属同一事项，合计减少{wanText(lessFen)}。</p>
          </li>
        ))}
        {discretionary.map((result) => (
          <li key={result.awardId}>
            <p>
              <strong>{result.title}</strong> <ClauseLink result={result} />
            </p>
            <p>
              {result.notes.find(({ kind }) => kind === 'reference')?.words ?? '文件未写金额，由人工议定。'}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The readings that decide a result here, duties and risks, and the rule on the money. */
export function NotesCard({ notes }: Pick<Assessment, 'notes'>) {
  if (notes.length === 0) return null;
  const decisive = notes.filter((note) => note.decisive).length;
  const title = decisive > 0 ? `有${decisive}处理解会改变结果` : '依据与提醒';
  return (
    <Card title={title}>
      <ul className={styles.plain}>
        {notes.map((note) => (
          <li key={note.words}>
            {note.decisive ? <span className="tag">换一种理解，结果不同</span> : null} {note.words}
          </li>
        ))}
      </ul>
    </Card>
  );
}
