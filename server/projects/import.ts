import { and, eq, isNull } from 'drizzle-orm';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { beneficiary, project, unit } from '../../db/schema.ts';
import { firmScopeOf, firmsIn } from '../firms/scope.ts';
import type { Actor } from '../http/context.ts';
import { AppError } from '../http/errors.ts';
import { type NamedProvider, selectedProviders } from '../providers/selectable.ts';
import { cleanName } from '../rules/clean-name.ts';
import { normalCreditCode } from '../rules/credit-code.ts';
import { fullDate } from '../rules/date-text.ts';
import type { Viewer } from '../rules/permissions.ts';
import { PROJECT_STAGE_LABELS } from '../rules/project-stages.ts';
import { editDistance, holderKey, maybeSameHolder, nameCore } from '../rules/similar-name.ts';
import { closedProblem, insertProject, ownFigureProblems } from './changes.ts';
import { type ProjectText, readProjectRow } from './import-row.ts';
import type {
  ProjectImportReply,
  ProjectImportRequest,
  ProjectImportRow,
  ProjectVerdict,
} from './import-schema.ts';
import { recordProject } from './record.ts';

type Db = ReadDb | WriteTx;

export interface ProjectImporter {
  viewer: Viewer;
  actor: Actor;
  /** business date */
  today: string;
}

interface KnownFirm {
  id: number;
  name: string;
  creditCode: string | null;
  closedOn: string | null;
  unitName: string;
}

/** What the rows are judged against; it grows with the rows that were taken. */
interface Ground {
  db: Db;
  today: string;
  firms: KnownFirm[];
  providers: NamedProvider[];
  /** names of each firm's projects that go on */
  projects: Map<number, string[]>;
}

interface Task {
  text: ProjectText;
  firmId: number;
  providerId: number | null;
}

interface Judged {
  verdict: ProjectVerdict;
  /** null where nothing is written */
  task: Task | null;
}

const textOf = (cell: string | null | undefined) => (cell ?? '').trim();

/** Names so near that somebody has to look: the same core, or one sign apart. */
function isSimilar(a: string, b: string): boolean {
  const [left, right] = [nameCore(a), nameCore(b)];
  return left === right || (Math.min(left.length, right.length) >= 4 && editDistance(left, right) <= 1);
}

const unregistered = (hint: string) => `企业未在本单位登记，请先在“重点用能企业”登记或导入。${hint}`;

/** Whether a sheet's name may be that of a firm on record, written another way. */
function isNameOf(firm: KnownFirm, name: string): boolean {
  if (firm.name === name || isSimilar(firm.name, name)) return true;
  const key = (holder: string) => holderKey({ holder, formerNames: [], creditCode: null });
  return maybeSameHolder(key(firm.name), key(name));
}

/** A firm named by code and by name: both must mean the same one. */
function firmByBoth(code: string, name: string, firms: readonly KnownFirm[]): KnownFirm | string {
  const byCode = firms.find((firm) => firm.creditCode === code);
  const byName = firms.find((firm) => firm.name === name);
  if (byCode) {
    if (byName && byName.id !== byCode.id) return '企业名称与统一社会信用代码不是同一企业。';
    if (isNameOf(byCode, name)) return byCode;
    return `该统一社会信用代码登记的企业为“${byCode.name}”，与表中企业名称不符，请核对。`;
  }
  if (!byName) return firmByName(name, firms);
  return byName.creditCode === null
    ? `企业“${name}”尚未登记统一社会信用代码，请先在“重点用能企业”补填，或不填本列。`
    : `统一社会信用代码与企业“${name}”登记的代码不符，请核对。`;
}

function firmByName(name: string, firms: readonly KnownFirm[]): KnownFirm | string {
  const near = firms.find((firm) => isSimilar(firm.name, name));
  return firms.find((firm) => firm.name === name) ?? unregistered(near ? `是否“${near.name}”？` : '');
}

/** The firm a row names, by its code, its very name or both, among those the viewer keeps; else why not. */
function firmOf(row: ProjectImportRow, { firms }: Ground): KnownFirm | string {
  const code = normalCreditCode(textOf(row.creditCode).normalize('NFKC'));
  const name = cleanName(textOf(row.firm));
  if (code === '' && name === '') return '请填写企业名称或统一社会信用代码。';
  const found =
    code === ''
      ? firmByName(name, firms)
      : name === ''
        ? (firms.find((firm) => firm.creditCode === code) ?? unregistered(''))
        : firmByBoth(code, name, firms);
  if (typeof found === 'string') return found;
  return closedProblem(found)?.message ?? found;
}

function providerOf(row: ProjectImportRow, { providers }: Ground): number | null | string {
  const name = cleanName(textOf(row.provider));
  if (name === '' || name === '无') return null;
  const known = providers.find((one) => one.name === name);
  if (!known) return `服务商“${name}”不在服务商名单中。`;
  return known.endedOn === null
    ? known.id
    : `服务商“${name}”已于${fullDate(known.endedOn)}退出服务商清单，不能选择。`;
}

function judge(row: ProjectImportRow, ground: Ground): Judged {
  const { line } = row;
  const firm = firmOf(row, ground);
  const provider = providerOf(row, ground);
  const text = readProjectRow(row, ground.today);
  if (typeof firm === 'string' || typeof provider === 'string' || Array.isArray(text)) {
    const said = [firm, provider].filter((part) => typeof part === 'string');
    const messages = [...said, ...(Array.isArray(text) ? text : [])];
    return { verdict: { line, verdict: 'error', messages, entry: null }, task: null };
  }
  const faults = ownFigureProblems(ground.db, { ...text.input, providerId: provider }, ground.today);
  if (faults.length > 0) {
    const messages = faults.map(({ message }) => message);
    return { verdict: { line, verdict: 'error', messages, entry: null }, task: null };
  }
  const { name } = text.input;
  const entry = {
    name,
    firmName: firm.name,
    unitName: firm.unitName,
    stage: PROJECT_STAGE_LABELS[text.stage],
  };
  const names = ground.projects.get(firm.id) ?? [];
  if (names.includes(name)) {
    const messages = ['该企业已有同名项目。'];
    return { verdict: { line, verdict: 'duplicate', messages, entry }, task: null };
  }
  const near = names.find((other) => isSimilar(other, name));
  ground.projects.set(firm.id, [...names, name]);
  if (near !== undefined && row.confirmSimilar !== true) {
    const messages = [`与该企业的项目“${near}”名称相近，请核对是否同一项目。`];
    return { verdict: { line, verdict: 'similar', messages, entry }, task: null };
  }
  return {
    verdict: { line, verdict: 'new', messages: text.notes, entry },
    task: { text, firmId: firm.id, providerId: provider },
  };
}

function groundFor(db: Db, { viewer, today }: ProjectImporter): Ground {
  const { id, name, creditCode, closedOn } = beneficiary;
  const firms = db
    .select({ id, name, creditCode, closedOn, unitName: unit.name })
    .from(beneficiary)
    .innerJoin(unit, eq(unit.code, beneficiary.statisticsUnit))
    .where(firmsIn(firmScopeOf(viewer)))
    .all();
  const providers = selectedProviders(db, today);
  const projects = new Map<number, string[]>();
  const own = db
    .select({ firmId: project.firmId, name: project.name })
    .from(project)
    .innerJoin(beneficiary, and(eq(beneficiary.id, project.firmId), firmsIn(firmScopeOf(viewer))))
    .where(isNull(project.stoppedOn))
    .all();
  for (const one of own) projects.set(one.firmId, [...(projects.get(one.firmId) ?? []), one.name]);
  return { db, today, firms, providers, projects };
}

/** A project of a list, in the stage it had reached when it was taken over. */
function write(tx: WriteTx, { text, firmId, providerId }: Task, importer: ProjectImporter): void {
  const { viewer, actor, today } = importer;
  const { input, stage, days } = text;
  const id = insertProject(tx, viewer, { ...input, firmId, providerId }, today, actor);
  if (stage === 'willing') return;
  tx.update(project)
    .set({ stage, ...days, version: 2 })
    .where(eq(project.id, id))
    .run();
  const on = days.startedOn ?? days.schemeOn ?? days.diagnosedOn ?? today;
  recordProject(
    tx,
    {
      projectId: id,
      step: 'import',
      fromStage: 'willing',
      toStage: stage,
      on,
      person: input.person,
      note: null,
      data: days,
    },
    actor,
  );
}

/**
 * Judges rows of a list of projects, or writes them: all or none, each with its events and audit rows.
 * @throws 422 `rows_refused` with every verdict where a row to be written is not new
 */
export function importProjects(
  db: Database,
  { rows, check }: ProjectImportRequest,
  importer: ProjectImporter,
): ProjectImportReply {
  const judgeAll = (reader: Db) => {
    const ground = groundFor(reader, importer);
    return rows.map((row) => judge(row, ground));
  };
  if (check) return { verdicts: judgeAll(db.read).map(({ verdict }) => verdict), added: 0 };
  return db.write((tx) => {
    const judged = judgeAll(tx);
    const verdicts = judged.map(({ verdict }) => verdict);
    const tasks = judged.flatMap(({ task }) => (task === null ? [] : [task]));
    if (tasks.length < rows.length) {
      const message = `所选${rows.length}行中有${rows.length - tasks.length}行不能写入，全部未写入，请核对后重试。`;
      throw new AppError(422, 'rows_refused', message, { details: { verdicts } });
    }
    for (const task of tasks) write(tx, task, importer);
    return { verdicts, added: tasks.length };
  });
}
