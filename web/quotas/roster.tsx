import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CertificateListReply } from '../../server/quotas/certificate-schema.ts';
import type { QuotaCell, QuotaCostsReply, QuotaPaceReply } from '../../server/quotas/schema.ts';
import { ACTION_PLAN } from '../../server/rules/documents.ts';
import { columnOf, type QuotaColumn } from '../../server/rules/quota-columns.ts';
import { type CertificatesFilter, certificatesQuery } from '../api/queries.ts';
import { Card } from '../ui/card.tsx';
import { Lamp } from '../ui/lamp.tsx';
import { PAGE_SIZE, Pager, useOffset } from '../ui/pager.tsx';
import { Sourced, type SourceInfo } from '../ui/source-card.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import { BaseForm } from './base-form.tsx';
import { statusWords, stockWords } from './bullet-shape.ts';
import { CertificateDialog } from './certificate-dialog.tsx';
import { completionSentence, costSentence, type QuotaCost } from './completion-words.ts';
import { AddCertificateForm } from './entry-forms.tsx';
import type { RosterChoice } from './matrix.tsx';
import styles from './roster.module.css';
import { RosterList } from './roster-list.tsx';
import { shapeRoster, unnamedInBase } from './roster-shape.ts';

interface Subject {
  title: string;
  unitName: string | null;
  column: QuotaColumn | null;
  /** the cell chosen; null for a whole unit */
  cell: QuotaCell | null;
}

function subjectOf(pace: QuotaPaceReply, chosen: RosterChoice): Subject {
  const column = columnOf(chosen.column);
  const unit = pace.units.find((candidate) => candidate.code === chosen.unit) ?? null;
  const cells = unit?.cells ?? pace.totals;
  const cell = column ? cells[column.key] : null;
  const name = unit?.name ?? '全市';
  const counted = cell?.stock === null || cell === null ? '' : `${cell.stock}${column?.measure ?? ''}`;
  return {
    title: `${name}${column?.label ?? '标杆名单'}${counted}`,
    unitName: unit?.name ?? null,
    column,
    cell,
  };
}

/** Where the targets are printed. */
const TARGET_SOURCE: SourceInfo = {
  kind: 'target',
  document: ACTION_PLAN.title,
  place: ACTION_PLAN.quotaTable,
  note: '按2027年末总量理解，待市工信局确认；空格为无任务。',
};

interface CellFactsProps {
  cell: QuotaCell;
  column: QuotaColumn;
  cost: QuotaCost;
  year: number;
}

function CellFacts({ cell, column, cost, year }: CellFactsProps) {
  const money = costSentence(cost, column.measure);
  const target = cell.quota === null ? '附件2未下达任务' : `2027年目标${cell.quota}${column.measure}`;
  const due = cell.expected === null ? '' : `，按已公布批次应达${cell.expected}${column.measure}`;
  return (
    <div className={styles.facts}>
      <Lamp lamp={cell.lamp} word={statusWords(cell, column.measure)} />
      <p>
        <Sourced source={TARGET_SOURCE}>{target}</Sourced>
        {due}。{stockWords(cell)}。
      </p>
      {cell.quota === null ? null : (
        <p>
          {completionSentence(cell, year)}。{money === null ? null : `${money}。`}
        </p>
      )}
    </div>
  );
}

type Form = 'add' | 'base' | null;

/** Cost of the cell chosen; null where it is not known or not for this viewer. */
function costAt(costs: QuotaCostsReply | null | undefined, { unit, column }: RosterChoice): QuotaCost {
  const key = columnOf(column)?.key;
  if (!costs || key === undefined) return null;
  return (costs.units.find(({ code }) => code === unit)?.cells ?? costs.totals)[key];
}

interface RosterProps {
  pace: QuotaPaceReply;
  costs: QuotaCostsReply | null | undefined;
  chosen: RosterChoice;
  mayWrite: boolean;
  onClear: () => void;
}

function Forms({
  form,
  subject,
  pace,
  chosen,
  onClose,
}: { form: Form; subject: Subject; onClose: () => void } & Pick<RosterProps, 'pace' | 'chosen'>) {
  if (form === null) return null;
  if (form === 'add') return <AddCertificateForm pace={pace} chosen={chosen} onClose={onClose} />;
  const { column, cell, unitName } = subject;
  if (!column || !cell || unitName === null || chosen.unit === undefined) return null;
  return (
    <BaseForm unitCode={chosen.unit} unitName={unitName} column={column} cell={cell} onClose={onClose} />
  );
}

interface BodyProps extends Pick<RosterProps, 'pace' | 'chosen' | 'mayWrite'> {
  subject: Subject;
}

interface EntriesProps extends Omit<BodyProps, 'chosen'> {
  reply: CertificateListReply;
  offset: number;
  onOffset: (offset: number) => void;
}

function Entries({ reply, subject, pace, mayWrite, offset, onOffset }: EntriesProps) {
  const { certificates } = reply;
  const [openId, setOpenId] = useState<number | null>(null);
  /** looked up anew after each read, so that a second try after a conflict names the newest version */
  const open = certificates.find((certificate) => certificate.id === openId);
  const entries = shapeRoster(certificates, pace.asOf);
  const unnamed = subject.cell ? unnamedInBase(subject.cell, reply.inBase) : null;
  const rest: ReactNode = unnamed ? (
    <p className={styles.unnamed}>
      另有2024年底存量{unnamed}
      {subject.column?.measure}未逐一登记名称。
    </p>
  ) : null;
  if (entries.length === 0) return rest ?? <Empty title="名单上还没有登记的称号" />;
  return (
    <div className={styles.scroll}>
      <RosterList
        entries={entries}
        showUnit={subject.unitName === null}
        showColumn={subject.column === null}
        onOpen={(certificate) => setOpenId(certificate.id)}
      />
      <Pager offset={offset} total={reply.total} measure="个" onOffset={onOffset} />
      {rest}
      {open ? (
        <CertificateDialog
          pace={pace}
          certificate={open}
          mayWrite={mayWrite}
          onClose={() => setOpenId(null)}
        />
      ) : null}
    </div>
  );
}

function RosterBody({ chosen, ...rest }: BodyProps) {
  const { subject } = rest;
  const filter: CertificatesFilter = {
    sort: 'roster',
    ...(subject.column ? { column: subject.column.key } : {}),
    ...(subject.unitName !== null && chosen.unit ? { unit: chosen.unit } : {}),
  };
  const [offset, onOffset] = useOffset(JSON.stringify(filter));
  const query = useQuery(certificatesQuery({ ...filter, limit: PAGE_SIZE, offset }));
  return (
    <QueryView query={query} height={200}>
      {(reply) => <Entries {...{ reply, offset, onOffset }} {...rest} />}
    </QueryView>
  );
}

/** The roster behind one number of the matrix; the bureau adds, removes and enters the base here. */
export function Roster({ pace, costs, chosen, mayWrite, onClear }: RosterProps) {
  const [form, setForm] = useState<Form>(null);
  const subject = subjectOf(pace, chosen);
  return (
    <Card
      title={subject.title}
      actions={
        <button type="button" className="linkButton noPrint" onClick={onClear}>
          收起
        </button>
      }
    >
      {subject.cell && subject.column ? (
        <CellFacts
          cell={subject.cell}
          column={subject.column}
          cost={costAt(costs, chosen)}
          year={pace.year}
        />
      ) : null}
      {mayWrite ? (
        <div className={`${styles.buttons} noPrint`}>
          <button type="button" className="button" onClick={() => setForm('add')}>
            新增称号
          </button>
          {subject.cell && subject.unitName !== null ? (
            <button type="button" className="button" onClick={() => setForm('base')}>
              修改基数
            </button>
          ) : null}
        </div>
      ) : null}
      <RosterBody subject={subject} pace={pace} chosen={chosen} mayWrite={mayWrite} />
      <Forms form={form} subject={subject} pace={pace} chosen={chosen} onClose={() => setForm(null)} />
    </Card>
  );
}
