import type { BulletinReply } from '../../server/bulletins/schema.ts';
import { formatDateTime, formatFullDateTime } from '../format.ts';
import { Card } from '../ui/card.tsx';
import styles from './bulletin.module.css';
import { EVENT_WORDS, shortHash } from './bulletin-shape.ts';

function Revised({ bulletin }: { bulletin: BulletinReply }) {
  const { revisedSince } = bulletin;
  return (
    <Card
      title={revisedSince.length === 0 ? '取数以来没有修订' : `取数以来已有修订${revisedSince.length}处`}
      note={revisedSince.length === 0 ? undefined : '通报保持取数时的数；这里列出与现在已公布数的差别。'}
    >
      {revisedSince.length === 0 ? (
        <p className="muted small">通报所列数与现在已公布数一致。</p>
      ) : (
        <ul className={styles.revised}>
          {revisedSince.map(({ unitCode, unit, label, before, after }) => (
            <li key={`${unitCode}${label}`}>
              <b>{unit}</b> {label}：{before} → {after}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Snapshot({ bulletin }: { bulletin: BulletinReply }) {
  const { snapshot, takenAt, snapshotHash } = bulletin;
  return (
    <Card title="数据快照">
      <dl className={styles.facts}>
        <div>
          <dt>取数时间</dt>
          <dd>{formatFullDateTime(takenAt)}</dd>
        </div>
        <div>
          <dt>统计期</dt>
          <dd>{snapshot.label}</dd>
        </div>
        <div>
          <dt>分级规则</dt>
          <dd>{snapshot.ruleSet.name}</dd>
        </div>
        <div>
          <dt>校验值</dt>
          <dd title={snapshotHash}>
            {shortHash(snapshotHash)}…<span className="visuallyHidden">{snapshotHash}</span>
          </dd>
        </div>
      </dl>
    </Card>
  );
}

/** What was revised since, what the bulletin stands on, and what happened to it. */
export function SidePanel({ bulletin }: { bulletin: BulletinReply }) {
  return (
    <aside className={styles.side} aria-label="数据与办理">
      <Revised bulletin={bulletin} />
      <Snapshot bulletin={bulletin} />
      <Card title="办理经过">
        <ol className={styles.events}>
          {bulletin.events.map(({ step, at, by, note }) => (
            <li key={`${at}${step}`}>
              <b>{EVENT_WORDS[step]}</b> {by}
              <time dateTime={at}>{formatDateTime(at)}</time>
              {note === null ? null : <p>{note}</p>}
            </li>
          ))}
        </ol>
      </Card>
    </aside>
  );
}
