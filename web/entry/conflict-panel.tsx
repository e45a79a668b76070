import { FIGURE_FIELDS, FIGURE_SPECS, type Figures } from '../../server/rules/figures.ts';
import { formatDateTime, MISSING, minus } from '../format.ts';
import { Card } from '../ui/card.tsx';
import type { DraftConflict } from './draft-keeper.ts';
import styles from './entry.module.css';
import { scopeWords } from './scope-fields.tsx';

interface ConflictPanelProps {
  conflict: DraftConflict;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

const STATUS_WORDS = {
  draft: '草稿',
  signing: '待签核',
  submitted: '已提交',
  approved: '已审核通过',
  returned: '已退回',
} as const;

/** Two versions of one report side by side; nothing is lost before a person has chosen. */
export function ConflictPanel({ conflict, onTakeTheirs, onKeepMine }: ConflictPanelProps) {
  const { mine, theirs, detail } = conflict;
  const last = detail.revisions.at(-1);
  const savedAt = detail.draftSavedAt ?? last?.submittedAt ?? null;
  const status = detail.status === null ? '草稿' : STATUS_WORDS[detail.status];
  const rows = rowsOf(mine, theirs);
  return (
    <Card title="服务器上的内容已被更新，请选择保留哪一个版本">
      <div className={styles.conflict} role="alert">
        <p>
          您填写期间，这份报表在别处被修改（{status}，{formatDateTime(savedAt)}
          {detail.draft === null && last ? `，${last.submittedBy}` : ''}）。两个版本都还在，选择后才会改变。
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">服务器上的版本</th>
              <th scope="col">我填的</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label} className={row.mine === row.theirs ? undefined : styles.differs}>
                <th scope="row">{row.label}</th>
                <td>{row.theirs}</td>
                <td>{row.mine}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className={styles.choose}>
          <button type="button" className="button" onClick={onTakeTheirs}>
            用服务器上的版本
          </button>
          <button type="button" className="button primary" onClick={onKeepMine}>
            用我填的
          </button>
        </div>
      </div>
    </Card>
  );
}

interface Row {
  label: string;
  mine: string;
  theirs: string;
}

function rowsOf(mine: Figures, theirs: Figures): Row[] {
  const numbers = FIGURE_FIELDS.map((field) => ({
    label: `${FIGURE_SPECS[field].label}（${FIGURE_SPECS[field].unit}）`,
    mine: minus(mine[field] ?? MISSING),
    theirs: minus(theirs[field] ?? MISSING),
  }));
  return [
    ...numbers,
    { label: '口径', mine: scopeWords(mine), theirs: scopeWords(theirs) },
    { label: '说明', mine: mine.note || MISSING, theirs: theirs.note || MISSING },
  ];
}
