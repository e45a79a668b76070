import type { ProgressReply, UnitProgress } from '../../server/progress/schema.ts';
import type { Lamp } from '../../server/rules/grading.ts';
import { isReferenceOnly, shortPeriodLabel } from '../../server/rules/periods.ts';
import { lampWord } from '../ui/lamp.tsx';
import { namesOrCount, pointsInWords } from './findings.ts';

/** 与上期相比: what is different from the period before, of the same year. */

export interface UnitName {
  code: string;
  name: string;
}

export interface LampChange extends UnitName {
  from: Lamp;
  to: Lamp;
  isWorse: boolean;
  /** how the figure moved; null where none of the two has one */
  move: Move | null;
  /** the lamp now could be another within rounding */
  mayFlip: boolean;
}

export interface Move extends UnitName {
  before: number;
  now: number;
  /** decimals of the coarser of the two figures, at least one */
  decimals: number;
  /** '降幅收窄0.6个百分点' */
  words: string;
  provisional: boolean;
}

export interface ChangesShape {
  title: string;
  /** the city's own line, whether its lamp changed or not; null without a figure in one of the periods */
  city: LampChange | null;
  /** those that got worse first */
  lamps: LampChange[];
  /** the largest moves of the others, up or down, at most three */
  moves: Move[];
  /** how many more units moved */
  others: number;
  /** a figure now, none in the period before */
  appeared: UnitName[];
  /** a figure in the period before, none yet */
  missing: UnitName[];
  note: string;
}

const MOST_MOVES = 3;
const WEIGHTS: Record<Lamp, number> = { none: 0, green: 1, yellow: 2, red: 3 };

/** Difference without the noise of binary fractions: −4.8 − −4.9 is 0.1. */
const difference = (now: number, before: number): number => Math.round((now - before) * 1e9) / 1e9;

/** '降幅扩大0.2个百分点', '由降转升', '与上期持平' … of two cumulative changes in percent. */
export function moveWords(before: number, now: number, decimals: number): string {
  const points = difference(now, before);
  if (points === 0) return '与上期持平';
  if (before < 0 && now > 0) return '由降转升';
  if (before > 0 && now < 0) return '由升转降';
  const size = `${pointsInWords(points, decimals)}个百分点`;
  const isFall = before < 0 || now < 0;
  const grows = isFall ? points < 0 : points > 0;
  return `${isFall ? '降幅' : '升幅'}${grows ? '扩大' : '收窄'}${size}`;
}

function moveOf(now: UnitProgress, before: UnitProgress): Move | null {
  if (now.actualPct === null || before.actualPct === null) return null;
  const decimals = Math.max(1, Math.min(now.actualDecimals ?? 1, before.actualDecimals ?? 1));
  const words = moveWords(before.actualPct, now.actualPct, decimals);
  const { code, name, provisional } = now;
  return { code, name, before: before.actualPct, now: now.actualPct, decimals, words, provisional };
}

/** Only two lamps can be told apart: none is no grade. */
function isLampChange({ from, to }: LampChange): boolean {
  return from !== 'none' && to !== 'none' && from !== to;
}

function changeOf(unit: UnitProgress, then: UnitProgress): LampChange {
  return {
    code: unit.code,
    name: unit.name,
    from: then.annualLamp,
    to: unit.annualLamp,
    isWorse: WEIGHTS[unit.annualLamp] > WEIGHTS[then.annualLamp],
    move: moveOf(unit, then),
    mayFlip: unit.mayFlip,
  };
}

function lampPart(lamps: readonly LampChange[]): string {
  const worse = lamps.filter((change) => change.isWorse).map(({ name }) => name);
  const better = lamps.filter((change) => !change.isWorse).map(({ name }) => name);
  const parts = [
    worse.length > 0 ? `${namesOrCount(worse)}预警加重` : '',
    better.length > 0 ? `${namesOrCount(better)}预警减轻` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join('，') : '各单位预警等级未变';
}

/** '全市降幅扩大0.1个百分点，由一级转为二级': the city's figure, and its lamp where it changed. */
function cityPartOf(city: LampChange | null): string {
  const parts = city?.move ? [city.move.words.replace('与上期持平', '持平')] : [];
  if (city && isLampChange(city)) parts.push(`由${lampWord(city.from)}转为${lampWord(city.to)}`);
  return parts.length === 0 ? '' : `全市${parts.join('、')}`;
}

function titleOf(city: LampChange | null, lamps: readonly LampChange[], moves: readonly Move[]): string {
  const start = '与上期相比';
  const cityPart = cityPartOf(city);
  if (moves.length === 0) return cityPart === '' ? `${start}：没有可比的数据` : `${start}：${cityPart}`;
  return `${start}：${[cityPart, lampPart(lamps)].filter((part) => part !== '').join('，')}`;
}

/** What the two periods have in common is compared; a unit without a figure in one of them moves nothing. */
export function shapeChanges(now: ProgressReply, before: ProgressReply): ChangesShape {
  const pairs = now.units.flatMap((unit) => {
    const then = before.units.find((candidate) => candidate.code === unit.code);
    return then ? [{ unit, then }] : [];
  });
  const moves = pairs.map(({ unit, then }) => moveOf(unit, then)).filter((move) => move !== null);
  const lamps = pairs
    .map(({ unit, then }) => changeOf(unit, then))
    .filter(isLampChange)
    .sort((a, b) => Number(b.isWorse) - Number(a.isWorse) || WEIGHTS[b.to] - WEIGHTS[a.to]);
  const nameOf = ({ unit }: { unit: UnitProgress }) => ({ code: unit.code, name: unit.name });
  const has = (unit: UnitProgress) => unit.actualPct !== null;
  const size = (move: Move) => Math.abs(difference(move.now, move.before));
  const change = changeOf(now.city, before.city);
  const city = change.move === null ? null : change;
  const moved = moves
    .filter((move) => size(move) > 0 && !lamps.some(({ code }) => code === move.code))
    .sort((a, b) => size(b) - size(a));
  return {
    title: titleOf(city, lamps, moves),
    city,
    lamps,
    moves: moved.slice(0, MOST_MOVES),
    others: Math.max(0, moved.length - MOST_MOVES),
    appeared: pairs.filter(({ unit, then }) => has(unit) && !has(then)).map(nameOf),
    missing: pairs.filter(({ unit, then }) => !has(unit) && has(then)).map(nameOf),
    note: `上期为${shortPeriodLabel(before.period)}${isReferenceOnly(before.period) ? '（仅供参考）' : ''}；均为1月起累计同比，%。`,
  };
}
