import type { UnitProgress } from '../../server/progress/schema.ts';

/** Where the reports of a period stood on a past day. */
export interface ReportingThenShape {
  title: string;
  /** units that had not finished, together by what was missing, those returned first */
  open: { words: string; names: string[] }[];
  /** names of the units whose figures had been approved */
  approved: string[];
}

type Status = UnitProgress['status'];

const GROUPS: readonly [words: string, short: string, statuses: readonly Status[]][] = [
  ['已退回', '退回', ['returned']],
  ['待审核', '待审核', ['submitted']],
  ['未报送', '未报', ['notReported', 'draft']],
  ['未公布', '未公布', ['unreleased']],
];

/** The reports as they stood, from the progress of that day; the city's own is listed but not counted. */
export function shapeReportingThen(units: readonly UnitProgress[], city: UnitProgress): ReportingThenShape {
  const counted = units.filter((unit) => unit.status !== 'noTarget');
  const approved = counted.filter((unit) => unit.status === 'approved');
  const counts = GROUPS.map(([, short, statuses]) => ({
    short,
    count: counted.filter((unit) => statuses.includes(unit.status)).length,
  }));
  const rest = counts.filter(({ count }) => count > 0).map(({ short, count }) => `${short}${count}个`);
  return {
    title: counted.every((unit) => unit.status === 'notDue')
      ? '报送：当时未到报送时间'
      : `报送：当时${[`已审${approved.length}/${counted.length}`, ...rest].join('，')}`,
    open: GROUPS.map(([words, , statuses]) => ({
      words,
      names: [...counted, city].filter((unit) => statuses.includes(unit.status)).map((unit) => unit.name),
    })).filter(({ names }) => names.length > 0),
    approved: approved.map((unit) => unit.name),
  };
}
