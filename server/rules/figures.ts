import { Decimal } from '../analytics/decimal.ts';

/** The first page of a report: what energy intensity needs; all cumulative since January. */
export const INTENSITY_FIELDS = [
  'energyWanTce',
  'samePeriodEnergyWanTce',
  'energyGrowthPct',
  'valueAddedGrowthPct',
  'publishedIntensityPct',
] as const;

/** The second page (其他指标), asked for only in the periods they are due (server/rules/collection.ts). */
export const OTHER_FIELDS = [
  'waterIntensityPct',
  'carbonIntensityPct',
  'greenRevenueYiYuan',
  'efficientMotorSharePct',
  'retrofitCoveragePct',
] as const;

/** The figures of a report that are numbers. */
export const FIGURE_FIELDS = [...INTENSITY_FIELDS, ...OTHER_FIELDS] as const;
export type FigureField = (typeof FIGURE_FIELDS)[number];
export type OtherField = (typeof OTHER_FIELDS)[number];

export interface FigureSpec {
  label: string;
  unit: '万吨标准煤' | '亿元' | '%';
  /** Decimals accepted. 庐山市 has 0.92 万吨标准煤, so energy needs four. */
  maxDecimals: number;
  /** Lower bound, included or not. */
  min: string;
  minIncluded: boolean;
  /** Upper bound, included or not. */
  max: string;
  maxIncluded: boolean;
  requiredAtSubmit: boolean;
  /** An example for messages. */
  example: string;
}

const ENERGY = {
  unit: '万吨标准煤',
  maxDecimals: 4,
  min: '0',
  minIncluded: true,
  max: '100000',
  maxIncluded: false,
} as const;

/** A share (占比、覆盖率): 0 to 100 %, both included. */
const SHARE = {
  unit: '%',
  maxDecimals: 4,
  min: '0',
  minIncluded: true,
  max: '100',
  maxIncluded: true,
  requiredAtSubmit: false,
} as const;

const PERCENT = {
  unit: '%',
  maxDecimals: 4,
  min: '-100',
  minIncluded: false,
  max: '10000',
  maxIncluded: true,
} as const;

export const FIGURE_SPECS: Readonly<Record<FigureField, FigureSpec>> = {
  energyWanTce: { label: '综合能源消费量', ...ENERGY, requiredAtSubmit: true, example: '82.36' },
  samePeriodEnergyWanTce: {
    label: '上年同期综合能源消费量（修订数）',
    ...ENERGY,
    requiredAtSubmit: false,
    example: '81.54',
  },
  energyGrowthPct: { label: '综合能源消费量增速', ...PERCENT, requiredAtSubmit: true, example: '1.0' },
  valueAddedGrowthPct: { label: '规上工业增加值增速', ...PERCENT, requiredAtSubmit: true, example: '4.8' },
  publishedIntensityPct: {
    label: '单位工业增加值能耗增速',
    ...PERCENT,
    requiredAtSubmit: false,
    example: '−3.6',
  },
  waterIntensityPct: {
    label: '单位工业增加值用水量增速',
    ...PERCENT,
    requiredAtSubmit: false,
    example: '−2.0',
  },
  carbonIntensityPct: {
    label: '规上工业碳排放强度增速',
    ...PERCENT,
    requiredAtSubmit: false,
    example: '−4.2',
  },
  greenRevenueYiYuan: {
    label: '规上绿色低碳产业营业收入',
    unit: '亿元',
    maxDecimals: 4,
    min: '0',
    minIncluded: true,
    max: '100000',
    maxIncluded: false,
    requiredAtSubmit: false,
    example: '18.6',
  },
  efficientMotorSharePct: { label: '在役高效节能电机占比', ...SHARE, example: '18.5' },
  retrofitCoveragePct: { label: '千吨标准煤以上企业改造覆盖率', ...SHARE, example: '62.0' },
};

/** Where a figure comes from. Source: DESIGN §3.2. */
export const SOURCES = ['statistics', 'enterprises', 'own'] as const;
export type Source = (typeof SOURCES)[number];
export const SOURCE_LABELS: Readonly<Record<Source, string>> = {
  statistics: '统计反馈',
  enterprises: '企业汇总',
  own: '自行测算',
};

/** How electricity is turned into coal equivalent. */
export const ENERGY_SCOPES = ['calorific', 'equivalent', 'unstated'] as const;
export type EnergyScope = (typeof ENERGY_SCOPES)[number];
export const ENERGY_SCOPE_LABELS: Readonly<Record<EnergyScope, string>> = {
  calorific: '当量值',
  equivalent: '等价值',
  unstated: '未注明',
};

/** Whether feedstock energy (原料用能) or renewables (可再生能源) are deducted. */
export const DEDUCTIONS = ['yes', 'no', 'unstated'] as const;
export type Deduction = (typeof DEDUCTIONS)[number];
export const DEDUCTION_LABELS: Readonly<Record<Deduction, string>> = {
  yes: '已扣除',
  no: '未扣除',
  unstated: '未注明',
};

export const EDITIONS = ['flash', 'final'] as const;
export type Edition = (typeof EDITIONS)[number];
export const EDITION_LABELS: Readonly<Record<Edition, string>> = { flash: '快报', final: '年报' };

/**
 * The contents of a report. A figure is normalised text which keeps the decimals as written ('-3.60'), because they say
 * how far it was rounded; null where nothing was entered, never 0.
 */
export interface Figures extends Record<FigureField, string | null> {
  /** A remark on one value, by field; no entry where there is none. */
  comments: Partial<Record<FigureField, string>>;
  /** Why there is no value (无数据原因), by field. */
  absent: Partial<Record<FigureField, string>>;
  note: string;
  source: Source;
  energyScope: EnergyScope;
  feedstockDeducted: Deduction;
  renewablesDeducted: Deduction;
  edition: Edition;
}

export const EMPTY_FIGURES: Figures = {
  energyWanTce: null,
  samePeriodEnergyWanTce: null,
  energyGrowthPct: null,
  valueAddedGrowthPct: null,
  publishedIntensityPct: null,
  waterIntensityPct: null,
  carbonIntensityPct: null,
  greenRevenueYiYuan: null,
  efficientMotorSharePct: null,
  retrofitCoveragePct: null,
  comments: {},
  absent: {},
  note: '',
  source: 'statistics',
  energyScope: 'unstated',
  feedstockDeducted: 'unstated',
  renewablesDeducted: 'unstated',
  edition: 'flash',
};

export type FigureErrorCode = 'not_a_number' | 'out_of_range' | 'too_many_decimals';

export interface FigureError {
  code: FigureErrorCode;
  /** Chinese: what was typed and what is expected. */
  message: string;
}

export type ParsedFigure = { ok: true; text: string | null } | ({ ok: false } & FigureError);

const MINUS_SIGNS = /[-−—–－﹣]/g;
const FULL_WIDTH_DIGIT = /[０-９]/g;
const FULL_WIDTH_OFFSET = 0xfee0;
const ANY_SPACE = /[\s\u00a0\u202f\u2009\u3000]+/g;
/** Optional sign; digits, plain or in groups of three by one kind of separator; optional decimals. */
const NUMBER = /^([-+]?) ?(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)?(?:\.(\d*))?( ?%)?$/;
const SHOWN_CHARACTERS = 24;
/** Longer texts are no figures and are not looked at. */
const MAX_CHARACTERS = 200;

/** Full-width and typographic characters as their plain ASCII ones; inner spaces as single spaces. */
function toPlainCharacters(raw: string): string {
  return raw
    .replace(FULL_WIDTH_DIGIT, (digit) => String.fromCharCode(digit.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(MINUS_SIGNS, '-')
    .replace(/＋/g, '+')
    .replace(/．/g, '.')
    .replace(/，/g, ',')
    .replace(/％/g, '%')
    .replace(ANY_SPACE, ' ')
    .trim();
}

/**
 * A number as people type and paste it, as plain decimal text with the decimals as written; null where it is no number
 * of this unit.
 */
export function plainDecimal(raw: string, unit: FigureSpec['unit']): string | null {
  const match = NUMBER.exec(toPlainCharacters(raw));
  if (match === null) return null;
  const [, sign = '', grouped = '', decimals = '', percentSign] = match;
  if (grouped === '' && decimals === '') return null;
  if (percentSign !== undefined && unit !== '%') return null;
  const whole = grouped.replace(/[, ]/g, '').replace(/^0+(?=\d)/, '') || '0';
  const text = decimals === '' ? whole : `${whole}.${decimals}`;
  return sign === '-' && /[1-9]/.test(text) ? `-${text}` : text;
}

/** What was typed, cut to a readable length; a JSON value that is neither text nor number is only named. */
function shown(raw: unknown): string {
  if (typeof raw !== 'string' && typeof raw !== 'number') return typeof raw;
  const text = String(raw).trim();
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

function isInRange(value: Decimal, spec: FigureSpec): boolean {
  const aboveMin = spec.minIncluded ? value.gte(spec.min) : value.gt(spec.min);
  const belowMax = spec.maxIncluded ? value.lte(spec.max) : value.lt(spec.max);
  return aboveMin && belowMax;
}

function rangeMessage(field: FigureField, spec: FigureSpec, raw: unknown): string {
  const typed = `填写的是“${shown(raw)}”`;
  if (spec.unit === '万吨标准煤')
    return `${spec.label}须不小于0且小于100000万吨标准煤，${typed}；单位是万吨标准煤，不是吨`;
  if (spec.unit === '亿元') return `${spec.label}须不小于0且小于100000亿元，${typed}`;
  if (spec.max === '100') return `${spec.label}须在0%到100%之间，${typed}`;
  if (field === 'valueAddedGrowthPct') return `增加值增速须大于 −100%且不超过10000%，${typed}`;
  return `${spec.label}须大于 −100%且不超过10000%，${typed}`;
}

function notANumber(spec: FigureSpec, raw: unknown): ParsedFigure {
  const hint = spec.unit === '%' ? `${spec.example}（单位%）` : `${spec.example}（单位${spec.unit}，不带%）`;
  const message = `${spec.label}须为数字，如${hint}，填写的是“${shown(raw)}”`;
  return { ok: false, code: 'not_a_number', message };
}

/**
 * Reads a figure as people type and paste it: full-width digits, signs and points, thousands separators in their place,
 * a percent sign after a percentage, any of the dashes as minus, a leading plus. Blank is null.
 * @param raw text, or a number from JSON; exponents, NaN and Infinity are no figures
 * @returns normalised text with the decimals as written, or a stable code with a Chinese message
 */
export function parseFigure(field: FigureField, raw: unknown): ParsedFigure {
  const spec = FIGURE_SPECS[field];
  if (raw === null || raw === undefined) return { ok: true, text: null };
  if (typeof raw !== 'string' && typeof raw !== 'number') return notANumber(spec, raw);
  const typed = String(raw);
  if (typed.length > MAX_CHARACTERS) return notANumber(spec, raw);
  if (typed.replace(ANY_SPACE, '') === '') return { ok: true, text: null };
  const text = plainDecimal(typed, spec.unit);
  if (text === null) return notANumber(spec, raw);
  if (!isInRange(new Decimal(text), spec)) {
    return { ok: false, code: 'out_of_range', message: rangeMessage(field, spec, raw) };
  }
  if ((text.split('.')[1]?.length ?? 0) > spec.maxDecimals) {
    const message = `${spec.label}最多保留${spec.maxDecimals}位小数，填写的是“${shown(raw)}”`;
    return { ok: false, code: 'too_many_decimals', message };
  }
  return { ok: true, text };
}

function oneOf<T extends string>(allowed: readonly T[], raw: unknown, otherwise: T): T {
  return allowed.find((value) => value === raw) ?? otherwise;
}

/** Texts by field, trimmed; empty ones and unknown fields are left out. */
function readTexts(raw: unknown): Partial<Record<FigureField, string>> {
  if (typeof raw !== 'object' || raw === null) return {};
  const given = raw as Readonly<Record<string, unknown>>;
  const texts: Partial<Record<FigureField, string>> = {};
  for (const field of FIGURE_FIELDS) {
    const text = given[field];
    if (typeof text === 'string' && text.trim() !== '') texts[field] = text.trim();
  }
  return texts;
}

/**
 * Reads a whole report as typed. A figure that cannot be read is null in `figures` and explained in `errors`; a
 * choice that is absent or unknown takes the default of EMPTY_FIGURES.
 */
export function parseFigures(raw: Readonly<Record<string, unknown>>): {
  figures: Figures;
  errors: Partial<Record<FigureField, FigureError>>;
} {
  const errors: Partial<Record<FigureField, FigureError>> = {};
  const figures: Figures = {
    ...EMPTY_FIGURES,
    comments: readTexts(raw.comments),
    absent: readTexts(raw.absent),
    note: typeof raw.note === 'string' ? raw.note.trim() : '',
    source: oneOf(SOURCES, raw.source, EMPTY_FIGURES.source),
    energyScope: oneOf(ENERGY_SCOPES, raw.energyScope, EMPTY_FIGURES.energyScope),
    feedstockDeducted: oneOf(DEDUCTIONS, raw.feedstockDeducted, EMPTY_FIGURES.feedstockDeducted),
    renewablesDeducted: oneOf(DEDUCTIONS, raw.renewablesDeducted, EMPTY_FIGURES.renewablesDeducted),
    edition: oneOf(EDITIONS, raw.edition, EMPTY_FIGURES.edition),
  };
  for (const field of FIGURE_FIELDS) {
    const parsed = parseFigure(field, raw[field]);
    if (parsed.ok) figures[field] = parsed.text;
    else errors[field] = { code: parsed.code, message: parsed.message };
  }
  return { figures, errors };
}
