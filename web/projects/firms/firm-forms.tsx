import { useState } from 'react';
import type { EnergySource, Firm, FirmDetail } from '../../../server/firms/schema.ts';
import { changeFirm, createFirm, declareFirmEnergy } from '../../api/changes.ts';
import { ApiError } from '../../api/client.ts';
import { useSession } from '../../app/session.ts';
import { DateField } from '../../quotas/date-field.tsx';
import { Field, FormDialog } from '../../quotas/form-dialog.tsx';
import { REPORTING_UNITS } from '../../subsidies/reporting-units.ts';
import { SOURCE_WORDS, tceText, typed, typedNumber, typedYear } from './firm-shape.ts';
import styles from './firms.module.css';
import { useFirmChange } from './use-firm-change.ts';

/** The form as typed; '' = not given. */
interface Texts {
  name: string;
  creditCode: string;
  industry: string;
  unitCode: string;
  closedOn: string;
  year: string;
  tce: string;
  source: '' | EnergySource;
}

interface FieldsProps {
  texts: Texts;
  error: unknown;
  onChange: (part: Partial<Texts>) => void;
}

type TextName = 'name' | 'creditCode' | 'industry' | 'year' | 'tce';

interface TextFieldProps extends FieldsProps {
  name: TextName;
  label: string;
  hint?: string;
  inputMode?: 'text' | 'decimal' | 'numeric';
  readOnly?: boolean;
}

function TextField({
  texts,
  error,
  onChange,
  name,
  label,
  hint = '',
  inputMode = 'text',
  readOnly,
}: TextFieldProps) {
  return (
    <Field label={label} hint={hint} name={name} error={error}>
      {(control) => (
        <input
          {...control}
          className="field"
          inputMode={inputMode}
          autoComplete="off"
          readOnly={readOnly}
          value={texts[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
}

function IdentityFields(fields: FieldsProps) {
  return (
    <>
      <TextField {...fields} name="name" label="企业名称" hint="与营业执照一致" />
      <TextField {...fields} name="creditCode" label="统一社会信用代码" hint="18位" />
      <TextField {...fields} name="industry" label="行业" hint="国民经济行业大类，可不填" />
    </>
  );
}

function EnergyFields({ fixedYear, ...fields }: FieldsProps & { fixedYear: boolean }) {
  const { texts, error, onChange } = fields;
  return (
    <>
      <div className={styles.triple}>
        <TextField {...fields} name="year" label="年度" inputMode="numeric" readOnly={fixedYear} />
        <TextField {...fields} name="tce" label="年综合能源消费量（吨标准煤）" inputMode="decimal" />
        <Field label="来源" name="source" error={error}>
          {(control) => (
            <select
              {...control}
              className="field"
              value={texts.source}
              onChange={(event) => onChange({ source: event.target.value as Texts['source'] })}
            >
              <option value="">请选择</option>
              {Object.entries(SOURCE_WORDS).map(([source, word]) => (
                <option key={source} value={source}>
                  {word}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <p className={styles.formNote}>按企业申报或验收报告填写，不得取自统计报表。</p>
    </>
  );
}

interface Candidate {
  id: number;
  name: string;
  creditCode: string | null;
  unitName: string;
}

function candidatesOf(error: unknown): Candidate[] | null {
  if (!(error instanceof ApiError) || error.code !== 'similar_name') return null;
  return (error.details as { candidates: Candidate[] }).candidates;
}

/** Where the name is like a known one: which, and the box to tick once somebody looked. */
function SimilarFirms({
  error,
  confirmed,
  onChange,
}: {
  error: unknown;
  confirmed: boolean;
  onChange: (confirmed: boolean) => void;
}) {
  const candidates = candidatesOf(error);
  if (candidates === null && !confirmed) return null;
  return (
    <div className={styles.similar}>
      <ul>
        {(candidates ?? []).map(({ id, name, creditCode, unitName }) => (
          <li key={id}>
            {name}（{unitName}
            {creditCode === null ? '' : `，${creditCode}`}）
          </li>
        ))}
      </ul>
      <label>
        <input type="checkbox" checked={confirmed} onChange={(event) => onChange(event.target.checked)} />
        已核对，不是同一企业
      </label>
    </div>
  );
}

/** Texts of a form, and whether somebody confirmed that a similar name is another firm. */
function useTexts(start: () => Texts) {
  const [texts, setTexts] = useState(start);
  const [confirmed, setConfirmed] = useState(false);
  const set = (part: Partial<Texts>) => {
    // another name is another question
    if (part.name !== undefined) setConfirmed(false);
    setTexts((before) => ({ ...before, ...part }));
  };
  return { texts, set, confirmed, setConfirmed };
}

const BLANK: Texts = {
  name: '',
  creditCode: '',
  industry: '',
  unitCode: '',
  closedOn: '',
  year: '',
  tce: '',
  source: '',
};

interface AddFirmFormProps {
  unit: string | undefined;
  onClose: () => void;
  onSaved: (firm: FirmDetail) => void;
}

/** 登记企业, with the energy it declared where it is known. */
export function AddFirmForm({ unit, onClose, onSaved }: AddFirmFormProps) {
  const { user, today } = useSession();
  const units =
    user.role === 'county'
      ? REPORTING_UNITS.filter(({ code }) => user.unitCodes.includes(code))
      : REPORTING_UNITS;
  const { texts, set, confirmed, setConfirmed } = useTexts(() => ({
    ...BLANK,
    unitCode: unit ?? units[0]?.code ?? '',
  }));
  const lastYear = Number(today.slice(0, 4)) - 1;
  const hasEnergy = texts.tce.trim() !== '' || texts.source !== '' || texts.year.trim() !== '';
  const change = useFirmChange(
    () =>
      createFirm({
        name: texts.name.trim(),
        creditCode: typed(texts.creditCode),
        industry: typed(texts.industry),
        unitCode: texts.unitCode,
        ...(hasEnergy
          ? { year: typedYear(texts.year), tce: typedNumber(texts.tce), source: texts.source || null }
          : {}),
        ...(confirmed ? { confirmSimilar: true } : {}),
      }),
    onSaved,
  );
  const fields = { texts, error: change.error, onChange: set };
  return (
    <FormDialog
      title="登记企业"
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <IdentityFields {...fields} />
      <Field label="县（市、区）" hint="统计所属" name="unitCode" error={change.error}>
        {(control) => (
          <select
            {...control}
            className="field"
            disabled={units.length === 1}
            value={texts.unitCode}
            onChange={(event) => set({ unitCode: event.target.value })}
          >
            {units.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <p className={styles.formNote}>最近年度用能，一般为{lastYear}年；暂无申报的三项都留空，登记后再补。</p>
      <EnergyFields {...fields} fixedYear={false} />
      <SimilarFirms error={change.error} confirmed={confirmed} onChange={setConfirmed} />
    </FormDialog>
  );
}

interface FirmFormProps {
  firm: Firm;
  onClose: () => void;
}

/** Corrects what is registered of a firm, or notes that it closed down. */
export function ChangeFirmForm({ firm, onClose }: FirmFormProps) {
  const { today } = useSession();
  const { texts, set, confirmed, setConfirmed } = useTexts(() => ({
    ...BLANK,
    name: firm.name,
    creditCode: firm.creditCode ?? '',
    industry: firm.industry ?? '',
    closedOn: firm.closedOn ?? '',
  }));
  const change = useFirmChange(
    () =>
      changeFirm(firm.id, {
        version: firm.version,
        name: texts.name.trim(),
        creditCode: typed(texts.creditCode),
        industry: typed(texts.industry),
        closedOn: typed(texts.closedOn),
        ...(confirmed ? { confirmSimilar: true } : {}),
      }),
    onClose,
  );
  return (
    <FormDialog
      title={`修改登记：${firm.name}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <IdentityFields texts={texts} error={change.error} onChange={set} />
      <DateField
        label="停产、注销日期"
        hint="在产的留空；填写后不再计入覆盖率"
        name="closedOn"
        error={change.error}
        example={today}
        value={texts.closedOn}
        onChange={(closedOn) => set({ closedOn })}
      />
      <SimilarFirms error={change.error} confirmed={confirmed} onChange={setConfirmed} />
    </FormDialog>
  );
}

interface DeclareFormProps extends FirmFormProps {
  /** the year to be corrected; null = another one */
  year: number | null;
}

/** 填写年度用能: a year's declaration, or its correction. */
export function DeclareForm({ firm, year, onClose }: DeclareFormProps) {
  const { today } = useSession();
  const declared = (of: number | null) => firm.declarations.find((one) => one.year === of);
  const { texts, set } = useTexts(() => ({
    ...BLANK,
    year: String(year ?? Number(today.slice(0, 4)) - 1),
    tce: declared(year)?.tce ?? '',
    source: declared(year)?.source ?? 'declaration',
  }));
  const of = typedYear(texts.year);
  const existing = year === null ? declared(of) : undefined;
  const change = useFirmChange(
    () =>
      declareFirmEnergy(firm.id, of ?? 0, {
        version: declared(of)?.version ?? 0,
        tce: typedNumber(texts.tce) ?? '',
        source: texts.source || null,
      }),
    onClose,
  );
  return (
    <FormDialog
      title={`${year === null ? '填写' : '更正'}年度用能：${firm.name}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <EnergyFields texts={texts} error={change.error} onChange={set} fixedYear={year !== null} />
      {existing ? (
        <p className={styles.formNote} role="status">
          {existing.year}年已填{tceText(existing.tce)}吨标准煤，保存后以本次为准，原数留在变更记录中。
        </p>
      ) : null}
    </FormDialog>
  );
}
