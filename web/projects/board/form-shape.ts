import type { ProjectDetail, ProjectInput, ProjectStepInput } from '../../../server/projects/schema.ts';
import { parseDate } from '../../../server/rules/date-text.ts';
import type { ProjectKind } from '../../../server/rules/project-kinds.ts';
import { figuresTaken, type ProjectFigure, type ProjectStep } from '../../../server/rules/project-steps.ts';
import { parseWan, wanInput } from '../../subsidies/wan-text.ts';

/** What is typed in the forms of a project, and what is sent of it. All pure. */

/** Figures as typed; '' = not given. */
export type FigureTexts = Partial<Record<ProjectFigure, string>>;

/** Faults the form finds itself, by field. */
export type Faults = Readonly<Record<string, string>>;

export type Read<T> = { ok: true; input: T } | { ok: false; faults: Faults };

const MONEY: ReadonlySet<ProjectFigure> = new Set<ProjectFigure>(['investmentFen', 'loanFen']);
const YES_NO: ReadonlySet<ProjectFigure> = new Set<ProjectFigure>(['ndrcDiagnosed', 'acceptanceFiled']);
const DATES: ReadonlySet<ProjectFigure> = new Set<ProjectFigure>(['plannedFrom', 'plannedTo']);
const DECIMALS: ReadonlySet<ProjectFigure> = new Set<ProjectFigure>([
  'expectedSavingTce',
  'acceptedSavingTce',
  'unitEnergyBefore',
  'unitEnergyAfter',
]);

export type FigureKind = 'money' | 'yesNo' | 'date' | 'decimal' | 'provider' | 'level' | 'text';

/** How a figure is asked for. */
export function figureKind(name: ProjectFigure): FigureKind {
  if (MONEY.has(name)) return 'money';
  if (YES_NO.has(name)) return 'yesNo';
  if (DATES.has(name)) return 'date';
  if (DECIMALS.has(name)) return 'decimal';
  if (name === 'providerId') return 'provider';
  return name === 'energyLevel' ? 'level' : 'text';
}

const MONEY_FAULT = '请填写金额，单位万元，如 860 或 1,286.5。';

const tidy = (text: string) => text.normalize('NFKC').trim();
const orNull = (text: string) => (tidy(text) === '' ? null : tidy(text));

/** A known value as text of its field. */
export function figureText(name: ProjectFigure, value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' && figureKind(name) === 'money' ? wanInput(value) : String(value);
}

/** What a figure's text is sent as; undefined where it is no amount of money. What else is wrong the server says. */
export function figureValue(name: ProjectFigure, text: string): string | number | boolean | null | undefined {
  const given = orNull(text);
  if (given === null) return null;
  const kind = figureKind(name);
  if (kind === 'money') return parseWan(given) ?? undefined;
  if (kind === 'yesNo') return given === 'yes';
  if (kind === 'date') return parseDate(given) ?? given;
  if (kind === 'decimal') return given.replaceAll(',', '');
  return kind === 'provider' ? Number(given) : given;
}

function readFigures(texts: FigureTexts, names: readonly ProjectFigure[]) {
  const values: Record<string, string | number | boolean | null> = {};
  const faults: Record<string, string> = {};
  for (const name of names) {
    const value = figureValue(name, texts[name] ?? '');
    if (value === undefined) faults[name] = MONEY_FAULT;
    else values[name] = value;
  }
  return { values, faults };
}

/** The form of a step as typed. */
export interface StepDraft {
  on: string;
  person: string;
  note: string;
  figures: FigureTexts;
}

/** A step's form before anything is typed: what is known of the project stands in it. */
export function stepDraft(detail: ProjectDetail, step: ProjectStep, today: string): StepDraft {
  return {
    on: today,
    person: detail.person ?? '',
    note: '',
    figures: Object.fromEntries(figuresTaken(step).map((name) => [name, figureText(name, detail[name])])),
  };
}

/** What is sent of a step's form. */
export function stepInput(draft: StepDraft, step: ProjectStep, version: number): Read<ProjectStepInput> {
  const { values, faults } = readFigures(draft.figures, figuresTaken(step));
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  return {
    ok: true,
    input: {
      version,
      step,
      on: parseDate(draft.on) ?? draft.on.trim(),
      person: orNull(draft.person),
      note: orNull(draft.note),
      ...values,
    },
  };
}

/** Figures of the registration form. */
export const REGISTERED_FIGURES = [
  'investmentFen',
  'loanFen',
  'product',
  'energyUnit',
  'unitEnergyBefore',
  'expectedSavingTce',
  'plannedFrom',
  'plannedTo',
  'providerId',
] as const satisfies readonly ProjectFigure[];

/** The form of a project as typed. */
export interface ProjectDraft {
  firmId: string;
  name: string;
  kinds: ProjectKind[];
  content: string;
  willingOn: string;
  person: string;
  note: string;
  figures: FigureTexts;
}

/** The form of a new project. */
export function newDraft(today: string, firmId = ''): ProjectDraft {
  return {
    firmId,
    name: '',
    kinds: [],
    content: '',
    willingOn: today,
    person: '',
    note: '',
    figures: {},
  };
}

/** The form of a project that is known. */
export function draftOf(detail: ProjectDetail): ProjectDraft {
  return {
    firmId: String(detail.firmId),
    name: detail.name,
    kinds: [...detail.kinds],
    content: detail.content,
    willingOn: detail.willingOn ?? '',
    person: detail.person ?? '',
    note: '',
    figures: Object.fromEntries(REGISTERED_FIGURES.map((name) => [name, figureText(name, detail[name])])),
  };
}

/** What is sent of the form of a project; without a firm nothing is sent. */
export function projectInput(draft: ProjectDraft): Read<ProjectInput> {
  const { values, faults } = readFigures(draft.figures, REGISTERED_FIGURES);
  const all = draft.firmId === '' ? { ...faults, firmId: '请选择企业。' } : faults;
  if (Object.keys(all).length > 0) return { ok: false, faults: all };
  const figures = values as Pick<ProjectInput, (typeof REGISTERED_FIGURES)[number]>;
  return {
    ok: true,
    input: {
      firmId: Number(draft.firmId),
      name: draft.name.trim(),
      kinds: draft.kinds,
      content: draft.content.trim(),
      willingOn: parseDate(draft.willingOn) ?? draft.willingOn.trim(),
      person: orNull(draft.person),
      note: orNull(draft.note),
      ...figures,
    },
  };
}

/** Kinds with one more or one less, in the order chosen. */
export function toggled(kinds: readonly ProjectKind[], kind: ProjectKind, isChosen: boolean): ProjectKind[] {
  return isChosen ? [...kinds, kind] : kinds.filter((other) => other !== kind);
}
