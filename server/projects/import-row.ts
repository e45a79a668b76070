import { Decimal } from '../analytics/decimal.ts';
import { cleanName } from '../rules/clean-name.ts';
import { parseDate } from '../rules/date-text.ts';
import { PROJECT_KIND_LABELS, PROJECT_KINDS, type ProjectKind } from '../rules/project-kinds.ts';
import { PROJECT_STAGE_LABELS } from '../rules/project-stages.ts';
import { FIRST_DAY } from './fields.ts';
import type { ProjectImportRow } from './import-schema.ts';
import { PROJECT_TEXT_LIMITS, type ProjectInput } from './schema.ts';
import { type ImportedStage, parseStage } from './stage-words.ts';

/** What a row says, its firm and provider still to be found. */
export interface ProjectText {
  input: Omit<ProjectInput, 'firmId' | 'providerId'>;
  stage: ImportedStage;
  /** days of the stages after 意愿 */
  days: { diagnosedOn: string | null; schemeOn: string | null; startedOn: string | null };
  /** what whoever imports should know */
  notes: string[];
}

/** As written: full-width brackets belong to a name. */
const textOf = (cell: string | null | undefined) => (cell ?? '').trim();
const plainOf = (cell: string | null | undefined) => textOf(cell).normalize('NFKC');
const figureOrNull = (cell: string | null | undefined) => plainOf(cell).replaceAll(',', '') || null;

/** Other words lists use for the kinds. */
const KIND_WORDS: readonly [RegExp, ProjectKind][] = [
  [/节能|能效/, 'energySaving'],
  [/节水/, 'waterSaving'],
  [/节材/, 'materialSaving'],
  [/降碳|减碳|低碳|碳/, 'carbonReduction'],
  [/减污|治污|清洁生产/, 'pollutionReduction'],
  [/减排/, 'emissionReduction'],
  [/增效|提质/, 'efficiency'],
  [/综合利用|循环|固废/, 'resourceUse'],
];

/** Kinds a text names: 节能、降碳; empty where it names none. */
export function parseKinds(text: string): ProjectKind[] {
  const plain = plainOf(text);
  const found = new Set(KIND_WORDS.filter(([words]) => words.test(plain)).map(([, kind]) => kind));
  return PROJECT_KINDS.filter((kind) => found.has(kind));
}

/** 万元 as written into 分; NaN where it is no amount. */
function fenOf(cell: string | null | undefined): number | null {
  const text = textOf(cell)
    .replaceAll(',', '')
    .replace(/万元?$/, '');
  if (text === '') return null;
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(text)) return Number.NaN;
  return new Decimal(text).times(1_000_000).toNumber();
}

function dayOf(cell: string | null | undefined): string | null | undefined {
  const text = plainOf(cell);
  return text === '' ? null : (parseDate(text) ?? undefined);
}

const DAY_WORDS = {
  willingOn: '意愿日期',
  diagnosedOn: '诊断日期',
  schemeOn: '方案日期',
  startedOn: '开工日期',
  plannedFrom: '计划开工日期',
  plannedTo: '计划完工日期',
} as const;
type DayKey = keyof typeof DAY_WORDS;
const DAY_KEYS = Object.keys(DAY_WORDS) as DayKey[];

/** The day without which a stage cannot be stated. */
const STAGE_DAY_KEY: Readonly<Record<ImportedStage, DayKey>> = {
  willing: 'willingOn',
  diagnosed: 'diagnosedOn',
  scheme: 'schemeOn',
  retrofitting: 'startedOn',
};

/** Days of the stages in order, none in the future; what is wrong, in sentences. */
function dayFaults(
  days: Readonly<Record<DayKey, string | null | undefined>>,
  stage: ImportedStage,
  today: string,
): string[] {
  const unread = DAY_KEYS.filter((key) => days[key] === undefined);
  const faults = unread.map((key) => `${DAY_WORDS[key]}应为日期，如2026-03-01。`);
  if (days[STAGE_DAY_KEY[stage]] === null) faults.push(`请填写${DAY_WORDS[STAGE_DAY_KEY[stage]]}。`);
  const order = ['willingOn', 'diagnosedOn', 'schemeOn', 'startedOn'] as const;
  const reached = order.flatMap((key) => days[key] ?? []);
  if (reached.some((day) => day > today)) faults.push('各阶段日期不能晚于今天。');
  if (reached.some((day, index) => index > 0 && day < (reached[index - 1] ?? ''))) {
    faults.push('各阶段日期应按意愿、诊断、方案、开工的先后。');
  }
  if (days.willingOn && days.willingOn < FIRST_DAY) faults.push('意愿日期不能早于2020年1月1日，请核对年份。');
  if (days.startedOn && days.plannedTo && days.plannedTo < days.startedOn) {
    faults.push('计划完工日期不能早于开工日期。');
  }
  return faults;
}

const TEXT_WORDS = {
  name: '项目名称',
  content: '改造内容',
  person: '责任人',
  product: '核定能耗的产品',
  energyUnit: '单位产品能耗的计量单位',
} as const;

/** Texts longer than a project may have. */
function lengthFaults(texts: Readonly<Record<keyof typeof TEXT_WORDS, string>>): string[] {
  const keys = Object.keys(TEXT_WORDS) as (keyof typeof TEXT_WORDS)[];
  return keys
    .filter((key) => texts[key].length > PROJECT_TEXT_LIMITS[key])
    .map((key) => `${TEXT_WORDS[key]}不能超过${PROJECT_TEXT_LIMITS[key]}个字。`);
}

const DATED_STAGES = ['diagnosedOn', 'schemeOn', 'startedOn'] as const;

/** Days of stages the row does not say to have reached: they are left out, and that is said. */
function leftOutNote(days: Readonly<Record<DayKey, string | null | undefined>>, stage: ImportedStage) {
  const reached = ['willing', 'diagnosed', 'scheme', 'retrofitting'].indexOf(stage);
  const beyond = DATED_STAGES.filter((key, index) => index >= reached && days[key]);
  if (beyond.length === 0) return [];
  const named = beyond.map((key) => DAY_WORDS[key]).join('、');
  return [`按“${PROJECT_STAGE_LABELS[stage]}”导入，未采用表中的${named}。`];
}

/** A row of text, or every reason why it cannot be read. */
export function readProjectRow(row: ProjectImportRow, today: string): ProjectText | string[] {
  const kinds = parseKinds(textOf(row.kinds));
  const [investmentFen, loanFen] = [fenOf(row.investment), fenOf(row.loan)];
  const days = Object.fromEntries(DAY_KEYS.map((key) => [key, dayOf(row[key])])) as Record<
    DayKey,
    string | null | undefined
  >;
  const dated = { diagnosed: Boolean(days.diagnosedOn), scheme: Boolean(days.schemeOn) };
  const staged = parseStage(plainOf(row.stage), dated);
  const texts = {
    name: cleanName(textOf(row.name)),
    content: textOf(row.content),
    person: textOf(row.person),
    product: textOf(row.product),
    energyUnit: textOf(row.energyUnit),
  };
  // who started works was willing before: the earliest day stated stands for it
  const first = days.willingOn ?? days.diagnosedOn ?? days.schemeOn ?? days.startedOn ?? null;
  const faults = [
    ...(texts.name === '' ? ['请填写项目名称。'] : []),
    ...lengthFaults(texts),
    ...(kinds.length > 0
      ? []
      : [`改造类别不能识别，请写${Object.values(PROJECT_KIND_LABELS).slice(0, 4).join('、')}等。`]),
    ...(staged === null ? ['阶段不能识别，请写意愿、诊断、方案或改造中。'] : []),
    ...(Number.isNaN(investmentFen) || Number.isNaN(loanFen) ? ['投资额、贷款额应为数字（万元）。'] : []),
    ...dayFaults({ ...days, willingOn: days.willingOn ?? first }, staged?.stage ?? 'willing', today),
  ];
  if (staged === null || faults.length > 0) return faults;
  const { stage, note } = staged;
  const reached = ['willing', 'diagnosed', 'scheme', 'retrofitting'].indexOf(stage);
  return {
    input: {
      name: texts.name,
      kinds,
      content: texts.content,
      willingOn: first ?? '',
      person: texts.person || null,
      note: null,
      investmentFen,
      loanFen,
      product: texts.product || null,
      energyUnit: texts.energyUnit || null,
      unitEnergyBefore: figureOrNull(row.unitEnergyBefore),
      expectedSavingTce: figureOrNull(row.expectedSavingTce),
      plannedFrom: days.plannedFrom ?? null,
      plannedTo: days.plannedTo ?? null,
    },
    stage,
    days: {
      diagnosedOn: reached >= 1 ? (days.diagnosedOn ?? null) : null,
      schemeOn: reached >= 2 ? (days.schemeOn ?? null) : null,
      startedOn: reached >= 3 ? (days.startedOn ?? null) : null,
    },
    notes: [...(note === null ? [] : [note]), ...leftOutNote(days, stage)],
  };
}
