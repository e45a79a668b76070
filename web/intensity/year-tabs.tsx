import styles from './year-tabs.module.css';

interface YearTabsProps {
  years: number[];
  value: number;
  onChange: (year: number) => void;
}

/** Which plan year the heat table shows. */
export function YearTabs({ years, value, onChange }: YearTabsProps) {
  return (
    <fieldset className={`${styles.tabs} noPrint`} aria-label="年度">
      {years.map((year) => (
        <button key={year} type="button" aria-pressed={year === value} onClick={() => onChange(year)}>
          {year}年
        </button>
      ))}
    </fieldset>
  );
}
