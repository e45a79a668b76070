import type { ReadDb } from '../../db/open.ts';
import { periodText } from '../rules/bulletin-text/titles.ts';
import { LAMP_WORDS, type Lamp, type RuleSet } from '../rules/grading.ts';
import { isReferenceOnly, previousPeriod } from '../rules/periods.ts';
import { CITY_CODE } from '../rules/units.ts';
import { percentText } from '../rules/wording.ts';
import type { BulletinReply, BulletinSnapshot, SnapshotUnit } from './schema.ts';
import { type Asked, courseOf, quotasOn, releasedUnits } from './snapshot.ts';

type Revised = BulletinReply['revisedSince'][number];

const lampText = (lamp: Lamp) => (lamp === 'none' ? '暂不分级' : LAMP_WORDS[lamp].grade);
const MISSING = { notReported: '未报送', unreleased: '未公布' } as const;

function actualText(unit: SnapshotUnit): string {
  if (unit.actualPct === null) return MISSING[unit.missing ?? 'unreleased'];
  return percentText(unit.actualPct, unit.actualDecimals ?? 2);
}

const cumulativeText = ({ cumulativePct }: SnapshotUnit) =>
  cumulativePct === null ? '—' : percentText(cumulativePct, 2);

const READINGS: readonly [string, (unit: SnapshotUnit) => string][] = [
  ['能耗强度同比', actualText],
  ['规划期累计', cumulativeText],
  ['当年等级', (unit) => lampText(unit.annualLamp)],
  ['规划期等级', (unit) => lampText(unit.planLamp)],
];

function unitDifferences(before: SnapshotUnit, after: SnapshotUnit | undefined): Revised[] {
  if (!after) return [];
  return READINGS.flatMap(([label, read]) => {
    const [was, is] = [read(before), read(after)];
    return was === is ? [] : [{ unitCode: before.code, unit: before.name, label, before: was, after: is }];
  });
}

type Quotas = BulletinSnapshot['quotas'];
type Cell = Quotas['columns'][number]['total'];

const QUOTA_WORDS = {
  noTask: '',
  noBase: '',
  met: '，已达到目标',
  onPace: '，达到批次进度',
  pending: '，名单待公布',
  behind: '，落后于批次进度',
} as const;

function cellText(cell: Cell | undefined, measure: string): string {
  if (!cell || cell.stock === null) return '缺基数';
  const lack = cell.status === 'behind' ? `${cell.behind}${measure}` : '';
  return `${cell.stock}${measure}${QUOTA_WORDS[cell.status]}${lack}`;
}

const quotaRows = ({ columns, units }: Quotas) => [
  { code: CITY_CODE, name: '全市', cells: columns.map(({ total }) => total) },
  ...units,
];

function quotaDifferences(db: ReadDb, { quotas }: BulletinSnapshot): Revised[] {
  const now = quotaRows(quotasOn(db, quotas.asOf));
  return quotaRows(quotas).flatMap((unit) => {
    const today = now.find(({ code }) => code === unit.code);
    return quotas.columns.flatMap(({ label, measure }, index) => {
      const was = cellText(unit.cells[index], measure);
      const is = cellText(today?.cells[index], measure);
      return was === is ? [] : [{ unitCode: unit.code, unit: unit.name, label, before: was, after: is }];
    });
  });
}

type Course = Pick<BulletinSnapshot, 'trajectory' | 'history'>;

/** What the text and 图2 say of the city's course: the period before, the index of each year, the landings. */
function courseReadings({ trajectory, history }: Course, period: string): Map<string, string> {
  const index = (value: number | undefined) => value?.toFixed(1) ?? '—';
  const before = previousPeriod(period);
  const earlier = history.find((point) => point.period === before);
  const pct = earlier?.actualPct ?? null;
  const readings = new Map<string, string>();
  if (before !== null && !isReferenceOnly(before)) {
    const text = pct === null ? MISSING.unreleased : percentText(pct, earlier?.actualDecimals ?? 2);
    readings.set(`${periodText(before)}能耗强度同比`, text);
  }
  for (const { year } of trajectory.targetPath) {
    readings.set(`${year}年指数`, index(trajectory.actual.find((point) => point.year === year)?.index));
  }
  readings.set('按目前速度2027年指数', index(trajectory.landings?.keepPace));
  return readings;
}

function courseDifferences(db: ReadDb, snapshot: BulletinSnapshot, asked: Asked): Revised[] {
  const now = courseReadings(courseOf(db, asked), snapshot.period);
  const { code, name } = snapshot.city;
  return [...courseReadings(snapshot, snapshot.period)].flatMap(([label, was]) => {
    const is = now.get(label) ?? '—';
    return was === is ? [] : [{ unitCode: code, unit: name, label, before: was, after: is }];
  });
}

/**
 * What has been released differently since a snapshot, under the same rules: figures and grades of the period, the city's
 * course, and stock and pace of titles on the day of the snapshot where roster or lists were corrected.
 */
export function revisedSince(
  db: ReadDb,
  snapshot: BulletinSnapshot,
  asked: { today: string; ruleSet: RuleSet },
): Revised[] {
  const again = { period: snapshot.period, ...asked };
  const now = releasedUnits(db, again);
  const after = [now.city, ...now.units];
  const figures = [snapshot.city, ...snapshot.units].flatMap((before) =>
    unitDifferences(
      before,
      after.find(({ code }) => code === before.code),
    ),
  );
  return [...figures, ...courseDifferences(db, snapshot, again), ...quotaDifferences(db, snapshot)];
}
