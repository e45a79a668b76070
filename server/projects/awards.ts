import { and, eq, ne, or, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, energyDeclaration, project, subsidyCase, unit } from '../../db/schema.ts';
import { repeatedCase } from '../cases/duplicate.ts';
import { newestDeclaration } from '../firms/declarations.ts';
import { caseUnitsOf, mayApply } from '../rules/case-steps.ts';
import { ledgerUnitsOf, mayKeepLedger } from '../rules/ledger-scope.ts';
import { scopeHas } from '../rules/permissions.ts';
import { DIAGNOSIS_AWARD, diagnosisFacts, FIRM_AWARDS, retrofitFacts } from '../rules/project-facts.ts';
import { awardById } from '../rules/subsidies/catalogue.ts';
import { evaluate } from '../rules/subsidies/evaluate.ts';
import type { AwardResult } from '../rules/subsidies/model.ts';
import { resolve } from '../rules/subsidies/resolve.ts';
import { type Facts, factLabel } from '../rules/subsidies/vocabulary.ts';
import type { ProjectEntry, ProjectView } from './list.ts';
import type { ProjectAward } from './schema.ts';

type BeneficiaryRow = typeof beneficiary.$inferSelect;

/** Firm or provider with what awards ask of it. */
export interface Party {
  row: BeneficiaryRow;
  treasuryUnitName: string;
  /** newest declared energy */
  tce: string | null;
  tceYear: number | null;
}

export function partyOf(db: ReadDb, id: number): Party {
  const found = db
    .select({ row: beneficiary, treasuryUnitName: unit.name, declared: energyDeclaration })
    .from(beneficiary)
    .innerJoin(unit, eq(unit.code, beneficiary.treasuryUnit))
    .leftJoin(energyDeclaration, newestDeclaration())
    .where(eq(beneficiary.id, id))
    .get();
  if (!found) throw new RangeError(`No beneficiary ${id}`);
  const { row, treasuryUnitName, declared } = found;
  return { row, treasuryUnitName, tce: declared?.tce ?? null, tceYear: declared?.year ?? null };
}

/** One award as this viewer may open it, with the facts the case would rest on. */
export interface Offer {
  award: ProjectAward;
  facts: Facts;
  /** why it cannot be opened, as a stable code; null where it can, or where the rules refuse it */
  refusal: 'forbidden' | 'stopped' | 'not_accepted' | 'case_exists' | 'higher_case' | null;
}

/** Why the rules say so: the tier it falls in, the conditions that fail, or what is missing. */
function wordsOf(result: AwardResult): string {
  const { outcome, missingFacts, failedConditions, steps } = result;
  if (outcome === 'missingFacts') return `缺少：${missingFacts.map(factLabel).join('、')}`;
  if (outcome === 'eligible') return steps.map(({ words }) => words).join('；');
  if (outcome === 'discretionary') return '文件未写金额，由人工认定';
  const failed = failedConditions.map(({ words }) => words).join('；');
  return outcome === 'notInForce' ? `政策不适用：${failed}` : `不符合：${failed}`;
}

interface Question {
  db: ReadDb;
  view: ProjectView;
  entry: ProjectEntry;
}

/** An award, what it comes to, and for whom. */
interface Claim {
  result: AwardResult;
  party: Party;
  facts: Facts;
}

/** A case that is not cancelled, with the project it was opened from; one entered by hand has none. */
interface LiveCase {
  id: number;
  unitCode: string;
  unitName: string;
  project: { id: number; name: string; unitCode: string } | null;
}

const isForFirm = (awardId: string) => awardId !== DIAGNOSIS_AWARD;

/** The live case of the project for an award; of 措施一, of any project of the firm, as each firm is paid for once. */
function liveCaseOf({ db, entry: { row } }: Question, { result, party, facts }: Claim): LiveCase | null {
  const { awardId } = result;
  const ofProject = isForFirm(awardId) ? eq(subsidyCase.projectId, row.id) : eq(project.firmId, row.firmId);
  const byHand = repeatedCase(db, { beneficiaryId: party.row.id, projectId: row.id, facts, result });
  const which = byHand === null ? ofProject : or(ofProject, eq(subsidyCase.id, byHand.id));
  const found = db
    .select({ id: subsidyCase.id, unitCode: subsidyCase.unitCode, unitName: unit.name, project })
    .from(subsidyCase)
    .innerJoin(unit, eq(unit.code, subsidyCase.unitCode))
    .leftJoin(project, eq(project.id, subsidyCase.projectId))
    .where(and(which, eq(subsidyCase.awardId, awardId), ne(subsidyCase.stage, 'cancelled')))
    .orderBy(sql`coalesce(${subsidyCase.projectId} <> ${row.id}, 1)`)
    .get();
  return found ?? null;
}

/** Which case it is, as far as this viewer may know: neither another county's case number nor its project's name. */
function caseWords({ view: { viewer }, entry: { row } }: Question, live: LiveCase): string {
  const from = live.project;
  const isOwn = from?.id === row.id;
  const knowsProject = from !== null && scopeHas(ledgerUnitsOf(viewer), from.unitCode);
  if (scopeHas(caseUnitsOf(viewer), live.unitCode)) {
    const where = isOwn || !knowsProject ? '' : `（项目“${from.name}”）`;
    return `已有奖补事项，编号${live.id}${where}。`;
  }
  if (isOwn) return `已由本项目申报，由${live.unitName}办理。`;
  return knowsProject ? `该企业的诊断已由项目“${from.name}”申报。` : '该企业的诊断已由其他事项申报。';
}

/** The live case of a higher award, or one as high, of the same matter: beside it nothing is left (就高不重复). */
function higherCase(question: Question, claim: Claim, all: readonly AwardResult[]) {
  const { awardId, matter, amountFen } = claim.result;
  const above = all.filter(
    (other) => other.awardId !== awardId && other.matter === matter && other.outcome === 'eligible',
  );
  for (const result of above) {
    if ((result.amountFen ?? 0) < (amountFen ?? 0)) continue;
    const live = liveCaseOf(question, { ...claim, result });
    if (live !== null) return { live, result };
  }
  return null;
}

type Refusal = { code: NonNullable<Offer['refusal']>; words: string };

/** 措施一 is applied for where the firm is, whoever pays its provider; what the firm gets, by the county that pays it. */
function mayClaim({ view, entry }: Question, awardId: string, party: Party): boolean {
  const { viewer } = view;
  if (mayApply(viewer, party.row.treasuryUnit)) return true;
  return !isForFirm(awardId) && mayKeepLedger(viewer, entry.row.unitCode);
}

function refusalOf(
  question: Question,
  { result, party }: Claim,
  live: LiveCase | null,
  higher: ReturnType<typeof higherCase>,
): Refusal | null {
  const { row } = question.entry;
  const { awardId } = result;
  if (row.stoppedOn !== null) return { code: 'stopped', words: '项目已终止，不能申报奖补。' };
  if (isForFirm(awardId) && row.acceptedOn === null) {
    return { code: 'not_accepted', words: '项目尚未完工验收，验收后方可申报。' };
  }
  if (live !== null) return { code: 'case_exists', words: caseWords(question, live) };
  if (higher !== null) {
    const { clause, title } = higher.result;
    const words = `同一项目就高不重复：较高的${clause}“${title}”${caseWords(question, higher.live)}`;
    return { code: 'higher_case', words };
  }
  if (mayClaim(question, awardId, party)) return null;
  const { treasuryUnitName: name } = party;
  return { code: 'forbidden', words: `该企业由${name}兑现，请由${name}申报。` };
}

const HIGHEST_ONLY = '就高：仅按最高一项兑现';

function offerOf(question: Question, claim: Claim, all: readonly AwardResult[], highest: boolean): Offer {
  const { result, party, facts } = claim;
  const { awardId, outcome } = result;
  const live = liveCaseOf(question, claim);
  const isLower = outcome === 'eligible' && !highest;
  const higher = isLower ? higherCase(question, claim, all) : null;
  const refusal = refusalOf(question, claim, live, higher);
  const isPayable = outcome === 'eligible' || outcome === 'discretionary';
  const words = isLower ? `${wordsOf(result)}；${HIGHEST_ONLY}` : wordsOf(result);
  const own = live?.project?.id === question.entry.row.id ? live : null;
  const isSeen = own !== null && scopeHas(caseUnitsOf(question.view.viewer), own.unitCode);
  return {
    facts,
    refusal: refusal?.code ?? null,
    award: {
      awardId,
      title: result.title,
      clause: result.clause,
      document: result.citation.document,
      policyId: result.policyId,
      beneficiaryId: party.row.id,
      beneficiaryName: party.row.name,
      outcome,
      words,
      amountFen: result.amountFen,
      kind: result.kind,
      highest,
      claimed: live !== null,
      caseId: isSeen ? own.id : null,
      mayOpen: isPayable && refusal === null,
      mayNotOpen: refusal?.words ?? (isPayable ? null : `${words}。`),
    },
  };
}

/** Awards the firm may have of the project: those of its own place; 绿色贷 where there is a loan. */
function firmOffers(question: Question): Offer[] {
  const { db, view, entry } = question;
  const party = partyOf(db, entry.row.firmId);
  const { treasuryUnit } = party.row;
  const facts = retrofitFacts(entry.row, treasuryUnit);
  const results = evaluate(facts, view.today).filter(({ awardId }) => {
    if (!FIRM_AWARDS.some((id) => id === awardId)) return false;
    if (awardId === 'jiujiang-2-green-loan' && facts.greenLoanRetrofit !== true) return false;
    return awardById(awardId)?.policy.units.includes(treasuryUnit) === true;
  });
  const chosen = resolve(results).chosen.map(({ awardId }) => awardId);
  return results.map((result) =>
    offerOf(question, { result, party, facts }, results, chosen.includes(result.awardId)),
  );
}

/** 措施一: what the provider may have for the diagnosis. */
function providerOffers(question: Question): Offer[] {
  const { db, view, entry } = question;
  const { providerId, firmId } = entry.row;
  if (providerId === null) return [];
  const party = partyOf(db, providerId);
  const { kind, treasuryUnit } = party.row;
  const parties = { provider: { kind, treasuryUnit }, firmTce: partyOf(db, firmId).tce };
  const facts = diagnosisFacts(entry.row, parties);
  const [result] = evaluate(facts, view.today, { only: DIAGNOSIS_AWARD });
  if (!result) return [];
  return [offerOf(question, { result, party, facts }, [result], result.outcome === 'eligible')];
}

/** What the rules module says the project may receive, with whether this viewer may open the case. */
export function projectOffers(db: ReadDb, view: ProjectView, entry: ProjectEntry): Offer[] {
  const question = { db, view, entry };
  return [...firmOffers(question), ...providerOffers(question)];
}
