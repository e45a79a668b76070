import styles from './paste-notice.module.css';
import { takenWords } from './shape-paste.ts';
import type { Paste } from './use-paste.ts';

/** What a pasted block filled in and what it did not, with a way back. */
export function PasteNotice({ paste }: { paste: Paste }) {
  const { outcome } = paste;
  return (
    <div role="status" className={outcome === null ? 'visuallyHidden' : styles.notice}>
      {outcome === null ? null : (
        <>
          {outcome.taken.length > 0 ? (
            <p>
              已从剪贴板填入<b>{outcome.taken.length}项</b>：{takenWords(outcome.taken)}。请核对。
            </p>
          ) : (
            <p>剪贴板内容没有填入。</p>
          )}
          {outcome.left.length > 0 ? (
            <ul>
              {outcome.left.map((reason) => (
                <li key={reason}>未填入 {reason}</li>
              ))}
            </ul>
          ) : null}
          <p className={styles.choose}>
            {outcome.taken.length > 0 ? (
              <button type="button" className="linkButton" onClick={paste.undo}>
                撤销粘贴
              </button>
            ) : null}
            <button type="button" className="linkButton" onClick={paste.dismiss}>
              知道了
            </button>
          </p>
        </>
      )}
    </div>
  );
}
