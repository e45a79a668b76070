import type { TrajectoryReply, UnitProgress } from '../../server/progress/schema.ts';
import { formatNumber } from '../format.ts';
import { changeInWords } from './findings.ts';

interface IndexPoint {
  year: number;
  index: number;
}

/** One unit's course, index 2024 = 100. */
export interface ComparedCourse {
  code: string;
  name: string;
  /** closed years: solid */
  closed: IndexPoint[];
  /** from the last closed year over this year to the landing at the present pace: dotted (推算) */
  estimated: IndexPoint[];
  /** this unit's yearly targets compounded: dashed */
  target: IndexPoint[];
  /** where the line ends, with its label: '柴桑区 82.1' */
  end: (IndexPoint & { label: string }) | null;
}

export interface CompareShape {
  courses: ComparedCourse[];
  axis: { min: number; max: number };
}

const END_YEAR = 2027;
const STEP = 5;

function courseOf({ code, name, targetPath, actual, landings }: TrajectoryReply): ComparedCourse {
  const plain = ({ year, index }: IndexPoint): IndexPoint => ({ year, index });
  const closed = actual.filter((point) => !point.estimated).map(plain);
  const dotted = actual.filter((point) => point.estimated).map(plain);
  if (landings !== null && (dotted.at(-1) ?? closed.at(-1))?.year !== END_YEAR) {
    dotted.push({ year: END_YEAR, index: landings.keepPace });
  }
  const last = closed.at(-1);
  const estimated = dotted.length > 0 && last ? [last, ...dotted] : dotted;
  const end = estimated.at(-1) ?? last;
  return {
    code,
    name,
    closed,
    estimated,
    target: targetPath.map(plain),
    end: end ? { ...end, label: `${name} ${formatNumber(end.index, 1)}` } : null,
  };
}

/** The courses of two or three units on one axis. A hole in a chain ends its line: nothing is bridged. */
export function shapeCompare(trajectories: readonly TrajectoryReply[]): CompareShape {
  const courses = trajectories.map(courseOf);
  const values = courses.flatMap((course) =>
    [...course.closed, ...course.estimated, ...course.target].map((point) => point.index),
  );
  const low = Math.min(100, ...values);
  const high = Math.max(100, ...values);
  return {
    courses,
    axis: {
      min: Math.floor((low - 1) / STEP) * STEP,
      max: high > 100 ? Math.ceil(high / STEP) * STEP : 100,
    },
  };
}

/** Title of the comparison: who is furthest down since 2024, who least; or why nothing is said. */
export function compareFinding(units: readonly UnitProgress[]): string {
  const known = units
    .filter((unit): unit is UnitProgress & { cumulativePct: number } => unit.cumulativePct !== null)
    .sort((a, b) => a.cumulativePct - b.cumulativePct);
  const names = units.map(({ name }) => name).join('、');
  const best = known[0];
  const worst = known.at(-1);
  if (!best || !worst || best === worst) return `对比：${names}`;
  if (best.cumulativePct === worst.cumulativePct) {
    return `对比：${names}规划期累计相同，均${changeInWords(best.cumulativePct, 1)}`;
  }
  return `对比：规划期累计，${best.name}${changeInWords(best.cumulativePct, 1)}，${worst.name}${changeInWords(worst.cumulativePct, 1)}`;
}
