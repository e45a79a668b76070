import type { CSSProperties, ReactNode } from 'react';
import { useSession } from '../app/session.ts';
import { formatDateTime } from '../format.ts';
import styles from './page-head.module.css';

interface PageHeadProps {
  /** what the page is about: unit, period, source */
  eyebrow: ReactNode;
  /** the headline, in serif */
  title: ReactNode;
  /** lines of the headline to come, whose place is held while it is on its way; on a phone twice as many */
  linesToCome?: number | undefined;
  tags?: ReactNode;
  /** controls, hidden in print */
  actions?: ReactNode;
  /** the page shows figures that are not released: 内部资料 with user and time, on screen and in print */
  internal?: boolean;
}

/** Head of a page: eyebrow with tags, headline, controls. 演示数据 shows by itself in the demo. */
export function PageHead({ eyebrow, title, linesToCome, tags, actions, internal = false }: PageHeadProps) {
  const { user, demo } = useSession();
  return (
    <header className={styles.head}>
      <div className={styles.top}>
        <div className={styles.eyebrow}>
          <span>{eyebrow}</span>
          {internal ? (
            <span className="tag">
              内部资料 · {user.displayName} · {formatDateTime(new Date().toISOString())}
            </span>
          ) : null}
          {demo ? <span className="tag water">演示数据</span> : null}
          {tags}
        </div>
        {actions ? <div className={`${styles.actions} noPrint`}>{actions}</div> : null}
      </div>
      <h1
        className={linesToCome ? styles.held : undefined}
        style={{ '--lines': linesToCome } as CSSProperties}
      >
        {title}
      </h1>
    </header>
  );
}
