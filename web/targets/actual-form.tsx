import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { Indicator } from '../../server/targets/schema.ts';
import { setIndicatorActual } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { indicatorsQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import styles from './targets.module.css';

const FIRST_YEAR = 2024;

function messageOf(error: unknown): string {
  if (!(error instanceof ApiError)) return '保存未成功，请重试。';
  if (error.code === 'version_conflict') return `${error.message}已重新读取，请核对后再保存。`;
  return Object.values(error.fields)[0]?.message ?? error.message;
}

/** Enters what an indicator came to in a year, with where the figure is from. */
export function ActualForm({ indicator, onDone }: { indicator: Indicator; onDone: () => void }) {
  const queryClient = useQueryClient();
  const thisYear = Number(useSession().today.slice(0, 4));
  const [year, setYear] = useState(thisYear - 1);
  const known = indicator.actuals.find((actual) => actual.year === year);
  const [typed, setTyped] = useState<{ value: string; source: string } | null>(null);
  const { value, source } = typed ?? { value: known?.value ?? '', source: known?.source ?? '' };
  const [message, setMessage] = useState('');
  const id = useId();
  const save = useMutation({
    mutationFn: () => setIndicatorActual(indicator.id, year, { version: known?.version ?? 0, value, source }),
    onSuccess: onDone,
    onError: (error) => setMessage(messageOf(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: indicatorsQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMessage('');
    save.mutate();
  };
  const years = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i);
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={`${indicator.name}实际值`}>
      <label htmlFor={`${id}-year`}>年度</label>
      <select
        id={`${id}-year`}
        className="field"
        value={year}
        onChange={(event) => {
          setYear(Number(event.target.value));
          setTyped(null);
        }}
      >
        {years.map((one) => (
          <option key={one} value={one}>
            {one}年
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-value`}>实际值{indicator.unit ? `（${indicator.unit}）` : ''}</label>
      <input
        id={`${id}-value`}
        className="field"
        inputMode="decimal"
        maxLength={20}
        value={value}
        aria-describedby={`${id}-message`}
        onChange={(event) => setTyped({ value: event.target.value, source })}
      />
      <label htmlFor={`${id}-source`}>数据来源</label>
      <input
        id={`${id}-source`}
        className={`field ${styles.wide}`}
        maxLength={200}
        value={source}
        aria-describedby={`${id}-message`}
        onChange={(event) => setTyped({ value, source: event.target.value })}
      />
      <button type="submit" className="button primary" disabled={save.isPending}>
        {save.isPending ? '正在保存…' : '保存'}
      </button>
      <button type="button" className="button" onClick={onDone}>
        取消
      </button>
      <p id={`${id}-message`} role="alert" className={styles.error}>
        {message}
      </p>
    </form>
  );
}
