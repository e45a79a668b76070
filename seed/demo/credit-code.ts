import { CREDIT_CODE_CHARACTERS, creditCheckCharacter } from '../../server/rules/credit-code.ts';
import { seededRandom, wholeBetween } from './random.ts';

/** Weights of the organisation code (组织机构代码) inside it. Source: GB 11714. */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of an organisation code's first 8 characters: a digit, or X for 10. */
export function organisationCheckCharacter(first8: string): string {
  const values = [...first8].map((char) => Number.parseInt(char, 36));
  const sum = values.reduce((total, value, index) => total + value * (ORGANISATION_WEIGHTS[index] ?? 0), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : String(check % 11);
}

/** 经开区 has no GB/T 2260 code of its own; its invented firms are registered with the city. */
function regionOf(unitCode: string): string {
  return unitCode === 'JKQ' ? '360400' : unitCode;
}

/**
 * An invented credit code with valid check characters, the same for a name on every run.
 * @param name the invented firm
 * @param registeredUnit unit of registration
 */
export function demoCreditCode(name: string, registeredUnit: string): string {
  const next = seededRandom(`credit code ${name}`);
  const last = CREDIT_CODE_CHARACTERS.length - 1;
  const character = () => CREDIT_CODE_CHARACTERS.charAt(wholeBetween(next, 0, last));
  const body = Array.from({ length: 6 }, character).join('');
  const organisation = `MA${body}`;
  const first17 = `91${regionOf(registeredUnit)}${organisation}${organisationCheckCharacter(organisation)}`;
  const check = creditCheckCharacter(first17);
  if (check === null) throw new RangeError(`Not the start of a credit code: ${first17}`);
  return `${first17}${check}`;
}
