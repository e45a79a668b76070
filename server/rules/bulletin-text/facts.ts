import type { Lamp } from '../grading.ts';
import type { QuotaStatus } from '../quota-pace.ts';

/** What a bulletin's sentences are made of: the part of its snapshot that they speak of. */

export interface UnitFacts {
  name: string;
  /** change of energy intensity, percent; null where nothing is released */
  actualPct: number | null;
  /** decimals it was published with, 2 for a computed one */
  actualDecimals: number | null;
  targetPct: number | null;
  gapPct: number | null;
  cumulativePct: number | null;
  cumulativeTargetPct: number | null;
  annualLamp: Lamp;
  planLamp: Lamp;
  mayFlip: boolean;
  missing: 'notReported' | 'unreleased' | null;
}

export interface QuotaCellFacts {
  quota: number | null;
  stock: number | null;
  /** whole units behind the published lists */
  behind: number;
  status: QuotaStatus;
}

export interface QuotaFacts {
  asOf: string;
  year: number;
  columns: readonly { label: string; measure: string; total: QuotaCellFacts }[];
  /** `cells` in the order of `columns` */
  units: readonly { name: string; cells: readonly QuotaCellFacts[] }[];
}

export interface BulletinFacts {
  period: string;
  ruleSet: { id: string; document: string; documentNumber: string; note: string };
  city: UnitFacts & { headlinePct: number; headlineGapPct: number | null };
  units: readonly UnitFacts[];
  trajectory: { sentence: string };
  /** the city's figure of each period up to this one */
  history: readonly { period: string; actualPct: number | null }[];
  quotas: QuotaFacts;
}
