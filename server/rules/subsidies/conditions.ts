import { Decimal } from '../../analytics/decimal.ts';
import type { Condition, EvaluationContext, Included, UnderReading } from './model.ts';
import type { ReadingChoices } from './readings.ts';
import {
  type ChoiceName,
  type ChoiceValue,
  type FlagName,
  factLabel,
  type NumericName,
} from './vocabulary.ts';

/** The fact must be true; its label is the wording. */
export function holds(fact: FlagName): Condition {
  return { id: fact, words: factLabel(fact), facts: [fact], test: ({ facts }) => facts[fact] === true };
}

/** The fact must be false. @param words what must hold, Chinese */
export function holdsNot(fact: FlagName, words: string): Condition {
  return { id: fact, words, facts: [fact], test: ({ facts }) => facts[fact] === false };
}

/** The fact must be one of the values. @param words what must hold, Chinese */
export function oneOf<N extends ChoiceName>(
  fact: N,
  values: readonly ChoiceValue<N>[],
  words: string,
): Condition {
  const permitted: readonly unknown[] = values;
  return { id: fact, words, facts: [fact], test: ({ facts }) => permitted.includes(facts[fact]) };
}

/** The number must reach `min`; whether `min` itself is enough is said by `included`. */
export function atLeast(fact: NumericName, min: string, included: Included, words: string): Condition {
  const test = ({ facts, readings }: EvaluationContext) => {
    const value = facts[fact];
    if (value === undefined) return false;
    return new Decimal(value).gt(min) || (new Decimal(value).eq(min) && isIncluded(included, readings));
  };
  return { id: fact, words, facts: [fact], test };
}

/** The same condition, existing only under one option of an open reading. */
export function under(option: UnderReading, condition: Condition): Condition {
  return { ...condition, under: option };
}

/** Whether an option of a reading is the one in use. */
export function isChosen(option: UnderReading, readings: ReadingChoices): boolean {
  return readings[option.reading] === option.when;
}

export function isIncluded(included: Included, readings: ReadingChoices): boolean {
  return typeof included === 'boolean' ? included : isChosen(included, readings);
}

/** “当年”: exists only under the reading that the claim must fall in the year of recognition. */
export const claimedInYearOfRecognition: Condition = under(
  { reading: 'currentYear', when: 'claimed' },
  {
    id: 'currentYear',
    words: '在认定当年申报',
    facts: [],
    test: ({ date, eventDate }) => date.slice(0, 4) === eventDate.slice(0, 4),
  },
);
