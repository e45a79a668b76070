import type Sqlite from 'better-sqlite3';
import { planPeriods } from '../../server/rules/periods.ts';
import { growLedger } from '../support/grow-ledger.ts';

/** Counties in the whole country: 200 times a city's 14. */
export const UNITS_AT_200 = 2844;

const SUBMITTED = '2026-01-10T01:00:00.000Z';
const APPROVED = '2026-01-12T01:00:00.000Z';
const RELEASED = '2026-01-15T01:00:00.000Z';

/** −9.9 … −0.1, the same for the same unit and period. */
const fallOf = (unit: number, period: number) => `-${(1 + ((unit * 31 + period * 7) % 98)) / 10}`;

/** Units beside those that are there, each with its targets. */
function growUnits(sqlite: Sqlite.Database, count: number): string[] {
  const there = sqlite.prepare("SELECT count(*) FROM unit WHERE kind <> 'city'").pluck().get() as number;
  const unit = sqlite.prepare("INSERT INTO unit VALUES (?, ?, 'county', ?)");
  const base = sqlite.prepare('INSERT INTO intensity_baseline VALUES (?, 2024, ?, ?)');
  const target = sqlite.prepare('INSERT INTO intensity_target VALUES (?, ?, ?)');
  const quota = sqlite.prepare(
    'INSERT INTO quota (unit_code, "column", year, count) VALUES (?, \'greenFactoryProvincial\', 2027, 3)',
  );
  const codes: string[] = [];
  for (let number = there + 1; number <= count; number += 1) {
    const code = String(900_000 + number);
    unit.run(code, `测试${number}县`, 100 + number);
    base.run(code, `${20 + (number % 300)}.${number % 10}`, '-3.1');
    for (const year of [2025, 2026, 2027]) target.run(code, year, '-4.4');
    quota.run(code);
    codes.push(code);
  }
  return codes;
}

/** A released report of each unit in each period that has none: 14 counties' demo reports stay as they are. */
function growReports(sqlite: Sqlite.Database, codes: readonly string[]): void {
  const by = sqlite.prepare("SELECT id FROM user WHERE role = 'bureau' ORDER BY id LIMIT 1").pluck().get();
  const report = sqlite.prepare(`INSERT INTO report
    (unit_code, period, status, version, latest_revision, approved_revision, released_revision, released_at)
    VALUES (?, ?, 'approved', 2, 1, 1, 1, '${RELEASED}')`);
  const revision = sqlite.prepare(`INSERT INTO report_revision
    (report_id, revision, energy_wan_tce, energy_growth_pct, value_added_growth_pct, published_intensity_pct, note, source,
     energy_scope, feedstock_deducted, renewables_deducted, edition, flags, submitted_at, submitted_by)
    VALUES (?, 1, ?, '2.1', '7.5', ?, '', 'statistics', 'equivalent', 'yes', 'yes', 'flash', '[]', '${SUBMITTED}', ?)`);
  const decision =
    sqlite.prepare(`INSERT INTO report_decision (report_id, revision, outcome, decided_at, decided_by)
    VALUES (?, 1, 'approved', '${APPROVED}', ?)`);
  const event = sqlite.prepare(`INSERT INTO report_event (report_id, kind, revision, at, by)
    VALUES (?, 'released', 1, '${RELEASED}', ?)`);
  for (const [unit, code] of codes.entries()) {
    for (const [number, period] of planPeriods().entries()) {
      const id = report.run(code, period).lastInsertRowid;
      revision.run(id, `${3 + number}.${1000 + (unit % 9000)}`, fallOf(unit, number), by);
      decision.run(id, by);
      event.run(id, by);
    }
  }
}

/**
 * Makes a copy of the demo `times` times as large: at 200 there are 2,844 units with released reports in all 33 periods
 * of the three years, and as many times the firms, projects, certificates and cases.
 */
export function growDemo(sqlite: Sqlite.Database, times: number): void {
  if (times <= 1) return;
  const count = times >= 200 ? UNITS_AT_200 : 14 * times;
  sqlite.transaction(() => growReports(sqlite, growUnits(sqlite, count)))();
  growLedger(sqlite, times);
}
