import { eq, inArray } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { beneficiary, providerCharge, serviceProvider, unit } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, type FieldErrors, invalidFields, notFound, versionConflict } from '../http/errors.ts';
import { cleanName } from '../rules/clean-name.ts';
import { creditCodeProblem, normalCreditCode } from '../rules/credit-code.ts';
import { parseDate } from '../rules/date-text.ts';
import { holderKey, maybeSameHolder } from '../rules/similar-name.ts';
import { isCityCode } from '../rules/units.ts';
import { providerRow } from './list.ts';
import type { NewProvider, ProviderChange, ProviderCharges } from './schema.ts';

type Row = typeof serviceProvider.$inferSelect;
type Facts = Omit<Row, 'beneficiaryId' | 'version'>;
type Problem = FieldErrors[string] | null;
type Problems = Record<string, Problem>;

/** Who writes, and on which business day. */
export interface ProviderWriter {
  actor: Actor;
  today: string;
}

const orNull = (text: string | null) => text?.normalize('NFKC').trim() || null;
/** A day as typed; what is no day stays as it is and is refused. */
const dayOrNull = (text: string | null) => {
  const given = orNull(text);
  return given === null ? null : (parseDate(given) ?? given);
};

function factsOf(input: Omit<ProviderChange, 'version'>): Facts {
  return {
    seniorEngineers: input.seniorEngineers,
    servesManufacturing: input.servesManufacturing,
    expertise: orNull(input.expertise),
    contact: orNull(input.contact),
    phone: orNull(input.phone),
    selectedOn: dayOrNull(input.selectedOn),
    selectionDocument: orNull(input.selectionDocument),
    recognisedOn: dayOrNull(input.recognisedOn),
    endedOn: dayOrNull(input.endedOn),
  };
}

function dayProblem(day: string | null, what: string, today: string): Problem {
  if (day === null) return null;
  if (parseDate(day) !== day) return { code: 'invalid_date', message: `${what}应为日期，如 ${today}。` };
  return day > today ? { code: 'future_date', message: `${what}不能晚于今天。` } : null;
}

const PHONE = /^[\d+() -]{7,30}$/;

/** What is wrong with the facts of a provider; a selection has its document, and nobody leaves who was not selected. */
function factProblems(facts: Facts, today: string): Problems {
  const { selectedOn, selectionDocument, endedOn, phone } = facts;
  const days = {
    selectedOn: dayProblem(selectedOn, '遴选日期', today),
    recognisedOn: dayProblem(facts.recognisedOn, '认定日期', today),
    endedOn: dayProblem(endedOn, '退出日期', today),
  };
  const required = (message: string): Problem => ({ code: 'required', message });
  if (days.selectedOn === null && selectedOn === null && selectionDocument !== null)
    days.selectedOn = required('填了遴选文件的，请填写遴选日期。');
  if (days.endedOn === null && endedOn !== null) {
    if (selectedOn === null) days.endedOn = required('未经遴选的服务商不登记退出。');
    else if (endedOn < selectedOn)
      days.endedOn = { code: 'out_of_order', message: '退出日期不能早于遴选日期。' };
  }
  return {
    ...days,
    selectionDocument:
      selectedOn !== null && selectionDocument === null ? required('请填写公布遴选结果的文件。') : null,
    phone:
      phone !== null && !PHONE.test(phone)
        ? { code: 'invalid_phone', message: '联系电话只含数字、空格、括号和连字符，至少7位。' }
        : null,
  };
}

function refuse(problems: Problems): void {
  const found = Object.entries(problems).filter(
    (one): one is [string, FieldErrors[string]] => one[1] !== null,
  );
  if (found.length > 0) throw invalidFields(Object.fromEntries(found));
}

function log(
  tx: WriteTx,
  actor: Actor,
  action: 'provider.add' | 'provider.change' | 'provider.charge',
  id: number,
  change: { before: unknown; after: unknown },
): void {
  appendAudit(tx, { ...auditFrom(actor), action, entity: 'provider', entityId: String(id), ...change });
}

const KIND_WORDS = { enterprise: '企业', park: '园区', serviceProvider: '服务商', platform: '平台' } as const;

/** A beneficiary already on record under this code: a provider it may become, or why it may not. */
function knownUnder(tx: WriteTx, creditCode: string, name: string) {
  const known = tx.select().from(beneficiary).where(eq(beneficiary.creditCode, creditCode)).get();
  if (!known) return null;
  const refused = (message: string) => invalidFields({ creditCode: { code: 'duplicate', message } });
  if (providerRow(tx, known.id)) throw refused(`该代码已登记为服务商“${known.name}”，请勿重复。`);
  if (known.kind === 'enterprise' || known.kind === 'park')
    throw refused(`该代码已登记为${KIND_WORDS[known.kind]}“${known.name}”，请核对。`);
  if (known.name !== name) throw refused(`该代码已登记为“${known.name}”，请按该名称登记或核对代码。`);
  return known;
}

/** @throws 422 `similar_name` where another provider's name is much the same */
function refuseSimilar(tx: WriteTx, name: string): void {
  const key = holderKey({ holder: name, formerNames: [], creditCode: null });
  const others = tx
    .select({ name: beneficiary.name })
    .from(beneficiary)
    .where(inArray(beneficiary.kind, ['serviceProvider', 'platform']))
    .all();
  const alike = others.find((other) =>
    maybeSameHolder(key, holderKey({ holder: other.name, formerNames: [], creditCode: null })),
  );
  if (!alike) return;
  const message = `与已登记的“${alike.name}”名称相近，请确认不是同一家。`;
  throw new AppError(422, 'similar_name', message, { fields: { name: { code: 'similar_name', message } } });
}

function whoProblems(tx: WriteTx, name: string, creditCode: string, unitCode: string): Problems {
  const code = creditCodeProblem(creditCode);
  const place = tx.select().from(unit).where(eq(unit.code, unitCode)).get();
  return {
    name: name === '' ? { code: 'required', message: '请填写服务商名称。' } : null,
    creditCode:
      creditCode === ''
        ? { code: 'required', message: '请填写统一社会信用代码。' }
        : code === null
          ? null
          : { code: 'invalid_credit_code', message: code },
    unitCode:
      place && !isCityCode(unitCode)
        ? null
        : { code: 'unknown_unit', message: '请选择登记所在县（市、区）。' },
  };
}

/** Registers a provider: a new body, or one that stands among the beneficiaries as provider or platform. */
export function addProvider(db: Database, input: NewProvider, { actor, today }: ProviderWriter): number {
  return db.write((tx) => {
    const name = cleanName(input.name);
    const creditCode = normalCreditCode(input.creditCode);
    const { unitCode } = input;
    const facts = factsOf({ ...input, endedOn: null });
    refuse({ ...whoProblems(tx, name, creditCode, unitCode), ...factProblems(facts, today) });
    const known = knownUnder(tx, creditCode, name);
    if (known === null && input.confirmSimilar !== true) refuseSimilar(tx, name);
    const units = { registeredUnit: unitCode, statisticsUnit: unitCode, treasuryUnit: unitCode };
    const who =
      known ??
      tx
        .insert(beneficiary)
        .values({
          kind: 'serviceProvider',
          name,
          creditCode,
          industry: '专业技术服务业',
          ...units,
          createdAt: actor.at,
        })
        .returning()
        .get();
    tx.insert(serviceProvider)
      .values({ beneficiaryId: who.id, ...facts })
      .run();
    log(tx, actor, 'provider.add', who.id, { before: null, after: { name, creditCode, ...facts } });
    return who.id;
  });
}

/** The row as it stands, of the version the change was made on. */
function current(tx: WriteTx, id: number, version: number, yours: unknown): Row {
  const found = providerRow(tx, id);
  if (found === null) throw notFound('服务商');
  if (found.row.version !== version) throw versionConflict({ current: found.row, yours });
  return found.row;
}

/** Qualification, selection and withdrawal; the name and the code are changed among the beneficiaries. */
export function changeProvider(
  db: Database,
  id: number,
  input: ProviderChange,
  { actor, today }: ProviderWriter,
): void {
  db.write((tx) => {
    const before = current(tx, id, input.version, input);
    const facts = factsOf(input);
    refuse(factProblems(facts, today));
    const after = { ...facts, version: before.version + 1 };
    tx.update(serviceProvider).set(after).where(eq(serviceProvider.beneficiaryId, id)).run();
    log(tx, actor, 'provider.change', id, { before, after });
  });
}

/** Sets what a provider is in charge of (包挂), as a whole; only one on the list is in charge of anything. */
export function setCharges(
  db: Database,
  id: number,
  input: ProviderCharges,
  { actor, today }: ProviderWriter,
): void {
  db.write((tx) => {
    const before = current(tx, id, input.version, input);
    const unitCodes = [...new Set(input.unitCodes)];
    const industries = [
      ...new Set(input.industries.map((text) => text.trim()).filter((text) => text !== '')),
    ];
    const isEmpty = unitCodes.length + industries.length === 0;
    const isListed = before.selectedOn !== null && (before.endedOn === null || before.endedOn > today);
    if (!isListed && !isEmpty) {
      const message = '只有在册服务商可以包挂县（市、区）或行业。';
      throw invalidFields({ unitCodes: { code: 'not_listed', message } });
    }
    const known = new Set(
      tx
        .select({ code: unit.code })
        .from(unit)
        .all()
        .map(({ code }) => code),
    );
    if (unitCodes.some((code) => isCityCode(code) || !known.has(code)))
      throw invalidFields({ unitCodes: { code: 'unknown_unit', message: '请从县（市、区）中选择。' } });
    const was = tx.select().from(providerCharge).where(eq(providerCharge.providerId, id)).all();
    tx.delete(providerCharge).where(eq(providerCharge.providerId, id)).run();
    for (const unitCode of unitCodes) tx.insert(providerCharge).values({ providerId: id, unitCode }).run();
    for (const industry of industries) tx.insert(providerCharge).values({ providerId: id, industry }).run();
    const version = before.version + 1;
    tx.update(serviceProvider).set({ version }).where(eq(serviceProvider.beneficiaryId, id)).run();
    log(tx, actor, 'provider.charge', id, {
      before: {
        unitCodes: was.flatMap(({ unitCode }) => unitCode ?? []),
        industries: was.flatMap(({ industry }) => industry ?? []),
      },
      after: { unitCodes, industries },
    });
  });
}
