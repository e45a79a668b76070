import { type ReactNode, useState } from 'react';
import type { Beneficiary, BeneficiaryInput } from '../../server/beneficiaries/schema.ts';
import { changeBeneficiary, createBeneficiary } from '../api/changes.ts';
import { useSession } from '../app/session.ts';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import styles from './beneficiary-form.module.css';
import { REPORTING_UNITS } from './reporting-units.ts';
import { useMoneyChange } from './use-money-change.ts';
import { KIND_WORDS } from './words.ts';

type Kind = Beneficiary['kind'];
const KINDS = Object.keys(KIND_WORDS) as Kind[];

/** The form as typed; '' = not given. */
type Texts = Record<
  | 'name'
  | 'creditCode'
  | 'industry'
  | 'registeredUnit'
  | 'statisticsUnit'
  | 'treasuryUnit'
  | 'annualTce'
  | 'tceYear',
  string
> & { kind: Kind; tceSource: '' | 'declaration' | 'acceptance' };

function textsOf(known: Beneficiary | null, unit: string): Texts {
  return {
    kind: known?.kind ?? 'enterprise',
    name: known?.name ?? '',
    creditCode: known?.creditCode ?? '',
    industry: known?.industry ?? '',
    registeredUnit: known?.registeredUnit ?? unit,
    statisticsUnit: known?.statisticsUnit ?? unit,
    treasuryUnit: known?.treasuryUnit ?? unit,
    annualTce: known?.annualTce ?? '',
    tceYear: known?.tceYear ? String(known.tceYear) : '',
    tceSource: known?.tceSource ?? '',
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text.normalize('NFKC').trim());

function inputOf(texts: Texts, version: number): BeneficiaryInput {
  const year = orNull(texts.tceYear);
  return {
    version,
    kind: texts.kind,
    name: texts.name.trim(),
    creditCode: orNull(texts.creditCode)?.toUpperCase() ?? null,
    industry: orNull(texts.industry),
    registeredUnit: texts.registeredUnit,
    statisticsUnit: texts.statisticsUnit,
    treasuryUnit: texts.treasuryUnit,
    annualTce: orNull(texts.annualTce)?.replaceAll(',', '') ?? null,
    tceYear: year === null ? null : Math.trunc(Number(year)) || 0,
    tceSource: texts.tceSource === '' ? null : texts.tceSource,
  };
}

interface FormProps {
  /** null = a new one */
  beneficiary: Beneficiary | null;
  onClose: () => void;
  onSaved?: (saved: Beneficiary) => void;
}

function Units() {
  return REPORTING_UNITS.map(({ code, name }) => (
    <option key={code} value={code}>
      {name}
    </option>
  ));
}

type TextName = 'name' | 'creditCode' | 'industry' | 'annualTce' | 'tceYear';
type SelectName = 'kind' | 'registeredUnit' | 'statisticsUnit' | 'treasuryUnit' | 'tceSource';

/** What every field of the form needs. */
interface FieldsProps {
  texts: Texts;
  error: unknown;
  onChange: (part: Partial<Texts>) => void;
}

interface TextFieldProps extends FieldsProps {
  name: TextName;
  label: string;
  hint?: string;
  inputMode?: 'text' | 'decimal' | 'numeric';
}

function TextField({ texts, error, onChange, name, label, hint = '', inputMode = 'text' }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} name={name} error={error}>
      {(control) => (
        <input
          {...control}
          className="field"
          inputMode={inputMode}
          autoComplete="off"
          value={texts[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
}

interface SelectFieldProps extends FieldsProps {
  name: SelectName;
  label: string;
  disabled?: boolean;
  children: ReactNode;
}

function SelectField({ texts, error, onChange, name, label, disabled = false, children }: SelectFieldProps) {
  return (
    <Field label={label} name={name} error={error}>
      {(control) => (
        <select
          {...control}
          className="field"
          disabled={disabled}
          value={texts[name]}
          onChange={(event) => onChange({ [name]: event.target.value } as Partial<Texts>)}
        >
          {children}
        </select>
      )}
    </Field>
  );
}

function Fields({ isOwn, ...fields }: FieldsProps & { isOwn: boolean }) {
  return (
    <>
      <TextField {...fields} name="name" label="名称" hint="与营业执照一致" />
      <TextField {...fields} name="creditCode" label="统一社会信用代码" hint="18位；园区没有的留空" />
      <div className={styles.pair}>
        <SelectField {...fields} name="kind" label="类型">
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {KIND_WORDS[kind]}
            </option>
          ))}
        </SelectField>
        <TextField {...fields} name="industry" label="行业" />
      </div>
      <div className={styles.triple}>
        <SelectField {...fields} name="registeredUnit" label="登记所在地">
          <Units />
        </SelectField>
        <SelectField {...fields} name="statisticsUnit" label="统计所属" disabled={isOwn}>
          <Units />
        </SelectField>
        <SelectField {...fields} name="treasuryUnit" label="兑现财政" disabled={isOwn}>
          <Units />
        </SelectField>
      </div>
      <div className={styles.triple}>
        <TextField {...fields} name="annualTce" label="年耗标准煤（吨）" inputMode="decimal" />
        <TextField {...fields} name="tceYear" label="年度" inputMode="numeric" />
        <SelectField {...fields} name="tceSource" label="来源">
          <option value="">未填</option>
          <option value="declaration">企业申报</option>
          <option value="acceptance">验收报告</option>
        </SelectField>
      </div>
      <p className={styles.note}>
        能耗数据来自企业申报或验收报告，不得取自统计报表。
        {isOwn
          ? '统计所属、兑现财政由市工信局调整。'
          : '调整统计所属后，该企业在办的改造项目和未关闭的需求随之转到新的单位，已评价、已终止、已关闭的留在原单位。'}
      </p>
    </>
  );
}

/** Adds or changes a beneficiary (主体); a county's own units of statistics and treasury stand fixed. */
export function BeneficiaryForm({ beneficiary, onClose, onSaved }: FormProps) {
  const { user } = useSession();
  const own = user.role === 'county' ? (user.unitCodes[0] ?? null) : null;
  const [texts, setTexts] = useState(() => textsOf(beneficiary, own ?? REPORTING_UNITS[0]?.code ?? ''));
  const change = useMoneyChange(
    () => {
      const input = inputOf(texts, beneficiary?.version ?? 0);
      return beneficiary === null ? createBeneficiary(input) : changeBeneficiary(beneficiary.id, input);
    },
    (saved) => {
      onSaved?.(saved);
      onClose();
    },
  );
  return (
    <FormDialog
      title={beneficiary === null ? '新增主体' : `修改主体：${beneficiary.name}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <Fields
        texts={texts}
        error={change.error}
        isOwn={own !== null}
        onChange={(part) => setTexts((before) => ({ ...before, ...part }))}
      />
    </FormDialog>
  );
}
