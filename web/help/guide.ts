import type { Role } from '../../server/rules/permissions.ts';

/**
 * A one-page guide (使用帮助) for one role. Words of the screens stand between “ and ”: the page sets them off, and a test
 * looks for each of them in the code of the screens.
 */
export interface Guide {
  role: Role;
  /** what this person comes for, as the headline of the page */
  title: string;
  /** where to begin */
  lead: string;
  steps: readonly GuideStep[];
  questions: readonly Question[];
  contacts: readonly Contact[];
}

export interface GuideStep {
  title: string;
  lines: readonly string[];
  /** null where words are enough */
  picture: GuidePicture | null;
}

/** A picture of the real screen, made by test/support/guide-pictures.ts. */
export interface GuidePicture {
  /** name of the file in web/help/pictures, without its ending */
  name: string;
  /** what is to be seen, for those who do not see it */
  alt: string;
}

export interface Question {
  ask: string;
  answer: string;
}

/** Whom to ask about what. */
export interface Contact {
  matter: string;
  who: string;
}

/** A piece of a line: plain, or a word of the screens. */
export interface Piece {
  text: string;
  isScreenWord: boolean;
}

/** Splits a line at “ and ”; the marks stay with the word, as print needs them. */
export function pieces(line: string): Piece[] {
  return line
    .split(/(“[^”]*”)/)
    .filter((text) => text !== '')
    .map((text) => ({ text, isScreenWord: text.startsWith('“') }));
}
