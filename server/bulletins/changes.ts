import { and, eq, inArray, max } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { bulletin, bulletinEvent } from '../../db/schema.ts';
import { currentRuleSet } from '../grading/current.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, invalidFields, versionConflict } from '../http/errors.ts';
import { requirePeriod } from '../http/params.ts';
import type { AsOf } from '../reports/standing.ts';
import { bulletinTitle } from '../rules/bulletin-text/bulletin-text.ts';
import type { ParagraphId } from '../rules/bulletin-text/paragraphs.ts';
import {
  type BulletinRow,
  type BulletinView,
  bulletinDetail,
  hasWritten,
  numberText,
  paragraphsOf,
  requireBulletin,
  type Texts,
} from './bulletins.ts';
import type { BULLETIN_EVENTS, BulletinChange, BulletinStep } from './schema.ts';
import { canonicalJson, hashOf, takeSnapshot } from './snapshot.ts';

type EventStep = (typeof BULLETIN_EVENTS)[number];
type Set = Partial<Omit<BulletinRow, 'id' | 'version'>>;

function addEvent(tx: WriteTx, id: number, step: EventStep, actor: Actor, note: string | null = null): void {
  tx.insert(bulletinEvent).values({ bulletinId: id, step, at: actor.at, by: actor.id, note }).run();
}

function snapshotColumns(tx: WriteTx, period: string, view: BulletinView, actor: Actor, asOf: AsOf | null) {
  const asked = { period, today: view.today, ruleSet: currentRuleSet(tx, view.today, asOf), asOf };
  const snapshot = canonicalJson(takeSnapshot(tx, asked));
  return { snapshot, snapshotHash: hashOf(snapshot), takenAt: actor.at };
}

/**
 * Freezes a period and drafts from it (拟稿).
 * @param asOf as released by the end of a past day; null = as it is
 * @returns its number
 * @throws AppError 400 `invalid_period`, 409 `already_drafted`, 422 `reference_only`, `period_not_released`
 */
export function createBulletin(
  db: Database,
  view: BulletinView,
  periodText: string,
  actor: Actor,
  asOf: AsOf | null = null,
): number {
  const period = requirePeriod(periodText);
  return db.write((tx) => {
    const columns = snapshotColumns(tx, period, view, actor, asOf);
    const open = tx
      .select({ id: bulletin.id })
      .from(bulletin)
      .where(and(eq(bulletin.period, period), inArray(bulletin.stage, ['draft', 'review'])))
      .get();
    if (open) {
      throw new AppError(409, 'already_drafted', '本期已有一份通报尚未签发，请继续编辑，或先将其作废。', {
        details: { id: open.id },
      });
    }
    const title = bulletinTitle(period);
    const row = tx
      .insert(bulletin)
      .values({ period, stage: 'draft', title, ...columns, texts: '{}', draftedBy: actor.id, version: 1 })
      .returning()
      .get();
    addEvent(tx, row.id, 'drafted', actor);
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'bulletin.draft',
      entity: 'bulletin',
      entityId: String(row.id),
      after: { period, title, snapshotHash: columns.snapshotHash },
    });
    return row.id;
  });
}

const CLOSED: Partial<Record<BulletinRow['stage'], [string, string]>> = {
  signed: ['signed', '通报已签发，不能再修改。'],
  withdrawn: ['withdrawn', '通报已作废，不能再办理。'],
};

function refuseClosed(row: BulletinRow): void {
  const closed = CLOSED[row.stage];
  if (closed) throw new AppError(409, closed[0], closed[1]);
}

function requireVersion(tx: WriteTx, view: BulletinView, row: BulletinRow, input: { version: number }): void {
  if (row.version === input.version) return;
  throw versionConflict({ current: bulletinDetail(tx, view, row.id), yours: input });
}

const update = (tx: WriteTx, row: BulletinRow, set: Set) =>
  tx
    .update(bulletin)
    .set({ ...set, version: row.version + 1 })
    .where(eq(bulletin.id, row.id))
    .run();

/** The edited paragraphs one under another, as the audit log shows them; null where all are as generated. */
const editedText = (texts: Texts) => Object.values(texts).join('\n') || null;

/** The edited texts; what was put back to its generated wording is not kept. */
function merged(row: BulletinRow, change: BulletinChange['texts']): Texts {
  const texts: Texts = { ...(JSON.parse(row.texts) as Texts) };
  const generated = new Map(paragraphsOf(row).map((paragraph) => [paragraph.id, paragraph.generated]));
  for (const [id, text] of Object.entries(change) as [ParagraphId, string | null | undefined][]) {
    if (text === undefined) continue;
    if (text === null || text === generated.get(id)) delete texts[id];
    else texts[id] = text.replaceAll('\r\n', '\n');
  }
  return texts;
}

const MOST_IN_TITLE = 80;

function checkTitle(title: string): void {
  if (title === '') throw invalidFields({ title: { code: 'required', message: '请填写标题。' } });
  if (title.length > MOST_IN_TITLE) {
    throw invalidFields({ title: { code: 'too_long', message: `标题不能超过${MOST_IN_TITLE}字。` } });
  }
}

/**
 * Saves title and texts of a draft.
 * @throws AppError 409 `in_review`, `signed`, `withdrawn`, `version_conflict`; 422 the title
 */
export function saveBulletin(
  db: Database,
  view: BulletinView,
  id: number,
  change: BulletinChange,
  actor: Actor,
): void {
  db.write((tx) => {
    const { row } = requireBulletin(tx, view, id);
    refuseClosed(row);
    if (row.stage === 'review') {
      throw new AppError(409, 'in_review', '通报已送审，不能修改；需要修改的，请先退回。');
    }
    requireVersion(tx, view, row, change);
    checkTitle(change.title);
    const before = JSON.parse(row.texts) as Texts;
    const after = merged(row, change.texts);
    const { title } = change;
    if (title === row.title && canonicalJson(before) === canonicalJson(after)) return;
    update(tx, row, { title, texts: canonicalJson(after) });
    addEvent(tx, id, 'edited', actor);
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'bulletin.edit',
      entity: 'bulletin',
      entityId: String(id),
      before: { title: row.title, texts: editedText(before) },
      after: { title, texts: editedText(after) },
    });
  });
}

interface StepContext {
  tx: WriteTx;
  view: BulletinView;
  row: BulletinRow;
  actor: Actor;
}

function requireStage({ row }: StepContext, stage: BulletinRow['stage'], message: string): void {
  if (row.stage !== stage) throw new AppError(409, 'wrong_stage', message);
}

function signing(context: StepContext): Set {
  requireStage(context, 'review', '通报尚未送审，不能签发。');
  const { tx, row, view, actor } = context;
  if (hasWritten(tx, row.id, actor.id)) {
    throw new AppError(403, 'four_eyes', '拟稿或修改过通报的人不能签发，请由另一人签发。');
  }
  const numberYear = Number(view.today.slice(0, 4));
  const last = tx
    .select({ seq: max(bulletin.numberSeq) })
    .from(bulletin)
    .where(eq(bulletin.numberYear, numberYear))
    .get();
  // every text is kept as printed: later wording of the generator changes nothing that was signed
  const texts = Object.fromEntries(paragraphsOf(row).map(({ id, text }) => [id, text]));
  return {
    stage: 'signed',
    texts: canonicalJson(texts),
    numberYear,
    numberSeq: (last?.seq ?? 0) + 1,
    signedAt: actor.at,
    signedBy: actor.id,
  };
}

function withdrawing({ tx, row, actor }: StepContext): Set {
  if (row.stage === 'signed' && hasWritten(tx, row.id, actor.id)) {
    throw new AppError(403, 'four_eyes', '已签发的通报须由未参与拟稿、修改的另一人作废。');
  }
  return { stage: 'withdrawn' };
}

/** New figures; a text edited over figures that say something else now is dropped. */
function refreshing({ tx, row, view, actor }: StepContext): Set {
  const columns = snapshotColumns(tx, row.period, view, actor, null);
  const texts = JSON.parse(row.texts) as Texts;
  const now = new Map(paragraphsOf({ ...row, ...columns }).map(({ id, generated }) => [id, generated]));
  for (const { id, generated } of paragraphsOf(row)) if (now.get(id) !== generated) delete texts[id];
  return { ...columns, texts: canonicalJson(texts) };
}

/** What a refresh dropped, for the record; null where every edited text was kept. */
function droppedNote(row: BulletinRow, set: Set): string | null {
  const kept = JSON.parse(set.texts ?? row.texts) as Texts;
  const dropped = Object.entries(JSON.parse(row.texts) as Texts).filter(([id]) => !(id in kept));
  if (dropped.length === 0) return null;
  const texts = dropped.map(([, text]) => text).filter((text) => text !== '');
  return [
    `数据有变化，${dropped.length}段按原数据修改的文字已换为自动生成的文字。原修改文字：`,
    ...texts,
  ].join('\n');
}

const STEPS: Readonly<
  Record<BulletinStep['step'], { event: EventStep; needsNote?: string; take: (context: StepContext) => Set }>
> = {
  submit: {
    event: 'submitted',
    take: (context) => {
      requireStage(context, 'draft', '通报已送审，不需重复送审。');
      if (paragraphsOf(context.row).some(({ id, text }) => id === 'lead' && text.trim() === '')) {
        throw invalidFields({
          lead: { code: 'required', message: '“总体情况”不能为空，请填写后再送审。' },
        });
      }
      return { stage: 'review' };
    },
  },
  sendBack: {
    event: 'returned',
    needsNote: '请填写退回意见。',
    take: (context) => {
      requireStage(context, 'review', '只有送审中的通报可以退回修改。');
      return { stage: 'draft' };
    },
  },
  sign: { event: 'signed', take: signing },
  withdraw: { event: 'withdrawn', needsNote: '请填写作废原因。', take: withdrawing },
  refresh: {
    event: 'refreshed',
    take: (context) => {
      requireStage(context, 'draft', '送审后不能更新数据，请先退回修改。');
      return refreshing(context);
    },
  },
};

/** What of a row the audit log keeps: never the whole snapshot, its hash. */
const auditedOf = (row: BulletinRow) => ({
  bulletinStage: row.stage,
  number: numberText(row),
  snapshotHash: row.snapshotHash,
});

/**
 * One step: 送审, 退回, 签发, 作废, 更新数据.
 * @throws AppError 403 `four_eyes`; 409 `signed`, `withdrawn`, `wrong_stage`, `version_conflict`; 422 a note is missing
 */
export function stepBulletin(
  db: Database,
  view: BulletinView,
  id: number,
  input: BulletinStep,
  actor: Actor,
): void {
  db.write((tx) => {
    const { row } = requireBulletin(tx, view, id);
    const step = STEPS[input.step];
    if (!(input.step === 'withdraw' && row.stage === 'signed')) refuseClosed(row);
    requireVersion(tx, view, row, input);
    const note = input.note === undefined || input.note === '' ? null : input.note;
    if (step.needsNote !== undefined && note === null) {
      throw invalidFields({ note: { code: 'required', message: step.needsNote } });
    }
    const set = step.take({ tx, view, row, actor });
    update(tx, row, set);
    const dropped = input.step === 'refresh' ? droppedNote(row, set) : null;
    addEvent(tx, id, step.event, actor, [dropped, note].filter((part) => part !== null).join('\n') || null);
    appendAudit(tx, {
      ...auditFrom(actor),
      action: `bulletin.${input.step}`,
      entity: 'bulletin',
      entityId: String(id),
      before: {
        ...auditedOf(row),
        ...(dropped === null ? {} : { texts: editedText(JSON.parse(row.texts) as Texts) }),
      },
      after: {
        ...auditedOf({ ...row, ...set }),
        ...(dropped === null ? {} : { texts: editedText(JSON.parse(set.texts ?? '{}') as Texts) }),
        ...(note === null ? {} : { note }),
      },
    });
  });
}
