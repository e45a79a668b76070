import { Decimal } from '../../server/analytics/decimal.ts';
import type { Figures } from '../../server/rules/figures.ts';
import { fixedText } from './series.ts';

/**
 * What goes wrong in real life. `attempt` turns the right figures into what was filed first; the figures that
 * are approved in the end are always those of the series.
 */
export type Blemish =
  /** nothing was filed (未报) */
  | { kind: 'missing' }
  /** filed after the due date */
  | { kind: 'late'; submittedOn: string }
  /** filed, waiting for the bureau (待审) */
  | { kind: 'undecided'; submittedOn: string }
  /** returned and not filed again (已退回) */
  | { kind: 'returned'; attempt: (right: Figures) => Figures; reason: string }
  /** returned once, then corrected and approved */
  | { kind: 'correctedAfterReturn'; attempt: (right: Figures) => Figures; reason: string }
  /** approved and released, later revised (or replaced by the 年报) and approved again */
  | {
      kind: 'revised';
      attempt: (right: Figures) => Figures;
      revisedOn: string;
      note: string;
      edition?: Figures['edition'];
    };

interface PlacedBlemish {
  unitCode: string;
  period: string;
  blemish: Blemish;
}

/** The text of a figure moved by an amount, with the decimals it had. */
function shifted(text: string | null, by: string): string | null {
  if (text === null) return null;
  const value = new Decimal(text);
  return fixedText(value.plus(by), text.split('.')[1]?.length ?? 0);
}

/** A 快报 of 2025 whose energy stood higher than in the 年报 that replaced it. */
function replacedByFinal(unitCode: string, energy: string, points: string, published: string): PlacedBlemish {
  return {
    unitCode,
    period: '2025-12',
    blemish: {
      kind: 'revised',
      attempt: (right) => ({
        ...right,
        energyWanTce: shifted(right.energyWanTce, energy),
        energyGrowthPct: shifted(right.energyGrowthPct, points),
        publishedIntensityPct: shifted(right.publishedIntensityPct, published),
      }),
      revisedOn: '2026-06-16',
      note: '2025年年报数，替换快报。',
      edition: 'final',
    },
  };
}

/** All blemishes of the demo. */
export const BLEMISHES: readonly PlacedBlemish[] = [
  replacedByFinal('360429', '1.18', '0.2', '0.2'),
  replacedByFinal('360426', '0.06', '0.2', '0.1'),
  { unitCode: '360483', period: '2026-04', blemish: { kind: 'late', submittedOn: '2026-05-21' } },
  { unitCode: '360425', period: '2026-08', blemish: { kind: 'late', submittedOn: '2026-09-22' } },
  {
    unitCode: '360481',
    period: '2026-08',
    blemish: {
      kind: 'revised',
      attempt: (right) => ({
        ...right,
        energyWanTce: shifted(right.energyWanTce, '0.47'),
        energyGrowthPct: shifted(right.energyGrowthPct, '0.3'),
        publishedIntensityPct: shifted(right.publishedIntensityPct, '0.3'),
      }),
      revisedOn: '2026-10-14',
      note: '统计部门修订8月快报，按修订后的反馈数更正。',
    },
  },
  {
    unitCode: '360402',
    period: '2026-09',
    blemish: {
      kind: 'correctedAfterReturn',
      attempt: (right) => ({
        ...right,
        energyWanTce: shifted(right.energyWanTce, '2.45'),
        energyGrowthPct: shifted(right.energyGrowthPct, '3.3'),
        note: '能耗按企业台账汇总，含自备电厂。',
      }),
      reason: '请按统计反馈口径填报，不含自备电厂外供部分。',
    },
  },
  { unitCode: '360425', period: '2026-10', blemish: { kind: 'missing' } },
  { unitCode: '360428', period: '2026-10', blemish: { kind: 'undecided', submittedOn: '2026-11-20' } },
  {
    unitCode: '360423',
    period: '2026-10',
    blemish: {
      kind: 'returned',
      attempt: (right) => ({
        ...right,
        energyWanTce: shifted(right.energyWanTce, '0.32'),
        energyGrowthPct: shifted(right.energyGrowthPct, '6.8'),
        publishedIntensityPct: null,
        source: 'enterprises',
        note: '10月企业集中复产。',
      }),
      reason: '10月单月能耗明显高于前期，且未采用统计反馈数，请核对口径并说明上升原因。',
    },
  },
];

/** The blemish of a report; null where everything goes as it should. */
export function blemishOf(unitCode: string, period: string): Blemish | null {
  const placed = BLEMISHES.find((entry) => entry.unitCode === unitCode && entry.period === period);
  return placed?.blemish ?? null;
}
