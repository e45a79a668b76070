import { and, eq, ne, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, energyDeclaration, project, subsidyCase, unit } from '../../db/schema.ts';
import { newestDeclaration } from '../firms/declarations.ts';
import { mayApply } from '../rules/case-steps.ts';
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
  refusal: 'forbidden' | 'stopped' | 'not_accepted' | 'case_exists' | null;
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

/** The live case of the project for an award; of 措施一, of any project of the firm, as each firm is paid for once. */
function liveCaseOf(db: ReadDb, { row }: ProjectEntry, awardId: string) {
  const ofProject =
    awardId === DIAGNOSIS_AWARD ? eq(project.firmId, row.firmId) : eq(subsidyCase.projectId, row.id);
  return (
    db
      .select({ id: subsidyCase.id, projectId: subsidyCase.projectId, name: project.name })
      .from(subsidyCase)
      .innerJoin(project, eq(project.id, subsidyCase.projectId))
      .where(and(ofProject, eq(subsidyCase.awardId, awardId), ne(subsidyCase.stage, 'cancelled')))
      .orderBy(sql`${subsidyCase.projectId} <> ${row.id}`)
      .get() ?? null
  );
}

interface Question {
  db: ReadDb;
  view: ProjectView;
  entry: ProjectEntry;
}

const isForFirm = (awardId: string) => awardId !== DIAGNOSIS_AWARD;

type Refusal = { code: NonNullable<Offer['refusal']>; words: string };

function refusalOf({ db, view, entry }: Question, awardId: string, party: Party): Refusal | null {
  const { row } = entry;
  if (row.stoppedOn !== null) return { code: 'stopped', words: '项目已终止，不能申报奖补。' };
  if (isForFirm(awardId) && row.acceptedOn === null) {
    return { code: 'not_accepted', words: '项目尚未完工验收，验收后方可申报。' };
  }
  const live = liveCaseOf(db, entry, awardId);
  if (live) {
    const where = live.projectId === row.id ? '' : `（项目“${live.name}”）`;
    return { code: 'case_exists', words: `已有奖补事项，编号${live.id}${where}。` };
  }
  const { treasuryUnit } = party.row;
  if (mayApply(view.viewer, treasuryUnit)) return null;
  const whose = isForFirm(awardId) ? '该企业' : '该服务商';
  const { treasuryUnitName: name } = party;
  return { code: 'forbidden', words: `${whose}由${name}兑现，请由${name}申报。` };
}

function offerOf(
  question: Question,
  result: AwardResult,
  { party, facts, highest }: { party: Party; facts: Facts; highest: boolean },
): Offer {
  const { awardId, outcome } = result;
  const refusal = refusalOf(question, awardId, party);
  const isPayable = outcome === 'eligible' || outcome === 'discretionary';
  const words = wordsOf(result);
  const live = liveCaseOf(question.db, question.entry, awardId);
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
      caseId: live !== null && live.projectId === question.entry.row.id ? live.id : null,
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
    offerOf(question, result, { party, facts, highest: chosen.includes(result.awardId) }),
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
  const result = evaluate(facts, view.today).find(({ awardId }) => awardId === DIAGNOSIS_AWARD);
  if (!result) return [];
  return [offerOf(question, result, { party, facts, highest: result.outcome === 'eligible' })];
}

/** What the rules module says the project may receive, with whether this viewer may open the case. */
export function projectOffers(db: ReadDb, view: ProjectView, entry: ProjectEntry): Offer[] {
  const question = { db, view, entry };
  return [...firmOffers(question), ...providerOffers(question)];
}
