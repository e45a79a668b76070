import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import type { WorkbookReply } from '../../server/sheets/schema.ts';
import { readSpreadsheet, reportTemplateUrl } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { reportsQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { Card } from '../ui/card.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import styles from './import-panel.module.css';
import { ImportPreview } from './import-preview.tsx';
import { keysFor, linesOf, mappingOf, type SheetMapping } from './import-shape.ts';
import { MappingFields } from './mapping-fields.tsx';

interface ImportPanelProps {
  detail: ReportDetail;
  /** drafts were saved */
  onImported: () => void;
}

interface Chosen {
  name: string;
  workbook: WorkbookReply;
}

/** 从表格导入: template, an officer's own file, columns, a verdict on every row, then the drafts. */
export function ImportPanel({ detail, onImported }: ImportPanelProps) {
  const { user } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    setBusy(true);
    setFailure(null);
    setChosen(null);
    try {
      setChosen({ name: file.name, workbook: await readSpreadsheet(file) });
    } catch (error) {
      setFailure(error instanceof ApiError ? error.message : '文件没有读出来，请重试。');
    } finally {
      setBusy(false);
      // the same file, mended, can be chosen again
      if (input.current) input.current.value = '';
    }
  };

  return (
    <Card
      title="从表格导入"
      note="支持 .xlsx、.xls 和 .csv（Excel、WPS、LibreOffice 均可），不超过5 MB。导入只存为草稿，不会自动提交。"
    >
      <div className={styles.start}>
        <a className="button" href={reportTemplateUrl(detail.period, detail.unitCode)} download>
          下载模板
        </a>
        {user.units.length > 1 ? (
          <a className="button" href={reportTemplateUrl(detail.period, 'all')} download>
            下载所管{user.units.length}个单位的模板
          </a>
        ) : null}
        <label className={`button ${styles.file}`}>
          选择文件
          <input
            ref={input}
            className="visuallyHidden"
            type="file"
            accept=".xlsx,.xls,.csv"
            disabled={busy}
            onChange={(event) => void read(event.target.files?.[0])}
          />
        </label>
      </div>
      <div role="status">
        {busy ? <p>正在读取…</p> : null}
        {failure ? <p className={styles.failure}>{failure}</p> : null}
      </div>
      {chosen ? (
        <ChosenFile key={chosen.name} detail={detail} chosen={chosen} onImported={onImported} />
      ) : null}
    </Card>
  );
}

/** Sheet, headings and columns of the file, and what they give. */
function ChosenFile({
  detail,
  chosen,
  onImported,
}: {
  detail: ReportDetail;
  chosen: Chosen;
  onImported: () => void;
}) {
  const { user } = useSession();
  const versions = useQuery({ ...reportsQuery(detail.period), staleTime: 0 });
  const sheets = chosen.workbook.sheets.filter((sheet) => !sheet.hidden && sheet.rows.length > 0);
  const keys = keysFor(detail.plan.dueFields);
  const best = sheets.findIndex((sheet) => mappingOf(sheet.rows, keys).headerRow !== null);
  const [at, setAt] = useState(Math.max(0, best));
  const sheet = sheets[at];
  const [mapping, setMapping] = useState<SheetMapping>(() => mappingOf(sheet?.rows ?? [], keys));
  if (sheet === undefined) return <p className={styles.failure}>“{chosen.name}”里没有可读的内容。</p>;
  if (versions.isError) return <Failed error={versions.error} onRetry={() => void versions.refetch()} />;
  if (versions.data === undefined) return <Loading height={120} />;

  const own = user.units.length > 0 ? user.units : [{ code: detail.unitCode, name: detail.unitName }];
  const { lines, left } = linesOf(sheet.rows, mapping, own);
  const versionOf = (unitCode: string) =>
    versions.data.reports.find((report) => report.unitCode === unitCode)?.version ?? 0;

  return (
    <div className={styles.chosen}>
      <p>
        已读取<b>{chosen.name}</b>
        {sheets.length > 1 ? (
          <label className={styles.sheet}>
            工作表{' '}
            <select
              className="field"
              value={at}
              onChange={(event) => {
                const next = Number(event.target.value);
                setAt(next);
                setMapping(mappingOf(sheets[next]?.rows ?? [], keys));
              }}
            >
              {sheets.map((one, index) => (
                <option key={one.name} value={index}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </p>
      {chosen.workbook.notes.map((note) => (
        <p key={`${note.code} ${note.sheet ?? ''}`} className={styles.note}>
          ○ {note.message}
        </p>
      ))}
      <MappingFields rows={sheet.rows} keys={keys} mapping={mapping} onChange={setMapping} />
      <ImportPreview
        period={detail.period}
        fileName={chosen.name}
        lines={lines}
        left={left}
        versionOf={versionOf}
        onImported={onImported}
      />
    </div>
  );
}
