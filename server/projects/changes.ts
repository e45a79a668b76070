import { and, eq } from 'drizzle-orm';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { beneficiary, project } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { AppError, invalidFields, versionConflict } from '../http/errors.ts';
import { cleanName } from '../rules/clean-name.ts';
import { fullDate } from '../rules/date-text.ts';
import { mayKeepLedger } from '../rules/ledger-scope.ts';
import type { Viewer } from '../rules/permissions.ts';
import { PROJECT_STAGES } from '../rules/project-stages.ts';
import { ACCEPTANCE_FIGURES, STAGE_DAY } from '../rules/project-steps.ts';
import { liveTwin, providerFixed } from './bounds.ts';
import { projectDetail, requireProject } from './detail.ts';
import {
  type Figures,
  type Problem,
  readFigures,
  readWillingDay,
  textOrNull,
  throwProblems,
  togetherProblems,
} from './fields.ts';
import type { ProjectView } from './list.ts';
import { type ProjectRecord, recordProject } from './record.ts';
import type { ProjectChange, ProjectInput } from './schema.ts';

/** Figures stated on the project itself; those of the acceptance report come with acceptance. */
const OWN_FIGURES = [
  'investmentFen',
  'loanFen',
  'product',
  'energyUnit',
  'unitEnergyBefore',
  'expectedSavingTce',
  'plannedFrom',
  'plannedTo',
  'providerId',
] as const;

const NO_FIGURES = {
  investmentFen: null,
  loanFen: null,
  product: null,
  energyUnit: null,
  unitEnergyBefore: null,
  expectedSavingTce: null,
  plannedFrom: null,
  plannedTo: null,
  providerId: null,
} as const satisfies Required<Pick<Figures, (typeof OWN_FIGURES)[number]>>;

/** A willing firm's project of which no more is known yet: to be completed with what is. */
export const BLANK_PROJECT = { ...NO_FIGURES, content: '', person: null, note: null } as const;

/** What is wrong with the figures a new project states; empty where nothing is. */
export function ownFigureProblems(
  db: ReadDb | WriteTx,
  input: Partial<Record<(typeof OWN_FIGURES)[number], unknown>>,
  today: string,
): Problem[] {
  const { figures, problems } = readFigures(db, input, OWN_FIGURES, today);
  const found = { ...togetherProblems({ ...NO_FIGURES, ...figures }), ...problems };
  return Object.values(found).filter((problem) => problem !== null);
}

type FirmRow = typeof beneficiary.$inferSelect;

/** A firm that has closed gets no new project. */
export function closedProblem({ name, closedOn }: Pick<FirmRow, 'name' | 'closedOn'>): Problem | null {
  if (closedOn === null) return null;
  return { code: 'closed', message: `${name}已于${fullDate(closedOn)}停产或注销，不能登记改造项目。` };
}

/** The firm a project is of, where this viewer may keep its ledger; another county's is not even there. */
function firmFor(
  tx: WriteTx,
  viewer: Viewer,
  firmId: number,
): { firm: FirmRow | null; problem: Problem | null } {
  const where = and(eq(beneficiary.id, firmId), eq(beneficiary.kind, 'enterprise'));
  const firm = tx.select().from(beneficiary).where(where).get() ?? null;
  if (firm === null || !mayKeepLedger(viewer, firm.statisticsUnit)) {
    return { firm: null, problem: { code: 'unknown_firm', message: '请选择本单位登记的企业。' } };
  }
  return { firm, problem: closedProblem(firm) };
}

function nameProblem(tx: WriteTx, name: string, firmId: number, exceptId: number): Problem | null {
  if (name === '') return { code: 'required', message: '请填写项目名称。' };
  const known = liveTwin(tx, { name, firmId, exceptId });
  return known === null
    ? null
    : { code: 'duplicate', message: `该企业已有同名项目（编号${known}），请勿重复登记。` };
}

const kindsProblem = (kinds: readonly string[]): Problem | null =>
  kinds.length > 0 ? null : { code: 'required', message: '请选择改造类别，可多选。' };

/**
 * Registers a project in the stage 意愿, with its first event and audit row. Refused with a message at the field where
 * something is wrong or missing: a firm this viewer does not keep is 422 at `firmId`.
 * @returns its id
 */
export function insertProject(
  tx: WriteTx,
  viewer: Viewer,
  input: ProjectInput,
  today: string,
  actor: Actor,
): number {
  const { firm, problem: firmProblem } = firmFor(tx, viewer, input.firmId);
  const name = cleanName(input.name);
  const { figures, problems } = readFigures(tx, input, OWN_FIGURES, today);
  const own = { ...NO_FIGURES, ...figures };
  const willing = readWillingDay(input.willingOn, today);
  throwProblems({
    firmId: firmProblem,
    name: nameProblem(tx, name, input.firmId, 0),
    kinds: kindsProblem(input.kinds),
    willingOn: willing.problem,
    ...togetherProblems(own),
    ...problems,
  });
  if (firm === null) throw invalidFields({ firmId: { code: 'unknown_firm', message: '请选择企业。' } });
  const columns = {
    firmId: firm.id,
    unitCode: firm.statisticsUnit,
    name,
    kinds: [...new Set<string>(input.kinds)],
    content: input.content.trim(),
    willingOn: willing.day,
    ...own,
  };
  const { id } = tx
    .insert(project)
    .values({ ...columns, stage: 'willing', createdAt: actor.at, createdBy: actor.id })
    .returning({ id: project.id })
    .get();
  const said = { person: textOrNull(input.person), note: textOrNull(input.note) };
  const moved = { projectId: id, step: 'create', fromStage: null, toStage: 'willing' } as const;
  recordProject(tx, { ...moved, on: willing.day, ...said, data: null, after: columns }, actor);
  return id;
}

/** 登记意愿 as a request of its own. @returns id */
export function addProject(db: Database, view: ProjectView, input: ProjectInput, actor: Actor): number {
  return db.write((tx) => insertProject(tx, view.viewer, input, view.today, actor));
}

/** Day of the first stage after 意愿 that was reached. */
function nextDay(row: ProjectRecord): string | null {
  const later = PROJECT_STAGES.slice(1).map((stage) => row[STAGE_DAY[stage]]);
  return later.find((day) => day !== null) ?? null;
}

/** What acceptance has settled is changed by acceptance alone. */
function acceptedProblems(row: ProjectRecord, own: Figures) {
  if (row.acceptedOn === null) return {};
  const message = '项目已验收，该项以节能验收报告为准，不能修改。';
  const changed = ACCEPTANCE_FIGURES.filter((name) => own[name] !== undefined && own[name] !== row[name]);
  return Object.fromEntries(changed.map((name) => [name, { code: 'accepted', message }]));
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** 修改项目: what is known of it, not its stage. The firm stays. Nothing is written where nothing changes. */
export function changeProject(
  db: Database,
  view: ProjectView,
  id: number,
  input: ProjectChange,
  actor: Actor,
): void {
  const { viewer, scope, today } = view;
  db.write((tx) => {
    const { row } = requireProject(tx, scope, id);
    if (row.version !== input.version) {
      throw versionConflict({ current: projectDetail(tx, view, id), yours: input });
    }
    if (row.stoppedOn !== null) throw new AppError(409, 'stopped', '项目已终止，恢复后方可修改。');
    const name = cleanName(input.name);
    const { figures, problems } = readFigures(tx, input, OWN_FIGURES, today, row);
    const own = { ...NO_FIGURES, ...figures };
    const willing = readWillingDay(input.willingOn, today);
    const next = nextDay(row);
    throwProblems({
      firmId:
        input.firmId === row.firmId
          ? null
          : { code: 'not_changeable', message: '项目所属企业不能更改，请终止后另行登记。' },
      name: nameProblem(tx, name, row.firmId, id),
      kinds: kindsProblem(input.kinds),
      willingOn:
        willing.problem ??
        (next !== null && willing.day > next
          ? { code: 'too_late', message: `意愿日期不能晚于下一阶段日期（${next}）。` }
          : null),
      ...togetherProblems(own),
      ...acceptedProblems(row, own),
      ...providerFixed(tx, row, problems.providerId ? undefined : own.providerId),
      ...problems,
    });
    if (!mayKeepLedger(viewer, row.unitCode))
      throw new AppError(403, 'forbidden', '您没有修改该项目的权限。');
    const kinds = [...new Set<string>(input.kinds)];
    const wanted = { name, kinds, content: input.content.trim(), willingOn: willing.day, ...own };
    const set = Object.fromEntries(
      Object.entries(wanted).filter(([key, value]) => !isSame(value, row[key as keyof ProjectRecord])),
    );
    const said = { person: textOrNull(input.person), note: textOrNull(input.note) };
    if (Object.keys(set).length === 0 && said.note === null && said.person === null) return;
    tx.update(project)
      .set({ ...set, version: row.version + 1 })
      .where(eq(project.id, id))
      .run();
    const before = Object.fromEntries(Object.keys(set).map((key) => [key, row[key as keyof ProjectRecord]]));
    const stay = { projectId: id, step: 'edit', fromStage: row.stage, toStage: row.stage, on: today };
    recordProject(tx, { ...stay, ...said, data: set, before }, actor);
  });
}
