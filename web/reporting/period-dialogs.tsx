import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Period } from '../../server/periods/schema.ts';
import { reportableFrom } from '../../server/rules/periods.ts';
import { closePeriod, grantExtension, releasePeriod, reopenPeriod, setPeriodDates } from '../api/changes.ts';
import { reportsQuery } from '../api/queries.ts';
import { formatFullDate } from '../format.ts';
import { DateField } from '../quotas/date-field.tsx';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import { isReleasable, releaseCount, releaseText } from '../ui/release-words.ts';
import { Loading } from '../ui/states.tsx';
import {
  basisWords,
  dateToSend,
  dateToSet,
  type ExtensionForm,
  exampleUntil,
  extensionFaults,
} from './periods-words.ts';
import styles from './reporting.module.css';

export type PeriodDialogKind = 'dates' | 'extend' | 'close' | 'reopen' | 'release';

interface DialogProps {
  period: Period;
  onClose: () => void;
  /** what was done, in words */
  onDone: (words: string) => void;
}

const DIALOGS: Readonly<Record<PeriodDialogKind, (props: DialogProps) => ReactNode>> = {
  dates: DatesDialog,
  extend: ExtensionDialog,
  close: CloseDialog,
  reopen: ReopenDialog,
  release: ReleaseDialog,
};

/** The dialog of one step in the life of a period. Mount it only while it is open. */
export function PeriodDialog({ kind, ...props }: DialogProps & { kind: PeriodDialogKind }) {
  const Dialog = DIALOGS[kind];
  return <Dialog {...props} />;
}

/** Runs a step and reads anew everything that depends on it, also after a refusal. */
function useStep<Reply>(step: () => Promise<Reply>, onDone: (reply: Reply) => void) {
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all(
      ['periods', 'reports', 'reminders', 'progress'].map((feature) =>
        queries.invalidateQueries({ queryKey: [feature] }),
      ),
    );
  return useMutation({ mutationFn: step, onSuccess: onDone, onSettled: refresh });
}

function DatesDialog({ period, onClose, onDone }: DialogProps) {
  const [opensOn, setOpensOn] = useState(period.opensOn);
  const [dueOn, setDueOn] = useState(period.dueOn);
  const step = useStep(
    () =>
      setPeriodDates(period.period, {
        version: period.version,
        opensOn: dateToSet(opensOn, period.opensOn, period.set.opensOn),
        dueOn: dateToSet(dueOn, period.dueOn, period.set.dueOn),
      }),
    (saved) => onDone(`${period.label}报送期限为${formatFullDate(saved.dueOn)}（${basisWords(saved)}）`),
  );
  return (
    <FormDialog
      title={`${period.label}的填报日期`}
      submitWord="保存"
      error={step.error}
      isBusy={step.isPending}
      onSubmit={() => step.mutate()}
      onClose={onClose}
    >
      <DateField
        label="开始填报日"
        name="opensOn"
        hint={`留空为${formatFullDate(reportableFrom(period.period))}起`}
        error={step.error}
        example={period.opensOn}
        value={opensOn}
        onChange={setOpensOn}
      />
      <DateField
        label="报送期限"
        name="dueOn"
        hint={`现为${basisWords(period)}；留空为按规则：反馈录入后若干工作日，没有反馈或反馈迟到的为每月期限`}
        error={step.error}
        example={exampleUntil(period.dueOn)}
        value={dueOn}
        onChange={setDueOn}
      />
    </FormDialog>
  );
}

interface ReasonFieldProps {
  label: string;
  hint?: string;
  fault?: string | undefined;
  error: unknown;
  value: string;
  onChange: (text: string) => void;
}

function ReasonField({ label, hint, fault, error, value, onChange }: ReasonFieldProps) {
  return (
    <Field label={label} name="reason" fault={fault} {...(hint === undefined ? {} : { hint })} error={error}>
      {(control) => (
        <textarea
          {...control}
          className="field"
          rows={3}
          maxLength={500}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function CloseDialog({ period, onClose, onDone }: DialogProps) {
  const [reason, setReason] = useState('');
  const step = useStep(
    () => closePeriod(period.period, period.version, reason.trim() || null),
    () => onDone(`${period.label}已截止填报`),
  );
  const { reported, expected } = period.completeness;
  const open = expected - reported;
  return (
    <FormDialog
      title={`截止${period.label}的填报？`}
      submitWord="截止填报"
      error={step.error}
      isBusy={step.isPending}
      onSubmit={() => step.mutate()}
      onClose={onClose}
    >
      <p className={styles.explain}>
        截止后各单位不能再填写、提交本期数据，审核和公布照常；可随时重新开放。
        {open > 0 ? `还有${open}个单位没有报送，将记为“截止未报”。` : ''}
      </p>
      <ReasonField label="说明（可不填）" error={step.error} value={reason} onChange={setReason} />
    </FormDialog>
  );
}

function ReopenDialog({ period, onClose, onDone }: DialogProps) {
  const [reason, setReason] = useState('');
  const step = useStep(
    () => reopenPeriod(period.period, period.version, reason),
    () => onDone(`${period.label}已重新开放填报`),
  );
  return (
    <FormDialog
      title={`重新开放${period.label}的填报`}
      submitWord="重新开放"
      error={step.error}
      isBusy={step.isPending}
      onSubmit={() => step.mutate()}
      onClose={onClose}
    >
      <ReasonField
        label="重新开放的原因"
        hint="记入审计日志；报送期限不变，需要放宽的另行改日期或批准延期"
        error={step.error}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}

function ReleaseDialog({ period, onClose, onDone }: DialogProps) {
  const reports = useQuery(reportsQuery(period.period)).data?.reports;
  const what = reports ? releaseText(releaseCount(reports, isReleasable)) : '';
  const step = useStep(
    () => releasePeriod(period.period),
    () => onDone(`已公布${period.label}${what}`),
  );
  const open = period.expected - period.approved;
  return (
    <FormDialog
      title={`公布${period.label}数据？`}
      submitWord="公布"
      error={step.error}
      isBusy={step.isPending || reports === undefined}
      onSubmit={() => step.mutate()}
      onClose={onClose}
    >
      <p className={styles.explain}>
        将公布{what}（均已审核）。公布后各县区可互相看到，公布时间记入审计日志，不能撤回。
        {open > 0 ? `还有${open}个单位未审核通过，本次不公布。` : ''}
      </p>
    </FormDialog>
  );
}

const EMPTY_EXTENSION: ExtensionForm = { units: [], until: '', reason: '' };

function ExtensionDialog({ period, onClose, onDone }: DialogProps) {
  const [form, setForm] = useState(EMPTY_EXTENSION);
  const [tried, setTried] = useState(false);
  const { units, until, reason } = form;
  const step = useStep(
    () =>
      grantExtension(period.period, { units: [...units], until: dateToSend(until), reason: reason.trim() }),
    () => onDone(`已批准${units.length}个单位${period.label}延期至${formatFullDate(dateToSend(until))}`),
  );
  const example = exampleUntil(period.dueOn);
  // without a unit nothing can be sent, so the form tells all it lacks itself; else the server does, all at once
  const faults = tried && units.length === 0 ? extensionFaults(form, example) : {};
  return (
    <FormDialog
      title={`批准${period.label}延期`}
      submitWord="批准延期"
      error={step.error}
      isBusy={step.isPending}
      onSubmit={() => {
        setTried(true);
        if (units.length > 0) step.mutate();
      }}
      onClose={onClose}
    >
      <ExtensionUnits
        period={period.period}
        chosen={units}
        fault={faults.units}
        onChange={(chosen) => setForm({ ...form, units: chosen })}
      />
      <DateField
        label="延至"
        name="until"
        hint={`本期期限为${formatFullDate(period.dueOn)}；与期限同日即收回延期`}
        fault={faults.until}
        error={step.error}
        example={example}
        value={until}
        onChange={(text) => setForm((before) => ({ ...before, until: text }))}
      />
      <ReasonField
        label="延期原因"
        hint="填报人员会看到"
        fault={faults.reason}
        error={step.error}
        value={reason}
        onChange={(text) => setForm((before) => ({ ...before, reason: text }))}
      />
    </FormDialog>
  );
}

interface ExtensionUnitsProps {
  period: string;
  chosen: readonly string[];
  fault: string | undefined;
  onChange: (chosen: readonly string[]) => void;
}

/** The units as boxes, those that have not reported first; the keyboard starts there once they are read. */
function ExtensionUnits({ period, chosen, fault, onChange }: ExtensionUnitsProps) {
  const reports = useQuery(reportsQuery(period)).data?.reports;
  const place = useRef<HTMLFieldSetElement>(null);
  const isRead = reports !== undefined;
  useEffect(() => {
    if (isRead) place.current?.querySelector('input')?.focus();
  }, [isRead]);
  const toggle = (unit: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, unit] : chosen.filter((code) => code !== unit));
  return (
    <fieldset ref={place} className={styles.units} aria-describedby={fault ? 'extension-units' : undefined}>
      <legend>单位（未报送的在前）</legend>
      {reports ? (
        [...reports]
          .sort((a, b) => Math.min(a.latestRevision, 1) - Math.min(b.latestRevision, 1))
          .map((report) => (
            <label key={report.unitCode}>
              <input
                type="checkbox"
                checked={chosen.includes(report.unitCode)}
                onChange={(event) => toggle(report.unitCode, event.target.checked)}
              />
              {report.unitName}
              {report.latestRevision === 0 ? '（未报）' : ''}
            </label>
          ))
      ) : (
        <Loading height={80} />
      )}
      {fault ? (
        <p id="extension-units" className={styles.bad}>
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}
