import { useState } from 'react';
import type { Fund, SpendingReply } from '../../server/funds/schema.ts';
import { setBudget } from '../api/changes.ts';
import { useCan } from '../app/session.ts';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/states.tsx';
import { fundFinding, fundRule, wanWords } from './findings.ts';
import styles from './fund-cards.module.css';
import { MoneyBar, MoneyLegend } from './money-bar.tsx';
import { moneyFile } from './money-file.ts';
import { partsOf } from './money-shape.ts';
import { useMoneyChange } from './use-money-change.ts';
import { parseWan, wanInput } from './wan-text.ts';
import { fundWord } from './words.ts';

function BudgetForm({ fund, onClose }: { fund: Fund; onClose: () => void }) {
  const [text, setText] = useState(wanInput(fund.budgetFen));
  const amountFen = parseWan(text);
  const change = useMoneyChange(
    () => setBudget(fund.policyId, fund.year, { version: fund.budgetVersion, amountFen: amountFen ?? 0 }),
    onClose,
  );
  return (
    <FormDialog
      title={`${fundWord(fund.policyId)}${fund.year}年预算`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={() => amountFen !== null && change.mutate()}
      onClose={onClose}
    >
      <Field
        label="预算（万元）"
        hint={amountFen === null && text !== '' ? '请填金额，如 3000 或 286.5' : fundRule(fund)}
        name="amountFen"
        error={change.error}
      >
        {(control) => (
          <input
            {...control}
            aria-invalid={(amountFen === null && text !== '') || control['aria-invalid']}
            className="field"
            inputMode="decimal"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}

function FundCard({ fund }: { fund: Fund }) {
  const mayWrite = useCan('budgets.write');
  const [isEditing, setEditing] = useState(false);
  const parts = partsOf(fund, fund.budgetFen);
  const budget = fund.budgetFen === null ? '预算未录入' : `预算${wanWords(fund.budgetFen)}`;
  return (
    <Card
      title={fundFinding(fund)}
      actions={
        mayWrite ? (
          <button type="button" className="linkButton noPrint" onClick={() => setEditing(true)}>
            {fund.budgetFen === null ? '录入预算' : '修改预算'}
            <span className="visuallyHidden">
              ：{fundWord(fund.policyId)}
              {fund.year}年
            </span>
          </button>
        ) : null
      }
      file={moneyFile(
        `${fund.year}年${fundWord(fund.policyId)}使用情况`,
        parts,
        `《${fund.title}》；${budget}。`,
      )}
      note={`《${fund.title}》${fundRule(fund)}。`}
    >
      <p className={styles.budget}>
        <strong>{budget}</strong>
        <span>{fund.year}年</span>
      </p>
      <MoneyBar parts={parts} />
      <MoneyLegend parts={parts} />
      {isEditing ? <BudgetForm fund={fund} onClose={() => setEditing(false)} /> : null}
    </Card>
  );
}

/** A county's own money, or all money where no single year is chosen: no budget stands against it. */
function TotalCard({ spending, isOwn }: { spending: SpendingReply; isOwn: boolean }) {
  const parts = partsOf(spending.total, null);
  return (
    <Card
      title={`${isOwn ? '本县' : '全市'}${spending.total.cases}个事项`}
      file={moneyFile(
        `${isOwn ? '本县' : '全市'}${spending.year === null ? '各年' : `${spending.year}年`}奖补资金`,
        parts,
        '奖补事项登记。',
      )}
      note="预计可得（待审定）不构成兑现承诺，金额以主管部门审定为准。"
    >
      <MoneyBar parts={parts} />
      <MoneyLegend parts={parts} />
    </Card>
  );
}

/** One card a fund: its budget against what it has to carry. */
export function FundCards({ spending, isOwn }: { spending: SpendingReply; isOwn: boolean }) {
  const funds = spending.funds.filter((fund) => spending.year === null || fund.year === spending.year);
  if (isOwn || spending.year === null) return <TotalCard spending={spending} isOwn={isOwn} />;
  if (funds.length === 0)
    return <Empty title="本年没有资金事项" next="录入称号或申报后，这里显示预算与支出。" />;
  return funds.map((fund) => <FundCard key={`${fund.policyId}-${fund.year}`} fund={fund} />);
}
