import type { TrajectoryReply } from '../../server/progress/schema.ts';

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
  landings: Landing[];
  /** lower and upper end of the axis, whole numbers */
  axis: { min: number; max: number };
}

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

function landingsOf(trajectory: TrajectoryReply): Landing[] {
  const landings: Landing[] = [];
  const lastActual = trajectory.actual.at(-1);
  if (trajectory.landings !== null && lastActual !== undefined) {
    const label = lastActual.year === END_YEAR && !lastActual.estimated ? '实际' : '推算';
    landings.push({ id: 'keepPace', label, index: trajectory.landings.keepPace });
  }
  const pathEnd = trajectory.targetPath.at(-1);
  if (pathEnd !== undefined) landings.push({ id: 'path', label: '附件2', index: pathEnd.index });
  if (trajectory.headlineIndex !== null) {
    landings.push({ id: 'headline', label: '总目标', index: trajectory.headlineIndex });
  }
  return landings;
}

/** Turns a trajectory into the lines of the chart. A hole in the chain ends the lines: nothing is bridged. */
export function shapeTrajectory(trajectory: TrajectoryReply): TrajectoryShape {
  const points = trajectory.actual;
  const closed = points.filter((point) => !point.estimated);
  const lastClosed = closed.at(-1);
  const estimated = points.filter((point) => point.estimated);
  const landings = landingsOf(trajectory);
  const keepPace = landings.find((landing) => landing.id === 'keepPace');
  const dotted: IndexPoint[] = [];
  if (lastClosed !== undefined && keepPace !== undefined) dotted.push(lastClosed);
  dotted.push(...estimated);
  if (keepPace !== undefined && dotted.length > 0 && dotted.at(-1)?.year !== END_YEAR) {
    dotted.push({ year: END_YEAR, index: keepPace.index });
  }
  const plain = (point: IndexPoint): IndexPoint => ({ year: point.year, index: point.index });
  const all = [...points, ...trajectory.targetPath, ...landings].map((point) => point.index);
  return {
    targetPath: trajectory.targetPath.map(plain),
    closed: closed.map(plain),
    estimated: dotted.map(plain),
    landings,
    axis: axisOf(all),
  };
}

/** One line of the table of scenarios (情景) beside the chart. */
export interface ScenarioRow {
  id: string;
  label: string;
  /** index in 2027 */
  index: number;
  /** change since 2024, percent */
  changePct: number;
  explanation: string;
}

/** The three landings of DESIGN §3.6 as table rows; empty while the chain has a hole. */
export function shapeScenarios(trajectory: TrajectoryReply): ScenarioRow[] {
  if (trajectory.landings === null) return [];
  const { keepPace, hitTargets, required } = trajectory.landings;
  const row = (id: string, label: string, index: number, explanation: string): ScenarioRow => ({
    id,
    label,
    index,
    changePct: index - BASE_INDEX,
    explanation,
  });
  return [
    row('keepPace', '保持现速', keepPace, '以后各年保持2025年以来的平均降幅'),
    row('hitTargets', '完成以后年度目标', hitTargets, '今年按现值，以后各年恰好完成附件2年度目标'),
    row('required', '按需要的速度', required, '以后各年按“还需”速度下降'),
  ];
}
