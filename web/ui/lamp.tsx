import type { Lamp as LampColour } from '../../server/rules/grading.ts';
import styles from './lamp.module.css';

const GRADES: Record<LampColour, string> = { green: '三级', yellow: '二级', red: '一级', none: '—' };
const MEANINGS: Record<LampColour, string> = {
  green: '三级，进展基本顺利',
  yellow: '二级，形势比较严峻',
  red: '一级，形势十分严峻',
  none: '无预警等级',
};

/** The grade in words (预警等级): 三级 / 二级 / 一级 / —. Kept here so that pages need not load the rules' arithmetic. */
export function lampWord(lamp: LampColour): string {
  return GRADES[lamp];
}

function Shape({ lamp }: { lamp: LampColour }) {
  if (lamp === 'green') return <circle cx="6" cy="6" r="5" fill="currentColor" />;
  if (lamp === 'yellow') return <path d="M6 .8 11.6 10.8H.4Z" fill="currentColor" />;
  if (lamp === 'red') return <rect x="1.2" y="1.2" width="9.6" height="9.6" fill="currentColor" />;
  return (
    <>
      <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M2.6 7.6 7.6 2.6M4.6 9.4 9.4 4.6" stroke="currentColor" strokeWidth="1" />
    </>
  );
}

/** The shape alone (● ▲ ■ ○), for dense tables; `label` replaces the spoken grade, '' where the word stands beside it. */
export function LampMark({ lamp, label = MEANINGS[lamp] }: { lamp: LampColour; label?: string }) {
  const className = `${styles.mark} ${styles[lamp]}`;
  if (label === '') {
    return (
      <svg className={className} viewBox="0 0 12 12" aria-hidden="true">
        <Shape lamp={lamp} />
      </svg>
    );
  }
  return (
    <svg className={className} viewBox="0 0 12 12" role="img" aria-label={label}>
      <Shape lamp={lamp} />
    </svg>
  );
}

/** Badge: colour, shape and word. `word` replaces the grade where there is none, e.g. 未报. */
export function Lamp({ lamp, word }: { lamp: LampColour; word?: string }) {
  return (
    <span className={`${styles.badge} ${styles[lamp]}`} title={MEANINGS[lamp]}>
      <svg className={styles.mark} viewBox="0 0 12 12" aria-hidden="true">
        <Shape lamp={lamp} />
      </svg>
      {word ?? GRADES[lamp]}
    </span>
  );
}
