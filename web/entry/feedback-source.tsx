import type { ReportFeedback } from '../../server/reports/schema.ts';
import { formatFullDate } from '../format.ts';
import styles from './feedback-source.module.css';
import { scopeWords } from './scope-words.ts';

/** Where the fed-back figures come from: document, its date, when the bureau entered it, scope. */
export function FeedbackSource({ feedback }: { feedback: ReportFeedback }) {
  return (
    <dl className={styles.source} aria-label="统计反馈数来源">
      <div>
        <dt>来源</dt>
        <dd>
          <b>{feedback.document}</b>，{formatFullDate(feedback.documentDate)}
        </dd>
      </div>
      <div>
        <dt>口径</dt>
        <dd>{scopeWords({ ...feedback, source: 'statistics' })}</dd>
      </div>
      <div>
        <dt>录入</dt>
        <dd>市工信局 {formatFullDate(feedback.enteredOn)}</dd>
      </div>
    </dl>
  );
}
