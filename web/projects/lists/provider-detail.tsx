import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Provider, ProviderListReply } from '../../../server/providers/schema.ts';
import { formatFullDate, formatWan, MISSING } from '../../format.ts';
import { YearTabs } from '../../intensity/year-tabs.tsx';
import { Card } from '../../ui/card.tsx';
import { Sideways } from '../../ui/sideways.tsx';
import { ChargesForm } from './charges-form.tsx';
import { barWord, chargeWords, landedWords, STATE_WORDS } from './list-shape.ts';
import styles from './lists.module.css';
import { EditProviderForm } from './provider-forms.tsx';

const MANUFACTURING = { true: '是', false: '否', null: '未填' } as const;

function Facts({ provider }: { provider: Provider }) {
  const { seniorEngineers, servesManufacturing, selectedOn, selectionDocument, endedOn } = provider;
  const selection = selectedOn === null ? '未遴选' : `${formatFullDate(selectedOn)}，${selectionDocument}`;
  const facts: readonly (readonly [string, string])[] = [
    ['状态', STATE_WORDS[provider.state]],
    ['统一社会信用代码', provider.creditCode ?? MISSING],
    ['登记所在地', provider.unitName],
    ['服务领域', provider.expertise ?? MISSING],
    ['联系人', provider.contact ?? MISSING],
    ['联系电话', provider.phone ?? MISSING],
    ['节能降碳高级工程师', seniorEngineers === null ? '未填' : `${seniorEngineers}人`],
    ['面向制造业提供服务', MANUFACTURING[`${servesManufacturing}`]],
    ['公开遴选', selection],
    ['公共服务平台认定', provider.recognisedOn === null ? '未认定' : formatFullDate(provider.recognisedOn)],
    ...(endedOn === null ? [] : [['退出', formatFullDate(endedOn)] as const]),
    ['包挂', chargeWords(provider)],
    ['诊断企业（全市）', `${provider.diagnosed}家`],
    ['方案落地（按开工年度）', landedWords(provider)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

const BAR_CLASS = { true: styles.met, false: styles.unmet, null: styles.open } as const;

function BarLine({ label, bar }: { label: string; bar: Provider['qualified'] }) {
  return (
    <li>
      <span className={BAR_CLASS[`${bar.ok}`]}>{barWord(bar.ok)}</span>
      <span>
        <b>{label}</b>
        <small>{bar.words}</small>
      </span>
    </li>
  );
}

/** Which bar is met: the selection's, and that of 措施五. */
function Bars({ provider, children }: { provider: Provider; children: ReactNode }) {
  const { measure5 } = provider;
  return (
    <section className={styles.part} aria-label="资格">
      <div className={styles.partHead}>
        <h3>资格与措施五</h3>
        {children}
      </div>
      <ul className={styles.bars}>
        <BarLine label="公开遴选" bar={provider.qualified} />
        <BarLine label="措施五的人员和方案条件" bar={provider.platformBar} />
        <BarLine
          label={`措施五 公共服务平台奖励（${measure5.year}年落地方案${measure5.plans}个）`}
          bar={{
            ok: measure5.outcome === 'eligible' ? true : measure5.outcome === 'missingFacts' ? null : false,
            words: measure5.words,
          }}
        />
      </ul>
      <p className={styles.hint}>
        措施五按以公共服务平台名义申报测算；落地方案按项目库中本服务商参与、当年开工的项目计。
      </p>
    </section>
  );
}

/** 措施一, firm by firm; each firm counts once. */
function Diagnoses({ provider: { measure1 } }: { provider: Provider }) {
  const eligible = measure1.lines.filter(({ amountFen }) => amountFen !== null).length;
  return (
    <section className={styles.part} aria-label="措施一测算">
      <h3>
        措施一：{measure1.lines.length === 0 ? '尚无已登记的诊断' : null}
        {measure1.lines.length > 0
          ? `${eligible}家符合，最高${formatWan(measure1.totalFen)}万元（预计可得，待审定）`
          : null}
      </h3>
      {measure1.lines.length === 0 ? null : (
        <Sideways label="措施一逐家测算">
          <table className={styles.charged}>
            <thead>
              <tr>
                <th scope="col">被诊断企业</th>
                <th scope="col">县（市、区）</th>
                <th scope="col">诊断日期</th>
                <th scope="col">测算结果</th>
              </tr>
            </thead>
            <tbody>
              {measure1.lines.map((line) => (
                <tr key={line.projectId}>
                  <th scope="row">
                    <Link to="/projects" search={{ tab: 'projects', project: String(line.projectId) }}>
                      {line.firmName}
                    </Link>
                  </th>
                  <td>{line.unitName}</td>
                  <td className={styles.date}>{formatFullDate(line.diagnosedOn)}</td>
                  <td>{line.words}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sideways>
      )}
    </section>
  );
}

interface DetailProps {
  provider: Provider;
  reply: ProviderListReply;
  mayWrite: boolean;
  onYear: (year: number) => void;
  onClose: () => void;
}

/** One provider: facts, which bar it meets, what it is in charge of, what 措施一 and 五 come to. */
export function ProviderDetailCard({ provider, reply, mayWrite, onYear, onClose }: DetailProps) {
  const [form, setForm] = useState<'edit' | 'charges' | null>(null);
  const close = () => setForm(null);
  return (
    <Card
      title={provider.name}
      actions={
        <span className={styles.actions}>
          {mayWrite ? (
            <>
              <button type="button" className="button" onClick={() => setForm('edit')}>
                修改、遴选、退出
              </button>
              {provider.state === 'listed' ? (
                <button type="button" className="button" onClick={() => setForm('charges')}>
                  设定包挂
                </button>
              ) : null}
            </>
          ) : null}
          <button type="button" className="linkButton" onClick={onClose}>
            收起
          </button>
        </span>
      }
      note="名称和信用代码在“奖补资金”的主体中修改。"
    >
      <Facts provider={provider} />
      <Bars provider={provider}>
        <YearTabs years={reply.years} value={reply.year} onChange={onYear} />
      </Bars>
      <Diagnoses provider={provider} />
      {form === 'edit' ? <EditProviderForm provider={provider} onClose={close} /> : null}
      {form === 'charges' ? (
        <ChargesForm provider={provider} coverage={reply.coverage} onClose={close} />
      ) : null}
    </Card>
  );
}
