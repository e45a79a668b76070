import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, useDeferredValue, useState } from 'react';
import { firmQuery, firmsQuery } from '../../api/queries.ts';
import { PAGE_SIZE } from '../../ui/pager.tsx';
import { tceText } from './firm-shape.ts';
import styles from './firms.module.css';

interface FirmChoiceProps {
  /** what ties the field to its label and fault */
  control: Pick<ComponentProps<'select'>, 'id' | 'aria-describedby' | 'aria-invalid'>;
  /** id of the firm; '' = none yet */
  value: string;
  /** says beside each firm what it uses a year */
  withEnergy?: boolean;
  onChange: (id: string) => void;
}

/** Working firms of the units this person keeps, by unit; where there are many, those found by a part of the name. */
export function FirmChoice({ control, value, withEnergy = false, onChange }: FirmChoiceProps) {
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const { data } = useQuery({
    ...firmsQuery({ working: 'yes', q: q || undefined, limit: PAGE_SIZE }),
    placeholderData: (before) => before,
  });
  const firms = data?.firms ?? [];
  const isListed = value === '' || firms.some(({ id }) => String(id) === value);
  const chosen = useQuery({ ...firmQuery(Number(value)), enabled: data !== undefined && !isListed }).data;
  const shown = isListed || !chosen ? firms : [chosen, ...firms];
  const units = [...new Map(shown.map(({ unitCode, unitName }) => [unitCode, unitName]))];
  const isLong = data !== undefined && data.levels.all > PAGE_SIZE;
  return (
    <>
      {isLong ? (
        <>
          <input
            className="field"
            type="search"
            aria-label="查找企业"
            placeholder="企业名称、信用代码、行业"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <span className={`small ${styles.found}`} role="status">
            {data.total > firms.length
              ? `找到${data.total}家，只列前${firms.length}家，请输入名称查找`
              : `找到${data.total}家`}
          </span>
        </>
      ) : null}
      <select {...control} className="field" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">请选择</option>
        {units.map(([code, name]) => (
          <optgroup key={code} label={name}>
            {shown
              .filter(({ unitCode }) => unitCode === code)
              .map((firm) => (
                <option key={firm.id} value={firm.id}>
                  {firm.name}
                  {withEnergy && firm.tce !== null ? `（年耗${tceText(firm.tce)}吨标准煤）` : ''}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </>
  );
}
