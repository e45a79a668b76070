import type { ReadDb } from '../../db/open.ts';
import { LAMP_WORDS, type Lamp, type RuleSet } from '../rules/grading.ts';
import { percentText } from '../rules/wording.ts';
import type { BulletinReply, BulletinSnapshot, SnapshotUnit } from './schema.ts';
import { quotasOn, releasedUnits } from './snapshot.ts';

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

function quotaDifferences(db: ReadDb, { quotas }: BulletinSnapshot): Revised[] {
  const now = quotasOn(db, quotas.asOf);
  const text = (stock: number | null | undefined, measure: string) =>
    stock === null || stock === undefined ? '缺基数' : `${stock}${measure}`;
  return quotas.units.flatMap((unit) => {
    const today = now.units.find(({ code }) => code === unit.code);
    return quotas.columns.flatMap(({ label, measure }, index) => {
      const was = text(unit.cells[index]?.stock, measure);
      const is = text(today?.cells[index]?.stock, measure);
      return was === is ? [] : [{ unitCode: unit.code, unit: unit.name, label, before: was, after: is }];
    });
  });
}

/**
 * What has been released differently since a snapshot, under the same rules: figures and grades of the period, and the
 * stock of titles on the day of the snapshot where the roster was corrected.
 */
export function revisedSince(
  db: ReadDb,
  snapshot: BulletinSnapshot,
  asked: { today: string; ruleSet: RuleSet },
): Revised[] {
  const now = releasedUnits(db, { period: snapshot.period, ...asked });
  const after = [now.city, ...now.units];
  const figures = [snapshot.city, ...snapshot.units].flatMap((before) =>
    unitDifferences(
      before,
      after.find(({ code }) => code === before.code),
    ),
  );
  return [...figures, ...quotaDifferences(db, snapshot)];
}
