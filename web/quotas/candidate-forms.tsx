import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { Candidate } from '../../server/quotas/cultivation-schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import {
  CULTIVATION_STAGE_LABELS,
  type CultivationStage,
  STAGES,
} from '../../server/rules/cultivation-stages.ts';
import {
  CERTIFICATE_COLUMNS,
  type CertificateKey,
  certificateColumn,
} from '../../server/rules/quota-columns.ts';
import { addCandidate, changeCandidate } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { certificatesQuery } from '../api/queries.ts';
import { PAGE_SIZE } from '../ui/pager.tsx';
import styles from './certificate-fields.module.css';
import { SelectField, TextField, TitleOptions, UnitOptions } from './certificate-fields.tsx';
import { Field, FormDialog } from './form-dialog.tsx';
import { useRosterChange } from './use-roster-change.ts';

/** A candidate as typed; '' = not given. */
interface Texts {
  name: string;
  creditCode: string;
  column: CertificateKey | '';
  unitCode: string;
  note: string;
}

const EMPTY: Texts = { name: '', creditCode: '', column: '', unitCode: '', note: '' };

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** @throws ApiError as the server would, where no title is chosen */
function inputOf({ name, creditCode, column, unitCode, note }: Texts) {
  if (column === '') {
    const fields = { column: { code: 'required', message: '请选择培育称号。' } };
    throw new ApiError(422, { code: 'invalid_fields', message: '内容未填完整。', fields });
  }
  return {
    name: name.trim(),
    creditCode: orNull(creditCode),
    column,
    unitCode: orNull(unitCode),
    note: note.trim(),
  };
}

interface FieldsProps {
  pace: QuotaPaceReply;
  texts: Texts;
  error: unknown;
  /** the plan's own name stands fixed */
  isPrinted: boolean;
  onChange: (part: Partial<Texts>) => void;
}

function Fields({ pace, texts, error, isPrinted, onChange }: FieldsProps) {
  const column = (key: string) => CERTIFICATE_COLUMNS.find((candidate) => candidate.key === key)?.key;
  return (
    <>
      {isPrinted ? null : (
        <TextField
          label="企业或园区名称"
          name="name"
          error={error}
          value={texts.name}
          onChange={(name) => onChange({ name })}
        />
      )}
      <div className={styles.pair}>
        <SelectField
          label="培育称号"
          name="column"
          error={error}
          value={texts.column}
          onChange={(key) => onChange({ column: column(key) ?? texts.column })}
        >
          {texts.column === '' ? <option value="">请选择</option> : null}
          <TitleOptions />
        </SelectField>
        <SelectField
          label="所在县（市、区）"
          hint="未核定的留空"
          name="unitCode"
          error={error}
          value={texts.unitCode}
          onChange={(unitCode) => onChange({ unitCode })}
        >
          <option value="">未核定</option>
          <UnitOptions pace={pace} />
        </SelectField>
      </div>
      <TextField
        label="统一社会信用代码"
        hint="18位；园区没有的留空"
        name="creditCode"
        error={error}
        value={texts.creditCode}
        onChange={(creditCode) => onChange({ creditCode })}
      />
    </>
  );
}

interface NoteFieldProps {
  hint: string;
  error: unknown;
  value: string;
  onChange: (note: string) => void;
}

function NoteField({ hint, error, value, onChange }: NoteFieldProps) {
  return (
    <Field label="说明" hint={hint} name="note" error={error}>
      {(control) => (
        <textarea
          {...control}
          className="field"
          rows={3}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Enters a candidate the plan does not name. */
export function AddCandidateForm({ pace, onClose }: { pace: QuotaPaceReply; onClose: () => void }) {
  const [texts, setTexts] = useState(EMPTY);
  const change = useRosterChange(async () => addCandidate(inputOf(texts)), onClose);
  const set = (part: Partial<Texts>) => setTexts((before) => ({ ...before, ...part }));
  return (
    <FormDialog
      title="增列培育对象"
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <Fields pace={pace} texts={texts} error={change.error} isPrinted={false} onChange={set} />
      <NoteField
        hint="县（市、区）可见"
        error={change.error}
        value={texts.note}
        onChange={(note) => set({ note })}
      />
    </FormDialog>
  );
}

interface TitleFieldProps {
  column: CertificateKey;
  unitCode: string;
  error: unknown;
  value: number | null;
  /** what is on record, whether or not it is among those found */
  known: Candidate['certificate'];
  onChange: (id: number | null) => void;
}

/**
 * Which certificate the candidate has become: one in force of the same title, its own unit's first; where there are many,
 * those found by a part of the name.
 */
function TitleField({ column, unitCode, error, value, known, onChange }: TitleFieldProps) {
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const query = useQuery({
    ...certificatesQuery({ column, status: 'inForce', q: q || undefined, limit: PAGE_SIZE }),
    placeholderData: (before) => before,
  });
  const [kept, setKept] = useState(known);
  const found = query.data?.certificates ?? [];
  const titles = [...found].sort((a, b) => Number(b.unitCode === unitCode) - Number(a.unitCode === unitCode));
  const isLong = q !== '' || (query.data?.total ?? 0) > PAGE_SIZE;
  const choose = (id: string) => {
    setKept(found.find((title) => String(title.id) === id) ?? kept);
    onChange(id === '' ? null : Number(id));
  };
  return (
    <>
      {isLong ? (
        <input
          className="field"
          type="search"
          maxLength={40}
          aria-label="查找称号"
          placeholder="企业或园区名称、信用代码"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      <SelectField
        label="获评的称号"
        hint={`在册的${certificateColumn(column).label}；没有的请先登记称号`}
        name="certificateId"
        error={error}
        value={value ?? ''}
        onChange={choose}
      >
        <option value="">请选择</option>
        {kept && kept.id === value && !found.some(({ id }) => id === value) ? (
          <option value={kept.id}>
            {kept.holder}（{kept.listYear}年）
          </option>
        ) : null}
        {titles.map(({ id, holder, unitName, listYear }) => (
          <option key={id} value={id}>
            {holder}（{unitName}，{listYear}年）
          </option>
        ))}
      </SelectField>
    </>
  );
}

interface EditProps {
  pace: QuotaPaceReply;
  candidate: Candidate;
  onClose: () => void;
}

/** Moves a candidate on, or corrects what is known of it. */
export function EditCandidateForm({ pace, candidate, onClose }: EditProps) {
  const [texts, setTexts] = useState<Texts>({
    name: candidate.name,
    creditCode: candidate.creditCode ?? '',
    column: candidate.column,
    unitCode: candidate.unitCode ?? '',
    note: candidate.note ?? '',
  });
  const [stage, setStage] = useState<CultivationStage>(candidate.stage ?? 'planned');
  const [certificateId, setCertificateId] = useState(candidate.certificate?.id ?? null);
  const set = (part: Partial<Texts>) => setTexts((before) => ({ ...before, ...part }));
  const change = useRosterChange(
    () =>
      changeCandidate(candidate.id, {
        ...inputOf(texts),
        version: candidate.version,
        stage,
        certificateId: stage === 'conferred' ? certificateId : null,
      }),
    onClose,
  );
  const { error } = change;
  return (
    <FormDialog
      title={`培育对象：${candidate.name}`}
      error={error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <SelectField
        label="阶段"
        name="stage"
        error={error}
        value={stage}
        onChange={(text) => setStage(STAGES.find((one) => one === text) ?? stage)}
      >
        {STAGES.map((one) => (
          <option key={one} value={one}>
            {CULTIVATION_STAGE_LABELS[one]}
          </option>
        ))}
      </SelectField>
      {stage === 'conferred' ? (
        <TitleField
          known={candidate.certificate}
          column={texts.column || candidate.column}
          unitCode={texts.unitCode}
          error={error}
          value={certificateId}
          onChange={setCertificateId}
        />
      ) : null}
      <NoteField
        hint="阶段变化须写明情况及依据"
        error={error}
        value={texts.note}
        onChange={(note) => set({ note })}
      />
      <Fields pace={pace} texts={texts} error={error} isPrinted={candidate.clause !== null} onChange={set} />
    </FormDialog>
  );
}
