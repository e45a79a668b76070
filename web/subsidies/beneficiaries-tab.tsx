import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { Beneficiary } from '../../server/beneficiaries/schema.ts';
import { beneficiariesQuery } from '../api/queries.ts';
import { useCan, useSession } from '../app/session.ts';
import { formatNumber } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { PAGE_SIZE, Pager, useOffset } from '../ui/pager.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import styles from './beneficiaries-tab.module.css';
import { BeneficiaryForm } from './beneficiary-form.tsx';
import { REPORTING_UNITS } from './reporting-units.ts';
import { KIND_WORDS } from './words.ts';

const SOURCES = { declaration: '企业申报', acceptance: '验收报告' } as const;

const unitName = (code: string) => REPORTING_UNITS.find((unit) => unit.code === code)?.name ?? code;

/** Year and source of a declared energy figure. */
function energyBasis({ tceYear, tceSource }: Beneficiary): string {
  const basis = [tceYear === null ? null : `${tceYear}年`, tceSource === null ? null : SOURCES[tceSource]];
  return basis.filter((part) => part !== null).join('') || '—';
}

interface TableProps {
  beneficiaries: readonly Beneficiary[];
  onEdit: ((beneficiary: Beneficiary) => void) | null;
  /** whether this one may be changed: of a firm counted elsewhere the county only sees that it pays it */
  mayEdit: (beneficiary: Beneficiary) => boolean;
}

function BeneficiaryTable({ beneficiaries, onEdit, mayEdit }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={`${styles.scroll} sideways`} aria-label="主体名录" tabIndex={0}>
      <table className={styles.table}>
        <caption className="visuallyHidden">奖补主体</caption>
        <thead>
          <tr>
            <th scope="col">名称</th>
            <th scope="col">类型</th>
            <th scope="col">统一社会信用代码</th>
            <th scope="col">行业</th>
            <th scope="col">登记</th>
            <th scope="col">统计</th>
            <th scope="col">兑现财政</th>
            <th scope="col" className="num">
              年耗标准煤（吨）
            </th>
            <th scope="col">能耗依据</th>
            {onEdit ? (
              <th scope="col" className="noPrint">
                <span className="visuallyHidden">操作</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {beneficiaries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row">{entry.name}</th>
              <td>{KIND_WORDS[entry.kind]}</td>
              <td className={styles.code}>{entry.creditCode ?? '—'}</td>
              <td>{entry.industry ?? '—'}</td>
              <td>{unitName(entry.registeredUnit)}</td>
              <td>{unitName(entry.statisticsUnit)}</td>
              <td>{entry.treasuryUnitName}</td>
              <td className="num">
                {formatNumber(entry.annualTce === null ? null : Number(entry.annualTce))}
              </td>
              <td>{energyBasis(entry)}</td>
              {onEdit ? (
                <td className="noPrint">
                  {mayEdit(entry) ? (
                    <button
                      type="button"
                      className="linkButton"
                      aria-label={`修改${entry.name}`}
                      onClick={() => onEdit(entry)}
                    >
                      修改
                    </button>
                  ) : null}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** 主体: firms, parks, providers and platforms that may receive an award. */
export function BeneficiariesTab() {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const [offset, onOffset] = useOffset(wanted);
  const query = useQuery({
    ...beneficiariesQuery(wanted, { limit: PAGE_SIZE, offset }),
    placeholderData: (before) => before,
  });
  const mayWrite = useCan('beneficiaries.write');
  const { user } = useSession();
  const [editing, setEditing] = useState<number | 'new' | null>(null);
  const known = query.data?.beneficiaries ?? [];
  const whose = user.role === 'county' ? '本县' : '全市';
  return (
    <Card
      title={
        query.data
          ? `${whose}${wanted === '' ? '登记' : '找到'}主体${formatNumber(query.data.total, 0)}个`
          : '主体'
      }
      actions={
        mayWrite ? (
          <button type="button" className="button primary noPrint" onClick={() => setEditing('new')}>
            新增主体
          </button>
        ) : null
      }
      file={{
        title: '受益主体名录',
        sources: ['能耗数据来自企业申报或验收报告，不取自统计报表。'],
        internal: true,
      }}
      note="登记、统计、兑现财政可以不在同一县（市、区）；事项按兑现财政归属。能耗数据来自企业申报或验收报告，不取自统计报表。"
    >
      <input
        className={`field noPrint ${styles.search}`}
        type="search"
        aria-label="查找主体"
        placeholder="按名称或信用代码查找"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <QueryView query={query} height={500}>
        {({ beneficiaries, total }) =>
          beneficiaries.length === 0 ? (
            <Empty
              title={wanted === '' ? '还没有主体' : '没有找到'}
              next={mayWrite ? '可以新增主体；名单新增称号时也会自动登记。' : undefined}
            />
          ) : (
            <>
              <BeneficiaryTable
                beneficiaries={beneficiaries}
                onEdit={mayWrite ? ({ id }) => setEditing(id) : null}
                mayEdit={({ statisticsUnit }) =>
                  user.role !== 'county' || user.unitCodes.includes(statisticsUnit)
                }
              />
              <Pager {...{ offset, total, onOffset }} measure="个" isPending={query.isPlaceholderData} />
            </>
          )
        }
      </QueryView>
      {editing === null ? null : (
        <BeneficiaryForm
          beneficiary={editing === 'new' ? null : (known.find(({ id }) => id === editing) ?? null)}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}
