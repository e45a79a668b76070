import { Decimal } from '../../server/analytics/decimal.ts';
import {
  mean,
  median,
  modifiedZScore,
  OUTLIER_MIN_POINTS,
  OUTLIER_THRESHOLD,
} from '../../server/analytics/outlier.ts';
import { type RollUpPart, rollUpPct } from '../../server/analytics/roll-up.ts';
import { PLAN_YEARS, parsePeriod } from '../../server/rules/periods.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import { type QuotaStatus, quotaCell } from '../../server/rules/quota-pace.ts';
import { isCityCode } from '../../server/rules/units.ts';
import { type Example, type MethodFacts, missing, num, pct, periodBefore, unitOf, worked } from './facts.ts';

const LAST_YEAR = PLAN_YEARS[PLAN_YEARS.length - 1] ?? 2027;

/* Worked examples of the roll-up without shares, the quotas, the checks on entry and the timeliness. Pure. */

/** ΣEᵢ ÷ Σ(Eᵢ÷(1+rᵢ)) − 1 over the units with both figures. */
export function fallbackExample(facts: MethodFacts): Example {
  const parts: RollUpPart[] = [];
  const without: string[] = [];
  for (const unit of facts.progress.units) {
    if (unit.energyWanTce === null || unit.actualPct === null) without.push(unit.name);
    else parts.push({ energyWanTce: unit.energyWanTce, changePct: unit.actualPct });
  }
  const rolled = rollUpPct(parts);
  if (rolled === null) return missing('各单位本期都没有您可以查看的能耗数据。');
  const energy = parts.reduce((sum, part) => sum.plus(part.energyWanTce), new Decimal(0));
  const atEqualOutput = energy.div(rolled.div(100).plus(1));
  const left = without.length === 0 ? '14个单位齐全。' : `未计入：${without.join('、')}（没有数据）。`;
  return worked(
    `${parts.length}个单位综合能源消费量合计${num(energy, 2)}万吨标准煤，按各自降幅折回上年同期产出水平合计${num(atEqualOutput, 2)}万吨标准煤。`,
    `${num(energy, 2)} ÷ ${num(atEqualOutput, 2)} − 1 = ${num(rolled, 2)}%。${left}`,
    '这一测算假设各地增加值增速相同，只作参考，不代替全市数。',
  );
}

const STATUS_WORDS: Readonly<Record<QuotaStatus, string>> = {
  noTask: '无任务',
  noBase: '缺基数',
  met: '已达标',
  onPace: '达到进度',
  pending: '待公布',
  behind: '落后',
};

/** The column of the chosen unit with the largest quota. */
export function quotaExample(facts: MethodFacts): Example {
  const { quotas, unitCode } = facts;
  const cells = isCityCode(unitCode)
    ? quotas.totals
    : quotas.units.find(({ code }) => code === unitCode)?.cells;
  const [column] = [...QUOTA_COLUMNS]
    .filter(({ key }) => (cells?.[key].quota ?? null) !== null)
    .sort((a, b) => (cells?.[b.key].quota ?? 0) - (cells?.[a.key].quota ?? 0));
  const cell = column && cells?.[column.key];
  if (!column || !cell || cell.quota === null) return missing('该单位没有标杆创建任务。');
  const head = `${column.label}：2027年任务${cell.quota}${column.measure}`;
  if (cell.base === null || cell.stock === null) return missing(`${head}，2024年底基数未录入，不计算进度。`);
  const batches = quotas.batches.filter((batch) => batch.column === column.key);
  const published = batches.filter(({ publishedOn }) => publishedOn !== null && publishedOn <= quotas.asOf);
  const result = quotaCell({
    quota: cell.quota,
    base: cell.base,
    stock: cell.stock,
    batchesPublished: published.length,
    batchesPlanned: PLAN_YEARS.length,
    currentBatchPublished: published.some(({ year }) => year === Math.min(quotas.year, LAST_YEAR)),
  });
  return worked(
    `${head}，2024年底基数${cell.base}，现有${cell.stock}，已公布${published.length}批、计划${PLAN_YEARS.length}批。`,
    `应达 = ${cell.base} +（${cell.quota}−${cell.base}）× ${published.length}/${PLAN_YEARS.length}，向下取整 = ${result.expected ?? '—'}；${STATUS_WORDS[result.status]}。`,
  );
}

/** Energy of single months from cumulative figures; 1–2月 counts as its monthly mean. */
export function monthlyEnergies(energies: MethodFacts['energies']): { period: string; energy: Decimal }[] {
  const known = new Map(energies.map(({ period, energyWanTce }) => [period, energyWanTce]));
  return energies.flatMap(({ period, energyWanTce }) => {
    const month = parsePeriod(period)?.month;
    if (energyWanTce === null || month === undefined) return [];
    if (month === 2) return [{ period, energy: new Decimal(energyWanTce).div(2) }];
    const before = known.get(periodBefore(period) ?? '') ?? null;
    return before === null ? [] : [{ period, energy: new Decimal(energyWanTce).minus(before) }];
  });
}

export function outlierExample(facts: MethodFacts): Example {
  const months = monthlyEnergies(facts.energies);
  const now = months.find(({ period }) => period === facts.period);
  const unit = unitOf(facts);
  if (!now || !unit) return missing('本期或上一期的综合能源消费量没有数，不能折算单月能耗。');
  const before = months.filter(({ period }) => period < facts.period).map(({ energy }) => energy);
  const centre = median(before);
  const usual = mean(before);
  const score = modifiedZScore(now.energy, before);
  const name = Number(facts.period.slice(5)) === 2 ? '1–2月月均' : `${Number(facts.period.slice(5))}月单月`;
  if (centre === null || usual === null || score === null || before.length < OUTLIER_MIN_POINTS) {
    return missing(`此前只有${before.length}个月可比，不足${OUTLIER_MIN_POINTS}个月不判断。`);
  }
  const deviation = now.energy.div(usual).minus(1).times(100);
  const isAsked = score.abs().gt(OUTLIER_THRESHOLD) && deviation.abs().gte(15);
  return worked(
    `${unit.name}${name}能耗${num(now.energy, 2)}万吨标准煤；此前${before.length}个月中位数${num(centre, 2)}，平均${num(usual, 2)}。`,
    `修正Z分数M = ${num(score, 2)}，偏离平均${pct(deviation.toDecimalPlaces(1), 1)}。`,
    isAsked ? '两项都超过限度，填报时请填报单位说明。' : '没有同时超过两项限度，不要求说明。',
  );
}

export function timelinessExample(facts: MethodFacts): Example {
  const { reporting, period, unitCode } = facts;
  if (!reporting) return missing('您没有查看各单位报送情况的权限。');
  const of = reporting.periods.find((one) => one.period === period);
  const row = reporting.units.find((unit) => unit.unitCode === unitCode);
  const lines: string[] = [];
  if (of && of.completeness.percent !== null) {
    lines.push(
      `${of.label}：应报${of.completeness.expected}个，已报${of.completeness.reported}个，完整率${of.completeness.reported}÷${of.completeness.expected} = ${of.completeness.percent}；期限内首次报送${of.timeliness.onTime}个，及时率${of.timeliness.onTime}÷${of.timeliness.expected} = ${of.timeliness.percent ?? '—'}。`,
    );
  }
  if (row && !row.isCity && row.timeliness.percent !== null) {
    lines.push(
      `${row.unitName}${reporting.year}年：应报${row.timeliness.expected}期，期限内${row.timeliness.onTime}期，及时率${row.timeliness.percent}。`,
    );
  }
  return lines.length === 0 ? missing('本期没有应报的单位，或您没有查看权限。') : { lines };
}
