import { useQuery } from '@tanstack/react-query';
import { isReportable, periodLabel } from '../../server/rules/periods.ts';
import { periodsQuery } from '../api/queries.ts';

interface PeriodSelectProps {
  /** 'YYYY-MM' */
  value: string;
  onChange: (period: string) => void;
  label?: string;
  /** only periods that were over on that day; undefined = today */
  asOf?: string | undefined;
}

/** The periods that can be reported on the day, newest year first, oldest period of a year last. */
export function PeriodSelect({ value, onChange, label = '统计期', asOf }: PeriodSelectProps) {
  const { data } = useQuery(periodsQuery);
  const reportable = (data?.periods ?? []).filter((item) =>
    asOf === undefined ? item.reportable : isReportable(item.period, asOf),
  );
  const years = [...new Set(reportable.map((item) => item.period.slice(0, 4)))].sort().reverse();
  const known = reportable.some((item) => item.period === value);
  return (
    <select
      className="field"
      aria-label={label}
      // as wide as it gets, so that nothing moves when the list has come
      style={{ width: '13em' }}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {known ? null : <option value={value}>{periodLabel(value)}</option>}
      {years.map((year) => (
        <optgroup key={year} label={`${year}年`}>
          {reportable
            .filter((item) => item.period.startsWith(year))
            .sort((a, b) => b.period.localeCompare(a.period))
            .map((item) => (
              <option key={item.period} value={item.period}>
                {item.label}
                {item.referenceOnly ? '（参考）' : ''}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}
