import type { ReactNode } from 'react';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { CERTIFICATE_COLUMNS, QUOTA_COLUMNS, TITLE_COLUMNS } from '../../server/rules/quota-columns.ts';
import styles from './certificate-fields.module.css';
import { DateField } from './date-field.tsx';
import { type EntryTexts, similarTitles } from './entry-texts.ts';
import { Field } from './form-dialog.tsx';

interface SelectFieldProps {
  label: string;
  hint?: string;
  name: string;
  error: unknown;
  value: string | number;
  onChange: (value: string) => void;
  /** the options */
  children: ReactNode;
}

/** A labelled choice with its own fault in words. */
export function SelectField({ value, onChange, children, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          className="field"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {children}
        </select>
      )}
    </Field>
  );
}

interface TextFieldProps {
  label: string;
  hint?: string;
  name: string;
  error: unknown;
  value: string;
  onChange: (text: string) => void;
}

/** A labelled line of text with its own fault in words. */
export function TextField({ value, onChange, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className="field"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Every kind of title, those that count towards Attachment 2 first. */
export function TitleOptions() {
  return (
    <>
      <optgroup label="计入附件2任务">
        <Options columns={QUOTA_COLUMNS} />
      </optgroup>
      <optgroup label="不计任务，按措施三奖励">
        <Options columns={TITLE_COLUMNS} />
      </optgroup>
    </>
  );
}

function Options({ columns }: { columns: readonly { key: string; label: string }[] }) {
  return columns.map((column) => (
    <option key={column.key} value={column.key}>
      {column.label}
    </option>
  ));
}

export function UnitOptions({ pace }: { pace: QuotaPaceReply }) {
  return pace.units.map((unit) => (
    <option key={unit.code} value={unit.code}>
      {unit.name}
    </option>
  ));
}

interface EntryFieldsProps {
  pace: QuotaPaceReply;
  texts: EntryTexts;
  error: unknown;
  onChange: (part: Partial<EntryTexts>) => void;
}

/** What the certificate is; of a 领跑者 also which, because 能效 and 水效 open different awards. */
function KindFields({ texts, error, onChange }: EntryFieldsProps) {
  const column = (key: string) => CERTIFICATE_COLUMNS.find((candidate) => candidate.key === key)?.key;
  return (
    <>
      <SelectField
        label="类别"
        name="column"
        error={error}
        value={texts.column}
        onChange={(key) => onChange({ column: column(key) ?? '', leader: '' })}
      >
        {texts.column === '' ? <option value="">请选择</option> : null}
        <TitleOptions />
      </SelectField>
      {texts.column === 'efficiencyLeader' ? (
        <SelectField
          label="领跑者类别"
          hint="决定按哪一项奖励立项"
          name="leader"
          error={error}
          value={texts.leader}
          onChange={(kind) => onChange({ leader: kind === 'energy' || kind === 'water' ? kind : '' })}
        >
          <option value="">待核实</option>
          <option value="energy">能效领跑者</option>
          <option value="water">水效领跑者</option>
        </SelectField>
      ) : null}
    </>
  );
}

function UnitFields({ pace, texts, error, onChange }: EntryFieldsProps) {
  return (
    <div className={styles.pair}>
      <SelectField
        label="统计所属单位"
        name="unitCode"
        error={error}
        value={texts.unitCode}
        onChange={(unitCode) => onChange({ unitCode })}
      >
        {texts.unitCode === '' ? <option value="">请选择</option> : null}
        <UnitOptions pace={pace} />
      </SelectField>
      <SelectField
        label="登记所在地"
        hint="市外或不清楚的留空"
        name="registeredUnit"
        error={error}
        value={texts.registeredUnit}
        onChange={(registeredUnit) => onChange({ registeredUnit })}
      >
        <option value="">未填</option>
        <UnitOptions pace={pace} />
      </SelectField>
    </div>
  );
}

function listYears(asOf: string): number[] {
  const last = Number(asOf.slice(0, 4));
  return Array.from({ length: last - 2014 }, (_, index) => last - index);
}

function ListFields({ pace, texts, error, onChange }: EntryFieldsProps) {
  return (
    <>
      <div className={styles.pair}>
        <SelectField
          label="名单年度"
          name="listYear"
          error={error}
          value={texts.listYear}
          onChange={(year) => onChange({ listYear: Number(year) })}
        >
          {listYears(pace.asOf).map((year) => (
            <option key={year} value={year}>
              {year}年
            </option>
          ))}
        </SelectField>
        <DateField
          label="公布日期"
          name="publishedOn"
          error={error}
          value={texts.publishedOn}
          onChange={(publishedOn) => onChange({ publishedOn })}
        />
      </div>
      <p className={styles.note}>
        {texts.listYear <= 2024
          ? '2024年及以前的名单已含在2024年底存量内，登记后不再增加存量。'
          : '自公布之日起计入存量。'}
      </p>
      <TextField
        label="名单文号"
        hint="公布该批名单的文件，如赣工信节能字〔2026〕12号"
        name="batchDocument"
        error={error}
        value={texts.batchDocument}
        onChange={(batchDocument) => onChange({ batchDocument })}
      />
    </>
  );
}

/** The fields of an entry of the register. */
export function EntryFields(props: EntryFieldsProps) {
  const { texts, error, onChange } = props;
  return (
    <>
      <TextField
        label="企业或园区名称"
        hint="与公布名单一致"
        name="holder"
        error={error}
        value={texts.holder}
        onChange={(holder) => onChange({ holder })}
      />
      <div className={styles.pair}>
        <TextField
          label="统一社会信用代码"
          hint="18位；园区没有的留空"
          name="creditCode"
          error={error}
          value={texts.creditCode}
          onChange={(creditCode) => onChange({ creditCode })}
        />
        <TextField
          label="曾用名"
          hint="多个用顿号隔开"
          name="formerNames"
          error={error}
          value={texts.formerNames}
          onChange={(formerNames) => onChange({ formerNames })}
        />
      </div>
      <KindFields {...props} />
      <UnitFields {...props} />
      <ListFields {...props} />
    </>
  );
}

interface SimilarFieldProps {
  error: unknown;
  confirmed: boolean;
  onChange: (confirmed: boolean) => void;
}

/** Where the name is like one in force: who is meant, and the box to tick once somebody looked. */
export function SimilarField({ error, confirmed, onChange }: SimilarFieldProps) {
  const candidates = similarTitles(error);
  if (candidates === null && !confirmed) return null;
  return (
    <div className={styles.similar}>
      {candidates === null ? null : (
        <ul>
          {candidates.map(({ id, holder, creditCode, unitName, listYear }) => (
            <li key={id}>
              {holder}（{unitName}，{listYear}年名单{creditCode === null ? '' : `，${creditCode}`}）
            </li>
          ))}
        </ul>
      )}
      <label>
        <input type="checkbox" checked={confirmed} onChange={(event) => onChange(event.target.checked)} />
        已核对，不是同一单位，或同一单位确应再次登记
      </label>
    </div>
  );
}
