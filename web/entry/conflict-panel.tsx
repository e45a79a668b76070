import { useState } from 'react';
import type { Figures } from '../../server/rules/figures.ts';
import { formatDateTime } from '../format.ts';
import { Card } from '../ui/card.tsx';
import styles from './conflict-panel.module.css';
import { type ConflictKey, type ConflictRow, conflictRows, mergedFigures } from './conflict-shape.ts';
import type { DraftConflict } from './draft-keeper.ts';

interface ConflictPanelProps {
  conflict: DraftConflict;
  onTakeTheirs: () => void;
  /** saves these figures over the server's version */
  onKeep: (figures: Figures) => void;
}

const STATUS_WORDS = {
  draft: '草稿',
  signing: '待签核',
  submitted: '已提交',
  approved: '已审核通过',
  returned: '已退回',
} as const;

/** Two versions of one report side by side; nothing is lost before a person has chosen. */
export function ConflictPanel({ conflict, onTakeTheirs, onKeep }: ConflictPanelProps) {
  const { mine, theirs } = conflict;
  const rows = conflictRows(mine, theirs);
  const [fromTheirs, setFromTheirs] = useState<ReadonlySet<ConflictKey>>(new Set());
  const choose = (key: ConflictKey, takesTheirs: boolean) =>
    setFromTheirs((before) => {
      const next = new Set(before);
      if (takesTheirs) next.add(key);
      else next.delete(key);
      return next;
    });
  return (
    <Card title="服务器上的内容已被更新，请选择保留哪一个版本">
      <div className={styles.conflict} role="alert">
        <p>
          您填写期间，这份报表在别处被修改（{whoAndWhen(conflict)}
          ）。两个版本都还在，选择后才会改变；不同的行可以逐项选择。
        </p>
      </div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">对方的</th>
              <th scope="col">我的</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.key} row={row} takesTheirs={fromTheirs.has(row.key)} onChoose={choose} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.choose}>
        <button type="button" className="button" onClick={onTakeTheirs}>
          采用对方版本
        </button>
        <button type="button" className="button" onClick={() => onKeep(mine)}>
          保留我的版本
        </button>
        <button
          type="button"
          className="button primary"
          onClick={() => onKeep(mergedFigures(mine, theirs, fromTheirs))}
        >
          按逐项选择保存
        </button>
      </div>
    </Card>
  );
}

function Line({
  row,
  takesTheirs,
  onChoose,
}: {
  row: ConflictRow;
  takesTheirs: boolean;
  onChoose: (key: ConflictKey, takesTheirs: boolean) => void;
}) {
  if (!row.differs) {
    return (
      <tr>
        <th scope="row">{row.label}</th>
        <td>{row.theirs}</td>
        <td>{row.mine}</td>
      </tr>
    );
  }
  const option = (text: string, isTheirs: boolean) => (
    <td>
      <label className={styles.option}>
        <input
          type="radio"
          name={`conflict-${row.key}`}
          checked={takesTheirs === isTheirs}
          onChange={() => onChoose(row.key, isTheirs)}
        />
        <span>
          <span className="visuallyHidden">
            {row.label}，{isTheirs ? '对方的' : '我的'}：
          </span>
          {text}
        </span>
      </label>
    </td>
  );
  return (
    <tr className={styles.differs}>
      <th scope="row">{row.label}</th>
      {option(row.theirs, true)}
      {option(row.mine, false)}
    </tr>
  );
}

/** '草稿，濂溪区填报员，11月21日 15:42'. */
function whoAndWhen({ detail }: DraftConflict): string {
  const last = detail.revisions.at(-1);
  const isDraft = detail.draft !== null;
  const by = isDraft ? detail.draftBy : (last?.submittedBy ?? null);
  const at = isDraft ? detail.draftSavedAt : (last?.submittedAt ?? null);
  const status = detail.status === null ? '草稿' : STATUS_WORDS[detail.status];
  return [status, by, formatDateTime(at)].filter(Boolean).join('，');
}
