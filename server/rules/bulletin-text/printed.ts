import { numeral } from './words.ts';

/**
 * The paragraphs that go on paper: an empty one is left out, a section without text loses its heading too, and the
 * headings that are left are numbered on.
 */
export function printedParagraphs<T extends { heading: string | null; text: string }>(
  paragraphs: readonly T[],
): T[] {
  let pending: string | null = null;
  let sections = 0;
  return paragraphs.flatMap((paragraph) => {
    pending = paragraph.heading ?? pending;
    if (paragraph.text.trim() === '') return [];
    const heading = pending?.replace(/^.+?、/, () => `${numeral(++sections)}、`) ?? null;
    pending = null;
    return [{ ...paragraph, heading }];
  });
}
