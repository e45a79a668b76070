import { Checkbox, Switch } from 'antd';
import type { Account, UnitChoice } from '../../server/accounts/schema.ts';
import styles from './admin.module.css';
import { holdersOf, withUnit } from './shape-accounts.ts';
import { UNIT_OPTIONS } from './unit-options.ts';

interface UnitPickerProps {
  /** all accounts, to tell who else reports for a unit */
  accounts: readonly Account[];
  /** the account being changed; null = a new one */
  accountId: number | null;
  chosen: readonly UnitChoice[];
  onChange: (chosen: UnitChoice[]) => void;
}

/** The 14 units, each with a tick for 填报 and a switch for 签核, and who reports for it besides. */
export function UnitPicker({ accounts, accountId, chosen, onChange }: UnitPickerProps) {
  return (
    <fieldset className={styles.units}>
      <legend>所管县（市、区），可多选；打开“可签核”的，可以签核同事填报的数据</legend>
      <ul>
        {UNIT_OPTIONS.map(({ value, label }) => {
          const unit = chosen.find(({ code }) => code === value);
          const others = holdersOf(accounts, value, accountId).join('、');
          return (
            <li key={value}>
              <Checkbox
                checked={unit !== undefined}
                onChange={(event) => onChange(withUnit(chosen, value, { held: event.target.checked }))}
              >
                {label}
              </Checkbox>
              <span className={styles.sign}>
                <span aria-hidden="true">可签核</span>
                <Switch
                  size="small"
                  aria-label={`${label}可签核`}
                  disabled={unit === undefined}
                  checked={unit?.maySignOff ?? false}
                  onChange={(maySignOff) => onChange(withUnit(chosen, value, { held: true, maySignOff }))}
                />
              </span>
              <small title={others}>{others === '' ? '没有其他填报员' : `另有 ${others}`}</small>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
