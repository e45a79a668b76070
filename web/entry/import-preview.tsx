import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportVerdict, ReportImport } from '../../server/reports/import-schema.ts';
import { importReports } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { ExportButton } from '../ui/export-button.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import styles from './import-panel.module.css';
import { type LeftLine, leftTable, type SheetLine, verdictWords } from './import-shape.ts';

interface ImportPreviewProps {
  period: string;
  fileName: string;
  lines: readonly SheetLine[];
  /** lines that cannot become a draft */
  left: readonly LeftLine[];
  versionOf: (unitCode: string) => number;
  onImported: () => void;
}

/** What would become of every row, before anything is written; all or chosen rows are then saved as drafts. */
export function ImportPreview(props: ImportPreviewProps) {
  const { fileName, lines } = props;
  const { check, chosen, notTaken, verdictOf, choose, busy, failure, done, run } = useImport(props);
  if (done !== null) {
    return (
      <div role="status" className={styles.done}>
        <p>
          ✓ 已把{done.join('、')}的数据存为草稿，请核对后提交。
          {notTaken.length > 0 ? `另有${notTaken.length}行未导入。` : ''}
        </p>
        <NotTaken fileName={fileName} lines={notTaken} open />
      </div>
    );
  }
  if (check.isError) return <Failed error={check.error} onRetry={() => void check.refetch()} />;
  if (lines.length > 0 && check.data === undefined) return <Loading height={120} />;
  return (
    <>
      {lines.length > 0 ? (
        <PreviewTable lines={lines} verdictOf={verdictOf} chosen={chosen} onChoose={choose} />
      ) : (
        <p className={styles.failure}>这张表里没有可导入的行，请检查表头和各列。</p>
      )}
      <NotTaken fileName={fileName} lines={notTaken} />
      <div className={styles.foot}>
        {failure ? (
          <p className={styles.failure} role="alert">
            {failure}
          </p>
        ) : null}
        <button
          type="button"
          className="button primary"
          disabled={busy || chosen.length === 0 || check.isPlaceholderData}
          onClick={() => void run()}
        >
          {busy ? '正在导入…' : `导入所选${chosen.length}行，存为草稿`}
        </button>
      </div>
    </>
  );
}

const isTakeable = (verdict: ImportVerdict | undefined) =>
  verdict?.verdict === 'new' || verdict?.verdict === 'changed';

/** The server's verdicts, the rows chosen, and saving them. */
function useImport({ period, lines, left, versionOf, onImported }: ImportPreviewProps) {
  const queries = useQueryClient();
  const rows: ReportImport['rows'] = lines.map((line) => ({
    unitCode: line.unitCode,
    version: versionOf(line.unitCode),
    figures: { ...line.figures, ...(line.note === null ? {} : { note: line.note }) },
  }));
  const check = useQuery({
    queryKey: ['reports', 'import', period, rows],
    queryFn: () => importReports({ period, rows, check: true }),
    enabled: rows.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [done, setDone] = useState<{ names: string[]; notTaken: LeftLine[] } | null>(null);

  const verdictOf = (line: SheetLine) => check.data?.rows.find((one) => one.unitCode === line.unitCode);
  const chosen = lines.filter((line) => isTakeable(verdictOf(line)) && !dropped.has(line.unitCode));
  const notChosen = lines
    .filter((line) => !chosen.includes(line))
    .map((line) => ({ row: line.row, content: line.unitName, reason: reasonOf(verdictOf(line)) }));
  const notTaken = [...left, ...notChosen].sort((a, b) => a.row - b.row);

  const choose = (line: SheetLine, taken: boolean) => {
    const next = new Set(dropped);
    if (taken) next.delete(line.unitCode);
    else next.add(line.unitCode);
    setDropped(next);
  };
  const run = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const codes = new Set(chosen.map(({ unitCode }) => unitCode));
      await importReports({ period, rows: rows.filter(({ unitCode }) => codes.has(unitCode)), check: false });
      // the lists on screen are those of this moment: afterwards the same rows would be "as in the draft"
      setDone({ names: chosen.map(({ unitName }) => unitName), notTaken });
      void queries.invalidateQueries({ queryKey: ['reports', 'list'] });
      onImported();
    } catch (error) {
      setFailure(error instanceof ApiError ? error.message : '没有导入，请重试。');
    } finally {
      setBusy(false);
    }
  };
  return {
    check,
    chosen,
    notTaken: done?.notTaken ?? notTaken,
    verdictOf,
    choose,
    busy,
    failure,
    done: done?.names ?? null,
    run,
  };
}

function reasonOf(verdict: ImportVerdict | undefined): string {
  if (verdict === undefined) return '没有核对结果';
  if (verdict.verdict === 'same') return '与现有草稿相同';
  return verdict.message ?? '未勾选';
}

function PreviewTable({
  lines,
  verdictOf,
  chosen,
  onChoose,
}: {
  lines: readonly SheetLine[];
  verdictOf: (line: SheetLine) => ImportVerdict | undefined;
  chosen: readonly SheetLine[];
  onChoose: (line: SheetLine, taken: boolean) => void;
}) {
  return (
    <div className={`${styles.scroll} sideways`}>
      <table className={styles.preview}>
        <thead>
          <tr>
            <th scope="col">导入</th>
            <th scope="col">行</th>
            <th scope="col">单位</th>
            <th scope="col">核对结果</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.row}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`导入${line.unitName}（第${line.row}行）`}
                  disabled={!isTakeable(verdictOf(line))}
                  checked={chosen.includes(line)}
                  onChange={(event) => onChoose(line, event.target.checked)}
                />
              </td>
              <td className="num">{line.row}</td>
              <th scope="row">{line.unitName}</th>
              <td>
                {verdictWords(verdictOf(line)).map(({ text, tone }) => (
                  <p key={text} className={styles[tone]}>
                    {text}
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The lines that were not taken, on screen and as a file. */
function NotTaken({
  fileName,
  lines,
  open = false,
}: {
  fileName: string;
  lines: readonly LeftLine[];
  open?: boolean;
}) {
  if (lines.length === 0) return null;
  return (
    <details className={styles.left} open={open}>
      <summary>{lines.length}行不导入</summary>
      <ul>
        {lines.map((line) => (
          <li key={line.row}>
            第{line.row}行 {line.content}：{line.reason}
          </li>
        ))}
      </ul>
      <ExportButton table={() => leftTable(fileName, lines)} />
    </details>
  );
}
