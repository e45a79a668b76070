import type { TrajectoryReply } from '../../server/progress/schema.ts';
import type { CardFile } from '../ui/card-file.ts';

export interface IndexPoint {
  year: number;
  index: number;
}

/** One labelled end in 2027. */
export interface Landing {
  id: 'keepPace' | 'hitTargets' | 'path' | 'headline';
  label: string;
  index: number;
}

/** Series of the trajectory chart, index 2024 = 100. */
export interface TrajectoryShape {
  targetPath: IndexPoint[];
  /** 2024 and the closed years: solid */
  closed: IndexPoint[];
  /** from the last closed year over this year's estimate to the landing at the present pace: dotted (推算) */
  estimated: IndexPoint[];
  /** the other ways to 2027, where they are drawn */
  scenarios: ScenarioLine[];
  landings: Landing[];
  /** lower and upper end of the axis, whole numbers */
  axis: { min: number; max: number };
}

const BASE_YEAR = 2024;
const END_YEAR = 2027;
const BASE_INDEX = 100;
const AXIS_STEP = 5;

function axisOf(values: readonly number[]): { min: number; max: number } {
  const low = Math.min(BASE_INDEX, ...values);
  const high = Math.max(BASE_INDEX, ...values);
  return {
    min: Math.floor((low - 1) / AXIS_STEP) * AXIS_STEP,
    max: high > BASE_INDEX ? Math.ceil(high / AXIS_STEP) * AXIS_STEP : BASE_INDEX,
  };
}

function landingsOf(trajectory: TrajectoryReply, withScenarios: boolean): Landing[] {
  const landings: Landing[] = [];
  const lastActual = trajectory.actual.at(-1);
  if (trajectory.landings !== null && lastActual !== undefined) {
    const isOver = lastActual.year === END_YEAR && !lastActual.estimated;
    const label = isOver ? '实际' : withScenarios && lastActual.year < END_YEAR ? '保持现速' : '推算';
    landings.push({ id: 'keepPace', label, index: trajectory.landings.keepPace });
    if (withScenarios && lastActual.year < END_YEAR) {
      landings.push({ id: 'hitTargets', label: '完成目标', index: trajectory.landings.hitTargets });
    }
  }
  const pathEnd = trajectory.targetPath.at(-1);
  if (pathEnd !== undefined) landings.push({ id: 'path', label: '附件2', index: pathEnd.index });
  if (trajectory.headlineIndex !== null) {
    landings.push({ id: 'headline', label: '总目标', index: trajectory.headlineIndex });
  }
  return landings;
}

/**
 * Turns a trajectory into the lines of the chart. A hole in the chain ends the lines: nothing is bridged.
 * @param withScenarios the other ways to 2027 are drawn too
 */
export function shapeTrajectory(trajectory: TrajectoryReply, withScenarios = false): TrajectoryShape {
  const points = trajectory.actual;
  const closed = points.filter((point) => !point.estimated);
  const lastClosed = closed.at(-1);
  const estimated = points.filter((point) => point.estimated);
  const landings = landingsOf(trajectory, withScenarios);
  const scenarios = withScenarios ? shapeScenarioLines(trajectory) : [];
  const keepPace = landings.find((landing) => landing.id === 'keepPace');
  const dotted: IndexPoint[] = [];
  if (lastClosed !== undefined && keepPace !== undefined) dotted.push(lastClosed);
  dotted.push(...estimated);
  if (keepPace !== undefined && dotted.length > 0 && dotted.at(-1)?.year !== END_YEAR) {
    dotted.push({ year: END_YEAR, index: keepPace.index });
  }
  const plain = (point: IndexPoint): IndexPoint => ({ year: point.year, index: point.index });
  const ways = scenarios.flatMap((line) => line.points);
  const all = [...points, ...trajectory.targetPath, ...ways, ...landings].map((point) => point.index);
  return {
    targetPath: trajectory.targetPath.map(plain),
    closed: closed.map(plain),
    estimated: dotted.map(plain),
    scenarios,
    landings,
    axis: axisOf(all),
  };
}

/** One scenario (情景) for 2027. */
export interface ScenarioRow {
  id: 'keepPace' | 'hitTargets' | 'required' | 'final';
  label: string;
  /** index in 2027 */
  index: number;
  /** change since 2024, percent */
  changePct: number;
  /** where it lands and how far that is from the target, in official Chinese */
  sentence: string;
}

/** The landings of DESIGN §3.6; one in the last year, where nothing is left to choose; none while the chain has a hole. */
export function shapeScenarios(trajectory: TrajectoryReply): ScenarioRow[] {
  if (trajectory.landings === null) return [];
  const { keepPace, hitTargets, required } = trajectory.landings;
  const rows: Omit<ScenarioRow, 'changePct' | 'sentence'>[] = trajectory.verdict.startsWith('final')
    ? [{ id: 'final', label: '三年累计', index: keepPace }]
    : [
        { id: 'keepPace', label: '保持现速', index: keepPace },
        { id: 'hitTargets', label: '完成年度目标', index: hitTargets },
        { id: 'required', label: '按需要的速度', index: required },
      ];
  return rows.map((row, place) => ({
    ...row,
    changePct: row.index - BASE_INDEX,
    sentence: trajectory.landingSentences[place] ?? '',
  }));
}

/** A line of the chart from today to one landing; the present pace is drawn with the course itself. */
export interface ScenarioLine {
  id: 'hitTargets' | 'required';
  points: IndexPoint[];
}

/** The two other ways to 2027; none in the last year and while the chain has a hole. */
export function shapeScenarioLines(trajectory: TrajectoryReply): ScenarioLine[] {
  const last = trajectory.actual.at(-1);
  if (last === undefined || last.year >= END_YEAR) return [];
  const yearsLeft = END_YEAR - last.year;
  const pathOf = (year: number) => trajectory.targetPath.find((point) => point.year === year)?.index ?? null;
  const start = { year: last.year, index: last.index };
  return shapeScenarios(trajectory).flatMap(({ id, index }) => {
    if (id !== 'hitTargets' && id !== 'required') return [];
    const between = Array.from({ length: yearsLeft - 1 }, (_, step) => {
      const year = last.year + step + 1;
      const base = pathOf(last.year);
      const then = pathOf(year);
      const share = (step + 1) / yearsLeft;
      // drawing only: equal yearly steps, or the steps of the yearly targets
      const isByTargets = id === 'hitTargets' && base !== null && then !== null;
      const drawn = isByTargets ? (last.index * then) / base : last.index * (index / last.index) ** share;
      return { year, index: drawn };
    });
    return [{ id, points: [start, ...between, { year: END_YEAR, index }] }];
  });
}

/** Bar of the progress (完成进度) with a tick where the years are; shares of the bar's length. */
export interface ProgressShape {
  /** 0 to 1; 0 where intensity rose */
  done: number;
  tick: number;
}

/** Progress of the plan's target beside the share of its years that count as past; null while it cannot be computed. */
export function shapeProgress(trajectory: TrajectoryReply): ProgressShape | null {
  if (trajectory.progressShare === null) return null;
  const year = Number(trajectory.period.slice(0, 4));
  const span = END_YEAR - BASE_YEAR;
  return {
    done: Math.min(1, Math.max(0, trajectory.progressShare)),
    tick: Math.min(1, (year - BASE_YEAR) / span),
  };
}

type Values = NonNullable<CardFile['table']>;

/** The values of the chart as a table: what is not there stays blank. */
export function trajectoryTable(trajectory: TrajectoryReply): Values {
  const { landings, headlineIndex } = trajectory;
  const number = (label: string) => ({ label, kind: 'number' as const, decimals: 2 });
  const rows = trajectory.targetPath.map(({ year, index }) => {
    const actual = trajectory.actual.find((point) => point.year === year);
    const isEnd = year === END_YEAR;
    const land = (value: number | undefined) => (isEnd ? (value ?? null) : null);
    return [
      `${year}年`,
      index,
      isEnd ? headlineIndex : null,
      actual && !actual.estimated ? actual.index : null,
      actual?.estimated ? actual.index : null,
      land(landings?.keepPace),
      land(landings?.hitTargets),
      land(landings?.required),
    ];
  });
  return {
    columns: [
      { label: '年度', kind: 'text' },
      number('附件2目标路径'),
      number('总目标'),
      number('实际'),
      number('推算'),
      number('落点：保持现速'),
      number('落点：完成年度目标'),
      number('落点：按需要的速度'),
    ],
    rows,
  };
}
