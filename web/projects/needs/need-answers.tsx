import type { NeedDetail, NeedOffer } from '../../../server/needs/schema.ts';
import { formatFullDate } from '../../format.ts';
import styles from './needs.module.css';
import { priceWord } from './words.ts';

interface AnswersProps {
  need: NeedDetail;
  onMatch: (offer: NeedOffer) => void;
}

function Answer({ offer, onMatch }: { offer: NeedOffer; onMatch: (() => void) | null }) {
  return (
    <li className={offer.chosen ? `${styles.answer} ${styles.chosenAnswer}` : styles.answer}>
      <h4>
        {offer.providerName}
        {offer.chosen ? <span className={`${styles.badge} ${styles.matched}`}>已对接</span> : null}
        {offer.selected ? null : <span className="tag">未在册</span>}
      </h4>
      <dl>
        <dt>报价</dt>
        <dd className={styles.price}>{offer.priceFen === null ? '未报价' : priceWord(offer.priceFen)}</dd>
        <dt>应答日期</dt>
        <dd>{formatFullDate(offer.on)}</dd>
        <dt>应答内容</dt>
        <dd className={styles.content}>{offer.content}</dd>
      </dl>
      <p className={styles.by}>{offer.recordedBy}登记</p>
      {onMatch === null ? null : (
        <button type="button" className="button" onClick={onMatch}>
          与其对接
        </button>
      )}
    </li>
  );
}

/** Answers (应答) side by side, to be compared. */
export function NeedAnswers({ need, onMatch }: AnswersProps) {
  const mayMatch = need.steps.includes('match');
  return (
    <section className={styles.section} aria-label="应答">
      <h3>{need.answers.length === 0 ? '尚无应答' : `应答${need.answers.length}家`}</h3>
      {need.answers.length === 0 ? (
        <p className="small">服务商的应答由市工信局登记后在此并列。</p>
      ) : (
        <ul className={styles.answers}>
          {need.answers.map((offer) => (
            <Answer key={offer.id} offer={offer} onMatch={mayMatch ? () => onMatch(offer) : null} />
          ))}
        </ul>
      )}
    </section>
  );
}
