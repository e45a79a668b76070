import type { CertificateKey } from '../../server/rules/quota-columns.ts';
import type { AwardId } from '../../server/rules/subsidies/matters.ts';
import type { Facts } from '../../server/rules/subsidies/vocabulary.ts';
import { titleAward } from '../../server/rules/title-awards.ts';
import { demoFirmsOf, demoParkOf } from './beneficiaries.ts';
import { approved, type CaseGoal, on, settled } from './case-goals.ts';
import { type DemoCertificate, demoCertificates } from './roster.ts';

/** A title of any kind, the seven quota columns or another that 九江措施三 rewards. */
export type DemoTitle = Omit<DemoCertificate, 'column'> & { column: CertificateKey };

/** First day of 九江若干措施: a title recognised earlier opens no case. */
export const FIRST_DAY_IN_FORCE = '2025-06-30';

type GoalOf = (expectedWan: string) => CaseGoal;

/** A title's case: what it claims, who gets it, and where it is to stand. */
export interface TitleCase {
  title: DemoTitle;
  awardId: AwardId;
  facts: Facts;
  /** calendar days it lay before the county's first check */
  waitDays: number;
  /** given the expected amount in 万元 */
  goalOf: GoalOf;
}

const other = (
  column: CertificateKey,
  unitCode: string,
  holder: string,
  publishedOn: string,
  removedOn: string | null = null,
): DemoTitle => ({
  column,
  unitCode,
  holder,
  listYear: 2026,
  publishedOn,
  removedOn,
  removalReason: removedOn === null ? null : '产品停产，主管部门取消示范资格',
});

/** Titles outside the seven quota columns, all invented; one was removed after its case had been opened. */
export function demoOtherTitles(): readonly DemoTitle[] {
  return [
    other('greenDesignNational', '360429', demoFirmsOf('360429')[0] ?? '', '2026-06-26'),
    other('greenDesignProvincial', '360481', demoFirmsOf('360481')[1] ?? '', '2026-06-26', '2026-10-16'),
    other('zeroCarbonFactoryProvincial', 'JKQ', demoFirmsOf('JKQ')[0] ?? '', '2026-10-30'),
    other('zeroCarbonParkProvincial', '360482', demoParkOf('360482'), '2026-10-09'),
  ];
}

type Progress = { goalOf: GoalOf; waitDays: number };

const CLOSED: Progress = { goalOf: (wan) => settled(wan), waitDays: 1 };
const APPROVED: Progress = { goalOf: (wan) => approved(wan), waitDays: 2 };
const ENDED_NOTICE: Progress = { goalOf: () => on('publicNotice'), waitDays: 27 };
const RUNNING_NOTICE: Progress = { goalOf: () => on('publicNotice'), waitDays: 52 };
const waiting = (stage: CaseGoal['stage'], waitDays: number): Progress => ({
  goalOf: () => on(stage),
  waitDays,
});

/** Provincial factories of 2026 that are not merely approved, by unit and place on its list. */
const FACTORY_2026: Readonly<Record<string, Progress>> = {
  'JKQ 0': CLOSED,
  'JKQ 1': CLOSED,
  '360404 0': CLOSED,
  '360481 1': ENDED_NOTICE,
  '360481 2': ENDED_NOTICE,
  '360482 0': RUNNING_NOTICE,
  '360424 1': waiting('endorsed', 44),
  '360425 0': waiting('handled', 46),
  '360426 0': waiting('creditChecked', 48),
  '360428 0': waiting('countyChecked', 55),
};

const OTHERS_2026: Partial<Readonly<Record<CertificateKey, Progress>>> = {
  greenDesignNational: waiting('handled', 110),
  greenDesignProvincial: waiting('creditChecked', 80),
  zeroCarbonFactoryProvincial: waiting('opened', 0),
  zeroCarbonParkProvincial: { goalOf: () => on('publicNotice'), waitDays: 24 },
};

function progressOf(title: DemoTitle, place: number): Progress {
  const { column, unitCode, listYear } = title;
  if (listYear === 2025) return CLOSED;
  if (column === 'greenFactoryProvincial') return FACTORY_2026[`${unitCode} ${place}`] ?? APPROVED;
  if (column === 'greenSupplyChainProvincial' && unitCode === '360430') return waiting('opened', 0);
  return OTHERS_2026[column] ?? APPROVED;
}

/** The award a title stands for, and what it says to the rules module: without where, and who. */
function claimOf({ column, publishedOn }: DemoTitle): { awardId: AwardId; facts: Facts } {
  const { awardId, fact, level, firstTimeFact } = titleAward(column);
  const firstTime = firstTimeFact === null ? {} : { [firstTimeFact]: true };
  return { awardId, facts: { recognitionDate: publishedOn, [fact]: level, ...firstTime } };
}

/** The cases that titles opened by themselves, in the order of the lists. */
export function demoTitleCases(): readonly TitleCase[] {
  const titles: readonly DemoTitle[] = [...demoCertificates(), ...demoOtherTitles()];
  const places = new Map<string, number>();
  return titles
    .filter(({ publishedOn }) => publishedOn >= FIRST_DAY_IN_FORCE)
    .map((title) => {
      const list = `${title.unitCode} ${title.column} ${title.listYear}`;
      const place = places.get(list) ?? 0;
      places.set(list, place + 1);
      return { title, ...claimOf(title), ...progressOf(title, place) };
    });
}
