import type { WarningDetail } from '../../server/warnings/schema.ts';
import { useSession } from '../app/session.ts';
import { formatFullDate, formatFullDateTime } from '../format.ts';
import styles from './notice.module.css';

/** The notice as a document: number, title, text, issuer, date; what is printed. */
export function Notice({ detail }: { detail: WarningDetail }) {
  const { user } = useSession();
  const [title = '', ...paragraphs] = detail.body.split('\n').filter((line) => line.trim() !== '');
  const issuer = paragraphs.at(-1) ?? '';
  return (
    <article className={styles.notice} aria-label="预警通知">
      {detail.internal ? (
        <p className={styles.internal}>
          内部资料 · {user.displayName} · {formatFullDateTime(new Date().toISOString())}
        </p>
      ) : null}
      <p className={styles.number}>{detail.number ?? '（签发时编号）'}</p>
      <h3>{title}</h3>
      {paragraphs.slice(0, -1).map((text, index) => (
        <p key={text} className={index === 0 ? styles.addressee : undefined}>
          {text}
        </p>
      ))}
      <p className={styles.issuer}>{issuer}</p>
      <p className={styles.issuer}>
        {detail.issuedOn === null ? '（未签发）' : formatFullDate(detail.issuedOn)}
      </p>
    </article>
  );
}
