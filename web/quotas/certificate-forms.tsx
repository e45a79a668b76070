import { useState } from 'react';
import type { Certificate, NewCertificate, QuotaPaceReply } from '../../server/quotas/schema.ts';
import { columnOf } from '../../server/rules/quota-columns.ts';
import { addCertificate, removeCertificate } from '../api/changes.ts';
import { KindFields, SelectField } from './certificate-fields.tsx';
import { DateField } from './date-field.tsx';
import { parseDate } from './date-text.ts';
import { Field, FormDialog } from './form-dialog.tsx';
import type { RosterChoice } from './matrix.tsx';
import { useRosterChange } from './use-roster-change.ts';

interface AddFormProps {
  pace: QuotaPaceReply;
  chosen: RosterChoice;
  onClose: () => void;
}

function listYears(asOf: string): number[] {
  const last = Number(asOf.slice(0, 4));
  return Array.from({ length: last - 2016 }, (_, index) => last - index);
}

/** Adds a named certificate (称号) to the roster; what 措施三 rewards opens its case by itself (免申即享). */
export function AddCertificateForm({ pace, chosen, onClose }: AddFormProps) {
  const [form, setForm] = useState<NewCertificate>({
    holder: '',
    column: columnOf(chosen.column)?.key ?? 'greenFactoryProvincial',
    unitCode: chosen.unit ?? pace.units[0]?.code ?? '',
    listYear: Number(pace.asOf.slice(0, 4)),
    publishedOn: '',
  });
  const change = useRosterChange(
    () =>
      addCertificate({
        ...form,
        holder: form.holder.trim(),
        publishedOn: parseDate(form.publishedOn) ?? form.publishedOn,
      }),
    onClose,
  );
  const set = (part: Partial<NewCertificate>) => setForm((before) => ({ ...before, ...part }));
  const { error } = change;
  return (
    <FormDialog
      title="新增称号"
      error={error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <Field label="企业或园区名称" hint="与公布名单一致" name="holder" error={error}>
        {(control) => (
          <input
            {...control}
            className="field"
            value={form.holder}
            onChange={(event) => set({ holder: event.target.value })}
          />
        )}
      </Field>
      <KindFields form={form} error={error} onChange={setForm} />
      <SelectField
        label="统计所属单位"
        name="unitCode"
        error={error}
        value={form.unitCode}
        onChange={(unitCode) => set({ unitCode })}
      >
        {pace.units.map((unit) => (
          <option key={unit.code} value={unit.code}>
            {unit.name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="名单年度"
        hint="2024年及以前的名单已含在2024年底存量内，登记后不再增加存量"
        name="listYear"
        error={error}
        value={form.listYear}
        onChange={(year) => set({ listYear: Number(year) })}
      >
        {listYears(pace.asOf).map((year) => (
          <option key={year} value={year}>
            {year}年
          </option>
        ))}
      </SelectField>
      <DateField
        label="公布日期"
        hint="名单正式公布之日，自该日起计入存量"
        name="publishedOn"
        error={error}
        value={form.publishedOn}
        onChange={(publishedOn) => set({ publishedOn })}
      />
    </FormDialog>
  );
}

const COMMON_REASONS = [
  '动态管理复核未通过',
  '企业关停或注销',
  '发生重大安全环保事故',
  '合并更名，由新主体承继',
];

/** Takes a certificate out of the stock from a day on; the entry itself stays on the roster. */
export function RemoveCertificateForm({
  certificate,
  onClose,
}: {
  certificate: Certificate;
  onClose: () => void;
}) {
  const [removedOn, setRemovedOn] = useState('');
  const [removalReason, setReason] = useState('');
  const change = useRosterChange(
    () =>
      removeCertificate(certificate.id, {
        version: certificate.version,
        removedOn: parseDate(removedOn) ?? removedOn,
        removalReason: removalReason.trim(),
      }),
    onClose,
  );
  const { error } = change;
  return (
    <FormDialog
      title={`${certificate.holder}：退出名单`}
      error={error}
      isBusy={change.isPending}
      submitWord="确认退出"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <DateField
        label="退出日期"
        hint="自该日起不计入存量"
        name="removedOn"
        error={error}
        value={removedOn}
        onChange={setRemovedOn}
      />
      <Field label="退出原因" name="removalReason" error={error}>
        {(control) => (
          <>
            <input
              {...control}
              className="field"
              list="removal-reasons"
              value={removalReason}
              onChange={(event) => setReason(event.target.value)}
            />
            <datalist id="removal-reasons">
              {COMMON_REASONS.map((reason) => (
                <option key={reason} value={reason} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    </FormDialog>
  );
}
