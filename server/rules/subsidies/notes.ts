import { type AwardInLaw, dateFactOf } from './catalogue.ts';
import type { AwardResult, Policy, ResultNote } from './model.ts';
import { READINGS, type ReadingChoices, type ReadingId, readingNote } from './readings.ts';
import { statusWords } from './validity.ts';
import { type FactName, type Facts, factLabel } from './vocabulary.ts';

/**
 * What stands beside a result: that it is a comparison, how an unprinted amount is decided, duties and risks, a date
 * not yet known, the open readings it rests on, and the rule on the money.
 * @param facts those of the result
 * @param under the same award under other readings: tells which of them decide this very result
 */
export function notesOf(
  entry: AwardInLaw,
  result: AwardResult,
  facts: Facts,
  readings: ReadingChoices,
  under: (choices: ReadingChoices) => AwardResult,
): ResultNote[] {
  const { policy, award } = entry;
  const notes: ResultNote[] = [];
  if (result.asIf) notes.push(note('asIf', asIfWords(policy, result.eventDate, readings)));
  if (award.amount.type === 'discretionary') notes.push(note('reference', award.amount.words));
  notes.push(...award.remarks.map(({ kind, words }) => note(kind, words)));
  const dateFact = dateFactOf(award);
  if (dateFact !== null && facts[dateFact] === undefined && !result.asIf && readings.eventDate === 'event') {
    notes.push(note('duty', assumedDateWords(dateFact, result.eventDate)));
  }
  for (const readingId of readingsOf(entry)) {
    const isOther = (choices: ReadingChoices) => differs(result, under(choices));
    const decisive = result.addressed && alternatives(readingId, readings).some(isOther);
    notes.push({ kind: 'reading', words: readingNote(readingId, readings), readingId, decisive });
  }
  if (policy.budget !== null) {
    const { words, clause } = policy.budget;
    notes.push(note('budget', `${words}（${policy.shortTitle} ${clause}），以审定为准。`));
  }
  return notes;
}

/** The day of assessment stands in for the date that must lie in force. */
function assumedDateWords(dateFact: FactName, date: string): string {
  return `未填报“${factLabel(dateFact)}”，暂以判定日期${date}判断政策是否有效，申报时须填报。`;
}

function note(kind: ResultNote['kind'], words: string): ResultNote {
  return { kind, words, readingId: null, decisive: false };
}

/** The same readings with one of them taken each other way. */
function alternatives(id: ReadingId, readings: ReadingChoices): ReadingChoices[] {
  return Object.keys(READINGS[id].options)
    .filter((option) => option !== readings[id])
    .map((option) => ({ ...readings, [id]: option }));
}

function differs(a: AwardResult, b: AwardResult): boolean {
  return a.outcome !== b.outcome || a.amountFen !== b.amountFen || a.automatic !== b.automatic;
}

function asIfWords(policy: Policy, eventDate: string, readings: ReadingChoices): string {
  const status = statusWords(policy, eventDate, readings);
  const where = `适用范围为${policy.jurisdiction}`;
  return `仅作对照，不计入合计：${status === '' ? where : `${status}，${where}`}。`;
}

/** The award's readings, those of its document's dates, and the event date where it has one of its own. */
function readingsOf({ policy, award }: AwardInLaw): readonly ReadingId[] {
  const { validFrom, validTo } = policy.dateReadings;
  const dated: ReadingId[] = award.dateBasis === 'assessment' ? [] : ['eventDate'];
  const edges = [validFrom, validTo].filter((id) => id !== undefined);
  const automatic: ReadingId[] = award.automatic ? ['automaticGrant'] : [];
  const general: ReadingId[] = policy.generalConditions.length > 0 ? ['changjiangGeneral'] : [];
  return [...new Set([...award.readings, ...automatic, ...general, ...dated, ...edges])];
}
