import { useQuery } from '@tanstack/react-query';
import { ruleSetsQuery } from '../api/queries.ts';

interface RuleSetSelectProps {
  /** undefined = the default rule set */
  value: string | undefined;
  onChange: (ruleSet: string | undefined) => void;
}

/** Which rule set (分级规则) the lamps follow; any past period can be graded under any. */
export function RuleSetSelect({ value, onChange }: RuleSetSelectProps) {
  const { data } = useQuery(ruleSetsQuery);
  const defaultId = data?.defaultId ?? '';
  return (
    <select
      className="field"
      aria-label="分级规则"
      // not as wide as its longest name, and the same before the names have come
      style={{ width: '15em' }}
      value={value ?? defaultId}
      onChange={(event) => onChange(event.target.value === defaultId ? undefined : event.target.value)}
    >
      {(data?.ruleSets ?? []).map((ruleSet) => (
        <option key={ruleSet.id} value={ruleSet.id}>
          {ruleSet.name}
        </option>
      ))}
    </select>
  );
}
