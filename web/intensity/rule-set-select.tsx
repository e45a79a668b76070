import { useQuery } from '@tanstack/react-query';
import type { RuleSetEntry } from '../../server/grading/schema.ts';
import { ruleSetsQuery } from '../api/queries.ts';

interface RuleSetSelectProps {
  /** undefined = the one in force today */
  value: string | undefined;
  onChange: (ruleSet: string | undefined) => void;
  /** there is room for the whole name of a rule set */
  wide?: boolean;
}

function Group({ label, entries }: { label: string; entries: readonly RuleSetEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <optgroup label={label}>
      {entries.map(({ id, name, retiredAt }) => (
        <option key={id} value={id}>
          {retiredAt === null ? name : `${name}（已停用）`}
        </option>
      ))}
    </optgroup>
  );
}

/**
 * Which rule set (分级规则) the lamps follow; any past period can be graded under any. The city's own come first; one
 * taken out of use only where it is the one chosen. The title names the document.
 */
export function RuleSetSelect({ value, onChange, wide = false }: RuleSetSelectProps) {
  const { data } = useQuery(ruleSetsQuery);
  const currentId = data?.currentId ?? '';
  const chosenId = value ?? currentId;
  const shown = (data?.ruleSets ?? []).filter(({ id, retiredAt }) => retiredAt === null || id === chosenId);
  const chosen = shown.find(({ id }) => id === chosenId);
  return (
    <select
      className="field"
      aria-label="分级规则"
      title={chosen ? `${chosen.document}（${chosen.documentNumber}）` : undefined}
      // not as wide as its longest name, and the same before the names have come
      style={{ width: wide ? '24em' : '15em' }}
      value={chosenId}
      onChange={(event) => onChange(event.target.value === currentId ? undefined : event.target.value)}
    >
      <Group label="本市规则" entries={shown.filter(({ own }) => own)} />
      <Group label="参照规则" entries={shown.filter(({ own }) => !own)} />
    </select>
  );
}
