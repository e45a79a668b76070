import { useState } from 'react';
import type { TaskDetail } from '../../server/tasks/schema.ts';
import { setTaskGoals } from '../api/changes.ts';
import { useSession } from '../app/session.ts';
import { MISSING, minus } from '../format.ts';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import { Sideways } from '../ui/sideways.tsx';
import { goalsChange, goalsDraft, goalYears } from './goals-shape.ts';
import styles from './tasks.module.css';
import { useTaskChange } from './use-task-change.ts';

interface GoalsFormProps {
  detail: TaskDetail;
  onClose: () => void;
}

/** 年度分解 of one year: values of the indicators, and what is to be done in words. */
function GoalsForm({ detail, onClose }: GoalsFormProps) {
  const { today } = useSession();
  const years = goalYears(detail);
  const [year, setYear] = useState(
    () => years.find((one) => one === Number(today.slice(0, 4))) ?? years[0] ?? 2025,
  );
  const [draft, setDraft] = useState(() => goalsDraft(detail, year));
  const input = goalsChange(detail, year, draft);
  const change = useTaskChange(detail.id, () => setTaskGoals(detail.id, input), onClose);
  const fieldOf = (indicatorId: string | null) =>
    `goals.${input.goals.findIndex((goal) => goal.indicatorId === indicatorId)}`;
  return (
    <FormDialog
      title={`年度分解：${detail.title}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={() => (input.goals.length === 0 ? onClose() : change.mutate())}
      onClose={onClose}
    >
      <Field label="年度" name="year" error={change.error}>
        {(control) => (
          <select
            {...control}
            className="field"
            value={year}
            onChange={(event) => {
              setYear(Number(event.target.value));
              setDraft(goalsDraft(detail, Number(event.target.value)));
            }}
          >
            {years.map((one) => (
              <option key={one} value={one}>
                {one}年
              </option>
            ))}
          </select>
        )}
      </Field>
      {detail.indicators.map(({ id, name, unit }) => (
        <Field
          key={id}
          label={`${name}（${unit}）`}
          hint="到年底应达到的数值；留空为不分解"
          name={`${fieldOf(id)}.value`}
          error={change.error}
        >
          {(control) => (
            <input
              {...control}
              className="field"
              inputMode="decimal"
              maxLength={20}
              value={draft.values[id] ?? ''}
              onChange={(event) =>
                setDraft({ ...draft, values: { ...draft.values, [id]: event.target.value } })
              }
            />
          )}
        </Field>
      ))}
      <Field
        label="工作目标"
        hint="没有数值的，写明当年要完成什么"
        name={`${fieldOf(null)}.words`}
        error={change.error}
      >
        {(control) => (
          <textarea
            {...control}
            className="field"
            rows={3}
            maxLength={500}
            value={draft.words}
            onChange={(event) => setDraft({ ...draft, words: event.target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}

/** 年度分解: what each year is to reach, by indicator and in words. */
export function GoalsSection({ detail }: { detail: TaskDetail }) {
  const [isOpen, setOpen] = useState(false);
  const years = goalYears(detail);
  const isSet = detail.goals.length > 0;
  const lines = [
    ...detail.indicators.map(({ id, name, unit }) => ({ id, head: `${name}（${unit}）` })),
    { id: null, head: '工作目标' },
  ];
  const cell = (year: number, id: string | null) => {
    const goal = detail.goals.find((one) => one.year === year && one.indicatorId === id);
    if (!goal) return MISSING;
    return goal.value === null ? (goal.words ?? MISSING) : minus(goal.value);
  };
  return (
    <section className={styles.section} aria-label="年度分解">
      <div className={styles.sectionHead}>
        <h3>年度分解</h3>
        {detail.mayPlan ? (
          <button type="button" className="linkButton small noPrint" onClick={() => setOpen(true)}>
            {isSet ? '修改分解' : '分解到年度'}
          </button>
        ) : null}
      </div>
      {isSet ? (
        <Sideways label="年度分解表">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">指标、目标</th>
                {years.map((year) => (
                  <th key={year} scope="col">
                    {year}年
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(({ id, head }) => (
                <tr key={head}>
                  <th scope="row">{head}</th>
                  {years.map((year) => (
                    <td key={year} className={id === null ? styles.goal : undefined}>
                      {cell(year, id)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Sideways>
      ) : (
        <p className="muted small">
          还没有分解到年度{detail.indicators.length === 0 ? '' : '，指标只能与最终目标比较'}。
        </p>
      )}
      {isOpen ? <GoalsForm detail={detail} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}
