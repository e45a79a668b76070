import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import type { ReportDetail, ReportMessage } from '../../server/reports/schema.ts';
import { sendReportMessage } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { reportMessagesQuery } from '../api/queries.ts';
import { formatDateTime } from '../format.ts';
import { Card } from '../ui/card.tsx';
import styles from './conversation.module.css';

const KIND_WORDS: Readonly<Record<Exclude<ReportMessage['kind'], 'message'>, string>> = {
  submitted: '报送',
  signOffAsked: '提交签核',
  signOffDeclined: '签核退回修改',
  withdrawn: '撤回修改',
  approved: '审核通过',
  returned: '退回',
  reopened: '重新打开，更正数据',
  released: '公布',
};

/** What was written about the report and what happened in between; a line to the other side. */
export function Conversation({ detail }: { detail: ReportDetail }) {
  const { unitCode, period } = detail;
  const { data } = useQuery({
    ...reportMessagesQuery(unitCode, period),
    initialData: { messages: detail.messages },
    staleTime: 0,
  });
  const { messages } = data;
  const asked = detail.isCity ? '本报表' : '市工信局与填报单位';
  return (
    <Card title="沟通与办理" note={`留言只有${asked}可见，不随数据公布。`}>
      {messages.length === 0 ? <p className={styles.empty}>还没有留言和办理记录。</p> : null}
      <ol className={styles.lines}>
        {messages.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ol>
      <Compose unit={unitCode} period={period} toBureau={detail.mayWrite && !detail.isCity} />
    </Card>
  );
}

function Line({ line }: { line: ReportMessage }) {
  const head = (
    <span className={styles.who}>
      {line.by} <time dateTime={line.at}>{formatDateTime(line.at)}</time>
    </span>
  );
  if (line.kind === 'message') {
    return (
      <li className={line.role === 'bureau' ? `${styles.message} ${styles.bureau}` : styles.message}>
        {head}
        <p>{line.text}</p>
      </li>
    );
  }
  return (
    <li className={styles.event}>
      {head}{' '}
      <b>
        {line.revision !== null && line.kind !== 'signOffAsked' ? `第${line.revision}稿` : ''}
        {KIND_WORDS[line.kind]}
      </b>
      {line.text ? `：${line.text}` : ''}
    </li>
  );
}

function Compose({ unit, period, toBureau }: { unit: string; period: string; toBureau: boolean }) {
  const id = useId();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const send = async () => {
    if (busy || text.trim() === '') return;
    setBusy(true);
    setFailure(null);
    try {
      const reply = await sendReportMessage(unit, period, text.trim());
      queries.setQueryData(reportMessagesQuery(unit, period).queryKey, reply);
      setText('');
      void queries.invalidateQueries({ queryKey: ['reminders'] });
    } catch (error) {
      setFailure(error instanceof ApiError ? error.message : '留言没有发出，请重试。');
    } finally {
      setBusy(false);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };

  return (
    <form
      className={styles.compose}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label htmlFor={id}>{toBureau ? '给市工信局留言' : '留言'}</label>
      <textarea
        id={id}
        rows={2}
        maxLength={1000}
        value={text}
        aria-describedby={`${id}-said`}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
      />
      <div className={styles.send}>
        <p id={`${id}-said`} role="status" className={styles.failure}>
          {failure}
        </p>
        <button type="submit" className="button" disabled={busy || text.trim() === ''}>
          {busy ? '正在发送…' : '发送'}
        </button>
      </div>
    </form>
  );
}
