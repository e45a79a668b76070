import type { NeedDetail } from '../../../server/needs/schema.ts';
import { NEED_KIND_LABELS } from '../../../server/rules/need-steps.ts';
import { useSession } from '../../app/session.ts';
import { formatFullDate } from '../../format.ts';
import styles from './need-notice.module.css';
import { priceWord } from './words.ts';

/**
 * The need as a one-page notice (需求公告), as it is printed and handed out: what was published and nothing else —
 * no answers, prices, persons, credit code or energy of the firm.
 */
export function NeedNotice({ need }: { need: NeedDetail }) {
  const { demo } = useSession();
  return (
    <article className={styles.notice} aria-label="需求公告">
      <p className={styles.number}>
        供需对接第{need.id}号{demo ? '（演示数据）' : ''}
        {need.stage === 'closed' ? <b>　已关闭</b> : null}
      </p>
      <h3>绿色低碳改造{NEED_KIND_LABELS[need.kind]}需求公告</h3>
      <dl>
        <dt>需求名称</dt>
        <dd>{need.title}</dd>
        <dt>需求企业</dt>
        <dd>
          {need.firmName}（{need.unitName}）
        </dd>
        <dt>预算</dt>
        <dd>{priceWord(need.budgetFen)}</dd>
        <dt>需求内容</dt>
        <dd className={styles.content}>{need.content}</dd>
        <dt>应答截止</dt>
        <dd>{formatFullDate(need.answerBy)}</dd>
        <dt>应答方式</dt>
        <dd>
          请将应答内容、报价于截止日前送九江市工业和信息化局，由市工业和信息化局统一登记。每家服务商应答一次。
        </dd>
      </dl>
      <p className={styles.issued}>{formatFullDate(need.publishedOn)}发布</p>
    </article>
  );
}
