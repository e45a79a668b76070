import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { AuditVerdictReply } from '../../server/audit/schema.ts';
import { auditVerdictQuery } from '../api/queries.ts';
import { formatCount, formatFullDateTime } from '../format.ts';
import styles from './admin.module.css';
import { Changes } from './audit-table.tsx';
import { actionWord, changedFields, faultWords, headsWords, headWords, objectWords } from './shape-audit.ts';

/** Has the server walk the whole hash chain, and says what it found. */
export function Verify() {
  const verdict = useQuery(auditVerdictQuery);
  return (
    <>
      <Button type="primary" onClick={() => void verdict.refetch()} loading={verdict.isFetching}>
        校验
      </Button>
      <div className={styles.verdict} aria-live="polite">
        {verdict.isError ? <p className={styles.broken}>■ 没有校验成功，请重试。</p> : null}
        {verdict.data ? <Verdict verdict={verdict.data} /> : null}
      </div>
    </>
  );
}

function Verdict({ verdict }: { verdict: AuditVerdictReply }) {
  if (verdict.fault !== null) return <Broken verdict={verdict} />;
  if (verdict.heads.disagreeing.length > 0) return <Rewritten verdict={verdict} />;
  if (verdict.state === 'restored') return <Restored verdict={verdict} />;
  return (
    <p className={styles.intact}>
      ● 审计链完整：共{formatCount(verdict.rows)}条，逐条核对无改动{headsWords(verdict.heads)}。
      <small>最新一条的摘要 {verdict.headHash}</small>
    </p>
  );
}

/** The chain is whole, but a restore gave up rows whose heads were kept: somebody should know of that restore. */
function Restored({ verdict }: { verdict: AuditVerdictReply }) {
  return (
    <p className={styles.restored}>
      ▲ 审计链完整，但有记录因从备份恢复而舍弃：共{formatCount(verdict.rows)}条，逐条核对无改动
      {headsWords(verdict.heads)}。请与负责恢复的人核对这次恢复。
      <small>最新一条的摘要 {verdict.headHash}</small>
    </p>
  );
}

/** The chain is whole in itself, but is not the one whose heads were kept. */
function Rewritten({ verdict }: { verdict: AuditVerdictReply }) {
  return (
    <div className={styles.broken}>
      <p>
        ■ <b>审计链与留存的摘要不符：</b>
        链本身前后相连，但末尾被截去或整体重写过。请保留现场，从备份核对并查明原因。
      </p>
      <ul>
        {verdict.heads.disagreeing.map((head) => (
          <li key={`${head.source}${head.name ?? head.date}`}>{headWords(head)}</li>
        ))}
      </ul>
    </div>
  );
}

/** The first bad row, named and shown as it stands. */
function Broken({ verdict }: { verdict: AuditVerdictReply }) {
  const { firstBad: row } = verdict;
  return (
    <div className={styles.broken}>
      <p>
        ■ <b>审计链不完整：</b>
        {faultWords(verdict)}此前{formatCount(verdict.rows)}条核对无误。请保留现场，从备份核对并查明原因。
      </p>
      {row ? (
        <>
          <p>
            第{row.id}条现在的内容：{formatFullDateTime(row.at)}，{row.actorName}，{actionWord(row.action)}，
            {objectWords(row)}
          </p>
          {changedFields(row.before, row.after).length > 0 ? <Changes row={row} /> : null}
        </>
      ) : null}
    </div>
  );
}
