/** Signs that show nothing and yet are no space: zero-width ones, marks of direction, fillers, selectors of variants. */
const INVISIBLE = /\p{Cf}|\p{Default_Ignorable_Code_Point}|\u2800/gu;
/** Line breaks, tabs and other control characters, with the spaces about them. */
const BROKEN = /\s*[\p{Cc}\p{Zl}\p{Zp}]+[\s\p{Cc}]*/gu;

/**
 * A name as it is kept, of a firm, project or need: without invisible signs, on one line, without spaces at its ends. A
 * break between Chinese characters goes, any other becomes one space. Empty where nothing can be seen.
 */
export function cleanName(text: string): string {
  const visible = text.replace(INVISIBLE, '').trim();
  return visible.replace(BROKEN, (_found, at: number, all: string) => {
    const after = all.slice(at).replace(/^[\s\p{Cc}]+/u, '');
    return /[\p{sc=Han}\p{P}]$/u.test(all.slice(0, at)) || /^[\p{sc=Han}\p{P}]/u.test(after) ? '' : ' ';
  });
}
