const WORDS = '舍入内可能翻转';

/** What the mark means, for the notes of cards that show it. */
export const FLIP_NOTE = `※ ${WORDS}：数据四舍五入，预警等级临界。`;

/** '（舍入内可能翻转）' behind a grade in titles and tables; '' where the grade is safe. */
export function flipText({ mayFlip }: { mayFlip: boolean }): string {
  return mayFlip ? `（${WORDS}）` : '';
}

/** ※ beside a lamp that another rounding of the inputs could change (舍入内可能翻转); nothing where the lamp is safe. */
export function FlipMark({ unit }: { unit: { mayFlip: boolean } }) {
  if (!unit.mayFlip) return null;
  return (
    <span role="img" aria-label={WORDS} title={WORDS}>
      ※
    </span>
  );
}
