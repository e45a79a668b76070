import { Decimal } from '../analytics/decimal.ts';
import type { RuleSet } from './grading.ts';
import { isDate } from './subsidies/facts.ts';

/** Fields of a rule set that the bureau defines (本市预警规则), as typed. */
export interface OwnRuleSetFields {
  name: string;
  document: string;
  documentNumber: string;
  yellowKind: RuleSet['yellow']['kind'];
  /** percent of the target, or percentage points; null for `anyFall` */
  yellowLimit: string | null;
  /** YYYY-MM-DD; `validTo` null = no end stated */
  validFrom: string;
  validTo: string | null;
  note: string;
  /** 现行: what lamps follow where none is chosen, while it is valid */
  inForce: boolean;
}

export type OwnRuleSetFaults = { [K in keyof OwnRuleSetFields]?: { code: string; message: string } };

/** Largest limits that can be meant: above 100 % of the target everything but a rise is yellow already. */
const MOST = { shareOfTarget: '100', points: '20' } as const;
const MOST_CHARACTERS = { name: 40, document: 120, documentNumber: 60, note: 300 } as const;
const FIRST_DAY = '2025-01-01';
const LAST_DAY = '2035-12-31';

/**
 * A limit as typed: above 0, at most two decimals, at most 100 % or 20 percentage points; full-width
 * digits are read too.
 * @returns normalised ('5.0' → '5'); null where it is none
 */
export function limitOf(kind: 'shareOfTarget' | 'points', typed: string): string | null {
  const text = typed.normalize('NFKC').trim();
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return null;
  const value = new Decimal(text);
  return value.gt(0) && value.lte(MOST[kind]) ? value.toString() : null;
}

/** What would be yellow under what is typed; null while the limit cannot be read. */
export function yellowOf(kind: RuleSet['yellow']['kind'], typed: string | null): RuleSet['yellow'] | null {
  if (kind === 'anyFall') return { kind };
  const limit = limitOf(kind, typed ?? '');
  if (limit === null) return null;
  return kind === 'points' ? { kind, points: limit } : { kind, sharePct: limit };
}

const LABELS = { name: '规则名称', document: '文件名称', documentNumber: '文号', note: '说明' } as const;

function textFaults(fields: OwnRuleSetFields): OwnRuleSetFaults {
  const faults: OwnRuleSetFaults = {};
  for (const key of ['name', 'document', 'documentNumber', 'note'] as const) {
    const length = fields[key].trim().length;
    const most = MOST_CHARACTERS[key];
    if (length > most) faults[key] = { code: 'too_long', message: `${LABELS[key]}不超过${most}个字。` };
    if (length === 0 && key !== 'note') {
      faults[key] = { code: 'required', message: `请填写${LABELS[key]}。` };
    }
  }
  return faults;
}

function limitFaults({ yellowKind, yellowLimit }: OwnRuleSetFields): OwnRuleSetFaults {
  if (yellowKind === 'anyFall') {
    if (yellowLimit === null || yellowLimit.trim() === '') return {};
    return { yellowLimit: { code: 'not_used', message: '按升降分级时没有界限，请留空。' } };
  }
  if (limitOf(yellowKind, yellowLimit ?? '') !== null) return {};
  const range = yellowKind === 'points' ? '20个百分点' : '100%';
  const message = `二级界限须大于0、不超过${range}，最多两位小数。`;
  return { yellowLimit: { code: 'out_of_range', message } };
}

function dateFaults({ validFrom, validTo }: OwnRuleSetFields): OwnRuleSetFaults {
  const faults: OwnRuleSetFaults = {};
  const inRange = (date: string) => isDate(date) && date >= FIRST_DAY && date <= LAST_DAY;
  const message = '请按年-月-日填写日期，应在2025年1月1日至2035年12月31日之间。';
  if (!inRange(validFrom)) faults.validFrom = { code: 'invalid_date', message };
  if (validTo === null) return faults;
  if (!inRange(validTo)) faults.validTo = { code: 'invalid_date', message };
  else if (!faults.validFrom && validTo < validFrom) {
    faults.validTo = { code: 'before_start', message: '有效期止不能早于有效期起。' };
  }
  return faults;
}

/** What cannot be accepted, by field; empty where all is well. */
export function ownRuleSetFaults(fields: OwnRuleSetFields): OwnRuleSetFaults {
  return { ...textFaults(fields), ...limitFaults(fields), ...dateFaults(fields) };
}

interface Validity {
  validFrom: string;
  validTo: string | null;
}

/** Whether two periods of validity share a day; both ends count, no end stated = for ever. */
export function overlap(a: Validity, b: Validity): boolean {
  return (a.validTo === null || a.validTo >= b.validFrom) && (b.validTo === null || b.validTo >= a.validFrom);
}

/** Whether a rule set is valid on a day; both ends count. */
export function validOn({ validFrom, validTo }: Validity, date: string): boolean {
  return validFrom <= date && (validTo === null || date <= validTo);
}
