import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { AuditFilter } from '../../server/audit/schema.ts';
import { parseDate } from '../../server/rules/date-text.ts';
import { auditPeopleQuery } from '../api/queries.ts';
import styles from './admin.module.css';
import { ACTION_GROUPS, type Choice, ENTITY_CHOICES, isFiltered } from './audit-filter.ts';
import { objectWords } from './shape-audit.ts';
import { UNIT_OPTIONS } from './unit-options.ts';

interface AuditFilterBarProps {
  filter: AuditFilter;
  /** the part of the filter that changes */
  onChange: (part: Partial<AuditFilter>) => void;
  onClear: () => void;
  /** what the object that alone is shown is called; null while that is not known */
  objectName: string | null;
}

const CITY: Choice = { value: '360400', label: '全市' };

/** Who, which unit, when, what kind of object, what was done: the server filters. */
export function AuditFilterBar({ filter, onChange: set, onClear, objectName }: AuditFilterBarProps) {
  const people = useQuery(auditPeopleQuery).data?.people ?? [];
  const names = people.map(({ username, displayName }) => ({
    value: username,
    label: `${displayName}（${username}）`,
  }));
  return (
    <section className={styles.filters} aria-label="筛选">
      <Pick label="人员" value={filter.person} onChange={(person) => set({ person })}>
        <Options all="全部人员" choices={withCurrent(names, filter.person)} />
      </Pick>
      <Pick label="单位" value={filter.unit} onChange={(unit) => set({ unit })}>
        <Options all="全部单位" choices={[CITY, ...UNIT_OPTIONS]} />
      </Pick>
      <Day label="起（日期）" value={filter.from} onChange={(from) => set({ from })} />
      <Day label="止（日期）" value={filter.to} onChange={(to) => set({ to })} />
      <Pick label="对象" value={filter.entity} onChange={(entity) => set({ entity, entityId: undefined })}>
        <Options all="全部对象" choices={withCurrent(ENTITY_CHOICES, filter.entity)} />
      </Pick>
      <Pick label="操作" value={filter.action} onChange={(action) => set({ action })}>
        <option value="">全部操作</option>
        {ACTION_GROUPS.map(({ label, choices }) => (
          <optgroup key={label} label={label}>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </optgroup>
        ))}
      </Pick>
      {isFiltered(filter) ? (
        <button type="button" className="button" onClick={onClear}>
          清除筛选
        </button>
      ) : null}
      {filter.entity !== undefined && filter.entityId !== undefined ? (
        <p className={styles.only}>
          只看这一个：
          <b>{objectWords({ entity: filter.entity, entityId: filter.entityId, objectName })}</b>
          <button type="button" className="linkButton" onClick={() => set({ entityId: undefined })}>
            取消
          </button>
        </p>
      ) : null}
    </section>
  );
}

/** The list with the choice in force, even where it is no longer among the known ones. */
function withCurrent(choices: readonly Choice[], current: string | undefined): readonly Choice[] {
  if (current === undefined || choices.some(({ value }) => value === current)) return choices;
  return [...choices, { value: current, label: current }];
}

function Options({ all, choices }: { all: string; choices: readonly Choice[] }) {
  return (
    <>
      <option value="">{all}</option>
      {choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </>
  );
}

interface ControlProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function Pick({ label, value, onChange, children }: ControlProps & { children: ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="field"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        {children}
      </select>
    </div>
  );
}

/** A day typed as people write it; taken over on leaving the field or with Enter, once it is a day. */
function Day({ label, value, onChange }: ControlProps) {
  const id = useId();
  const [text, setText] = useState(value ?? '');
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setText(value ?? '');
  }
  const day = parseDate(text);
  const isWrong = text.trim() !== '' && day === null;
  const take = () => {
    if (isWrong) return;
    setText(day ?? '');
    if ((day ?? undefined) !== value) onChange(day ?? undefined);
  };
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        inputMode="numeric"
        autoComplete="off"
        placeholder="如 2026-11-21"
        title={isWrong ? '请填写日期，如 2026-11-21' : ''}
        aria-invalid={isWrong}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
    </div>
  );
}
