import type { Amount, Award, Cap, Clause, Departments, PolicyId, PolicyTarget, Scope } from './model.ts';
import { wan } from './money.ts';
import type { ChoiceName, ChoiceValue, DecimalName, NumericName } from './vocabulary.ts';

/** Small constructors that keep the policy files readable: a clause reads as one block of law and rule. Sums in 万元. */

type AwardParts = Pick<Award, 'id' | 'title' | 'amount'> & Partial<Award>;

/** An award; by default for enterprises, dated by recognition, without further conditions. */
export function award(parts: AwardParts): Award {
  return {
    beneficiaries: ['enterprise'],
    conditions: [],
    dateBasis: 'recognition',
    oneOff: false,
    firstTime: false,
    automatic: false,
    readings: [],
    remarks: [],
    ...parts,
  };
}

type ClauseParts = Omit<Clause, 'policyId' | 'section' | 'departments' | 'awards' | 'targets'> &
  Partial<Pick<Clause, 'section' | 'departments' | 'awards' | 'targets'>>;

const NO_DEPARTMENTS: Departments = { lead: [], responsible: [] };

/** The clauses of one document. */
export function clausesOf(policyId: PolicyId, clauses: readonly ClauseParts[]): readonly Clause[] {
  return clauses.map((parts) => ({
    section: '',
    departments: NO_DEPARTMENTS,
    awards: [],
    targets: [],
    ...parts,
    policyId,
  }));
}

/** Departments as printed: 牵头单位 first, then 责任单位. */
export function ledBy(lead: readonly string[], ...responsible: string[]): Departments {
  return { lead, responsible };
}

type TargetParts = Pick<PolicyTarget, 'id' | 'indicator'> & Partial<PolicyTarget>;

export function target(parts: TargetParts): PolicyTarget {
  return { value: null, valueTo: null, unit: null, sense: 'reach', dueYear: null, timing: null, ...parts };
}

export function fixed(amountWan: string, per: Scope, paid: DecimalName | null = null): Amount {
  return { type: 'fixed', fen: wan(amountWan), per, paid };
}

export function ceiling(amountWan: string, per: Scope, paid: DecimalName | null = null): Amount {
  return { type: 'ceiling', fen: wan(amountWan), per, paid };
}

type WanByValue<N extends ChoiceName> = Readonly<Partial<Record<ChoiceValue<N>, string>>>;

function byChoice(fact: ChoiceName, wanByValue: object, isCeiling: boolean, per: Scope): Amount {
  const rows = Object.entries(wanByValue).map(([value, amount]): [string, number] => [value, wan(amount)]);
  return { type: 'byChoice', fact, table: Object.fromEntries(rows), ceiling: isCeiling, per };
}

/** A printed sum per level or kind; values not in the table get nothing. */
export function fixedBy<N extends ChoiceName>(fact: N, wanByValue: WanByValue<N>, per: Scope): Amount {
  return byChoice(fact, wanByValue, false, per);
}

/** Up to a printed sum per level or kind. */
export function ceilingBy<N extends ChoiceName>(fact: N, wanByValue: WanByValue<N>, per: Scope): Amount {
  return byChoice(fact, wanByValue, true, per);
}

export function cap(amountWan: string, per: Scope, words: string, paid: DecimalName | null = null): Cap {
  return { fen: wan(amountWan), per, words, paid };
}

/** Exactly this percentage of a sum. */
export function percent(base: DecimalName, ratePct: string, limit: Cap | null, per: Scope): Amount {
  return { type: 'percentage', base, ratePct, cap: limit, ceiling: false, per };
}

/** Up to this percentage of a sum. */
export function upToPercent(base: DecimalName, ratePct: string, limit: Cap | null, per: Scope): Amount {
  return { type: 'percentage', base, ratePct, cap: limit, ceiling: true, per };
}

export function each(count: NumericName, unitWan: string, limit: Cap | null, per: Scope): Amount {
  return { type: 'perUnit', count, unitFen: wan(unitWan), cap: limit, ceiling: false, per };
}

export function upToEach(count: NumericName, unitWan: string, limit: Cap | null, per: Scope): Amount {
  return { type: 'perUnit', count, unitFen: wan(unitWan), cap: limit, ceiling: true, per };
}

/** The document prints no amount. @param words how it is decided instead, Chinese */
export function discretionary(words: string): Amount {
  return { type: 'discretionary', words };
}
