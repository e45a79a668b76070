import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { SpendingReply } from '../../server/funds/schema.ts';
import { spendingQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { moneyFinding, wanWords } from '../subsidies/findings.ts';
import { MoneyBar, MoneyLegend } from '../subsidies/money-bar.tsx';
import { moneyFile } from '../subsidies/money-file.ts';
import { partsOf } from '../subsidies/money-shape.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { QueryView } from '../ui/states.tsx';
import styles from './money-card.module.css';

/** The fund of the city's own measures (九江措施) of the year; a county sees its own cases and no budget. */
function cityFund(spending: SpendingReply) {
  return spending.funds.find((fund) => fund.policyId === 'jiujiang' && fund.year === spending.year);
}

function partsFor(spending: SpendingReply, isOwn: boolean) {
  const fund = isOwn ? undefined : cityFund(spending);
  return partsOf(fund ?? spending.total, fund?.budgetFen ?? null);
}

function MoneyBody({ spending, isOwn }: { spending: SpendingReply; isOwn: boolean }) {
  const parts = partsFor(spending, isOwn);
  return (
    <>
      <div className={styles.bar}>
        <MoneyBar parts={parts} />
      </div>
      <MoneyLegend parts={parts} />
      {parts.overFen > 0 ? (
        <p className={styles.over}>预计可得如全部审定，将超出预算{wanWords(parts.overFen)}。</p>
      ) : null}
    </>
  );
}

function noteOf(spending: SpendingReply | undefined, isOwn: boolean): ReactNode {
  if (spending === undefined) return undefined;
  const link = (
    <Link to="/subsidies" search={{ year: String(spending.year ?? 'all') }} className={styles.link}>
      按条款看
    </Link>
  );
  if (isOwn)
    return (
      <>
        本县{spending.year}年事项；预计可得待审定，不构成兑现承诺。{link}
      </>
    );
  const fund = cityFund(spending);
  const budget =
    fund === undefined || fund.budgetFen === null
      ? '预算未录入。'
      : `预算${wanWords(fund.budgetFen)}，预计可得均待审定。`;
  return (
    <>
      {fund ? '九江若干措施' : '各文件合计'}，{spending.year}年；{budget}
      {link}
    </>
  );
}

/** Whose money the card shows: '奖补资金（九江）' is that of the city's own measures. */
function nameOf(spending: SpendingReply | undefined, isOwn: boolean): string {
  if (isOwn) return '本县奖补资金';
  return spending && cityFund(spending) ? '奖补资金（九江）' : '奖补资金';
}

/** What the money card finds, in one sentence; what it is about while the read is on its way. */
export function useMoneyFinding(year: number): string {
  const { data } = useQuery(spendingQuery(year));
  const isOwn = useSession().user.role === 'county';
  const money = data && ((isOwn ? undefined : cityFund(data)) ?? data.total);
  return money ? moneyFinding(money, nameOf(data, isOwn)) : '奖补资金';
}

/** 奖补资金: paid, approved, expected and what is left of the year's budget. */
export function MoneyCard({ year, className }: { year: number; className?: string | undefined }) {
  const query = useQuery(spendingQuery(year));
  const title = useMoneyFinding(year);
  const { user } = useSession();
  const isOwn = user.role === 'county';
  const asOf = useAsOf();
  return (
    <Card
      title={title}
      file={
        query.data &&
        moneyFile(
          `${year}年${nameOf(query.data, isOwn)}`,
          partsFor(query.data, isOwn),
          '奖补事项登记；年度预算。',
        )
      }
      className={className}
      note={
        <>
          {asOf === undefined ? null : <strong>按今天的数据，不随截至日期回看。</strong>}
          单位：万元。来源：奖补事项登记{isOwn ? '' : '、年度预算'}。{noteOf(query.data, isOwn)}
        </>
      }
    >
      <QueryView query={query} height={190}>
        {(spending) => <MoneyBody spending={spending} isOwn={isOwn} />}
      </QueryView>
    </Card>
  );
}
