import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Certificate, CertificateListReply } from '../../server/quotas/certificate-schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { CERTIFICATE_COLUMNS, certificateColumn } from '../../server/rules/quota-columns.ts';
import { type CertificatesFilter, certificatesQuery, fetchCertificates } from '../api/queries.ts';
import type { QuotasSearch } from '../app/search.ts';
import { formatFullDate } from '../format.ts';
import { SheetImport } from '../import/sheet-import.tsx';
import { allPages, partWords } from '../ui/all-pages.ts';
import { Card } from '../ui/card.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { PAGE_SIZE, Pager, useOffset } from '../ui/pager.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import { CertificateDialog } from './certificate-dialog.tsx';
import { TitleOptions, UnitOptions } from './certificate-fields.tsx';
import { AddCertificateForm } from './entry-forms.tsx';
import { registerFinding, registerTable } from './register-shape.ts';
import styles from './register-tab.module.css';
import { STATUS_WORDS } from './roster-shape.ts';
import { TITLE_IMPORT } from './title-import.ts';
import { refreshRoster } from './use-roster-change.ts';

interface TabProps {
  pace: QuotaPaceReply;
  search: QuotasSearch;
  mayWrite: boolean;
  onSearch: (search: QuotasSearch) => void;
}

const oneOf = (known: readonly string[], text: string | undefined) =>
  text !== undefined && known.includes(text) ? text : undefined;

/** What is listed; what names nothing narrows nothing. */
const filterOf = ({ column, unit, year, status }: QuotasSearch, part: string): CertificatesFilter => ({
  column: oneOf(
    CERTIFICATE_COLUMNS.map(({ key }) => key),
    column,
  ),
  unit: unit || undefined,
  year: year !== undefined && /^20\d{2}$/.test(year) ? year : undefined,
  status: oneOf(['inForce', 'future', 'removed'], status),
  q: part.trim() || undefined,
  sort: 'register',
});

/** Every title that fits the filter, for a file. */
async function wholeTable(filter: CertificatesFilter, asOf: string) {
  const list = await allPages(async (offset, limit) => {
    const { certificates, total } = await fetchCertificates({ ...filter, offset, limit });
    return { rows: certificates, total };
  });
  const table = registerTable(list.rows, asOf);
  const part = partWords(list);
  return part === null ? table : { ...table, sources: [...table.sources, part] };
}

interface FiltersProps extends Pick<TabProps, 'pace' | 'search' | 'onSearch'> {
  years: readonly number[];
  part: string;
  onPart: (part: string) => void;
}

type FilterKey = 'column' | 'unit' | 'year' | 'status';

function Filters({ pace, search, onSearch, years, part, onPart }: FiltersProps) {
  const bind = (key: FilterKey, label: string) => ({
    className: 'field',
    'aria-label': label,
    value: search[key] ?? '',
    onChange: (event: { target: { value: string } }) => {
      const { [key]: _, ...rest } = search;
      const { value } = event.target;
      onSearch(value === '' ? rest : { ...rest, [key]: value });
    },
  });
  return (
    <search className={`${styles.filters} noPrint`}>
      <select {...bind('column', '类别')}>
        <option value="">全部类别</option>
        <TitleOptions />
      </select>
      <select {...bind('unit', '统计所属单位')}>
        <option value="">全部县（市、区）</option>
        <UnitOptions pace={pace} />
      </select>
      <select {...bind('year', '名单年度')}>
        <option value="">全部年度</option>
        {years.map((year) => (
          <option key={year} value={year}>
            {year}年名单
          </option>
        ))}
      </select>
      <select {...bind('status', '状态')}>
        <option value="">全部状态</option>
        <option value="inForce">{STATUS_WORDS.inForce}</option>
        <option value="removed">{STATUS_WORDS.removed}</option>
      </select>
      <input
        className="field"
        type="search"
        aria-label="查找名称、信用代码或文号"
        placeholder="名称、信用代码、文号"
        value={part}
        onChange={(event) => onPart(event.target.value)}
      />
    </search>
  );
}

function Line({ entry, onOpen }: { entry: Certificate; onOpen: () => void }) {
  const codes = [
    entry.creditCode,
    entry.formerNames.length > 0 ? `曾用名${entry.formerNames.join('、')}` : null,
    entry.files !== null && entry.files.length > 0 ? `佐证${entry.files.length}份` : null,
  ].filter((text) => text !== null);
  const document = entry.batchDocument ? `，${entry.batchDocument}` : '';
  return (
    <tr className={entry.status === 'removed' ? styles.removed : undefined}>
      <th scope="row">
        <button type="button" className={styles.holder} onClick={onOpen}>
          {entry.holder}
        </button>
        <small className={styles.narrow}>
          {certificateColumn(entry.column).label} · {entry.unitName}
        </small>
        {codes.length > 0 ? <small>{codes.join(' · ')}</small> : null}
      </th>
      <td className={styles.wide}>{certificateColumn(entry.column).label}</td>
      <td className={styles.wide}>{entry.unitName}</td>
      <td>
        {entry.listYear}年
        <small>
          <span className={styles.date}>{formatFullDate(entry.publishedOn)}</span>
          {document}
        </small>
      </td>
      <td>
        <span className={styles.date}>{STATUS_WORDS[entry.status]}</span>
        {entry.removedOn === null ? null : <small>{formatFullDate(entry.removedOn)}</small>}
      </td>
    </tr>
  );
}

function Lines({ entries, onOpen }: { entries: Certificate[]; onOpen: (entry: Certificate) => void }) {
  if (entries.length === 0) return <Empty title="没有符合条件的称号" next="请放宽筛选条件。" />;
  return (
    <section className={`${styles.scroll} sideways`} aria-label="称号名单">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">企业或园区</th>
            <th scope="col" className={styles.wide}>
              称号
            </th>
            <th scope="col" className={styles.wide}>
              统计所属
            </th>
            <th scope="col">名单</th>
            <th scope="col">状态</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Line key={entry.id} entry={entry} onOpen={() => onOpen(entry)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RegisterProps extends TabProps {
  reply: CertificateListReply;
  filter: CertificatesFilter;
  offset: number;
  isPending: boolean;
  onOffset: (offset: number) => void;
  part: string;
  onPart: (part: string) => void;
}

function Register({ reply, filter, pace, search, mayWrite, onSearch, ...rest }: RegisterProps) {
  const { offset, isPending, onOffset, part, onPart } = rest;
  const queryClient = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [importing, setImporting] = useState(false);
  const [openId, setOpenId] = useState<number | null>(null);
  const entries = reply.certificates;
  const open = entries.find(({ id }) => id === openId);
  return (
    <>
      {importing ? (
        <SheetImport
          plan={TITLE_IMPORT}
          onWritten={() => void refreshRoster(queryClient)}
          onClose={() => setImporting(false)}
        />
      ) : null}
      <Card
        title={registerFinding(reply)}
        note="只列已逐一登记名称的称号；2024年底存量中未登记名称的不在此列。选择一个查看详情、佐证材料。"
        actions={
          <span className={`${styles.actions} noPrint`}>
            {mayWrite ? (
              <>
                <button type="button" className="button primary" onClick={() => setAdding(true)}>
                  新增称号
                </button>
                {importing ? null : (
                  <button type="button" className="button" onClick={() => setImporting(true)}>
                    从表格导入
                  </button>
                )}
              </>
            ) : null}
            <ExportButton table={() => wholeTable(filter, pace.asOf)} />
          </span>
        }
      >
        <Filters
          pace={pace}
          search={search}
          onSearch={onSearch}
          years={reply.years}
          part={part}
          onPart={onPart}
        />
        <Lines entries={entries} onOpen={(entry) => setOpenId(entry.id)} />
        <Pager {...{ offset, isPending, onOffset }} total={reply.total} measure="个" />
      </Card>
      {adding ? <AddCertificateForm pace={pace} chosen={search} onClose={() => setAdding(false)} /> : null}
      {open ? (
        <CertificateDialog
          pace={pace}
          certificate={open}
          mayWrite={mayWrite}
          onClose={() => setOpenId(null)}
        />
      ) : null}
    </>
  );
}

/** The register of titles (称号名单): every named certificate, to be searched, corrected, imported and saved. */
export function RegisterTab(props: TabProps) {
  const [part, onPart] = useState('');
  const filter = filterOf(props.search, part);
  const [offset, onOffset] = useOffset(JSON.stringify(filter));
  const query = useQuery({
    ...certificatesQuery({ ...filter, limit: PAGE_SIZE, offset }),
    placeholderData: (before) => before,
  });
  return (
    <QueryView query={query} height={480}>
      {(reply) => (
        <Register
          {...{ reply, filter, offset, onOffset, part, onPart }}
          isPending={query.isPlaceholderData}
          {...props}
        />
      )}
    </QueryView>
  );
}
