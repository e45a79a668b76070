import { useEffect, useState } from 'react';
import { isPastDay } from '../app/search.ts';
import { useSession } from '../app/session.ts';
import { onDay, useAsOf, useViewChange } from './as-of.ts';
import styles from './as-of-field.module.css';

/** 截至 …: the day to look back at, today at first. A day half typed changes nothing. */
export function AsOfField() {
  const { today } = useSession();
  const shown = useAsOf() ?? today;
  const [typed, setTyped] = useState(shown);
  const change = useViewChange();
  useEffect(() => setTyped(shown), [shown]);
  const choose = (day: string) => {
    setTyped(day);
    if (!isPastDay(day) || day > today || day === shown) return;
    change((view) => onDay(view, day === today ? undefined : day));
  };
  return (
    <label className={`field ${styles.field}`}>
      <span>截至</span>
      <input
        type="date"
        min="2025-01-01"
        max={today}
        value={typed}
        onChange={(event) => choose(event.target.value)}
        onBlur={() => setTyped(shown)}
      />
    </label>
  );
}
