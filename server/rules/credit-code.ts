/** Characters of a unified social credit code (统一社会信用代码) in the order of their values: no I, O, S, V, Z. Source: GB 32100-2015. */
export const CREDIT_CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const MODULUS = 31;

/**
 * The check character (校验码) of the first 17 characters: 31 − Σ Cᵢ·3^(i−1) mod 31. Source: GB 32100-2015, 附录 A.
 * @returns null where one of them is no character of the code
 */
export function creditCheckCharacter(first17: string): string | null {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    const value = CREDIT_CODE_CHARACTERS.indexOf(character);
    if (value < 0) return null;
    sum += value * weight;
    weight = (weight * 3) % MODULUS;
  }
  return CREDIT_CODE_CHARACTERS[(MODULUS - (sum % MODULUS)) % MODULUS] ?? null;
}

/** A code as written by hand: without spaces, in capitals. */
export function normalCreditCode(text: string): string {
  return text.replace(/\s/g, '').toUpperCase();
}

/** Why a normalised code cannot be right, one Chinese sentence; null where it can. */
export function creditCodeProblem(code: string): string | null {
  if (code.length !== 18) return `统一社会信用代码应为18位，现为${code.length}位。`;
  if (/[^0-9A-Z]/.test(code)) return '统一社会信用代码只含数字和大写字母。';
  if (/[IOSVZ]/.test(code)) return '统一社会信用代码不含字母 I、O、S、V、Z，请核对。';
  if (!/^\d{6}$/.test(code.slice(2, 8))) return '统一社会信用代码第3至8位（登记机关行政区划码）应为数字。';
  if (creditCheckCharacter(code.slice(0, 17)) !== code[17]) {
    return '统一社会信用代码的校验位不符，请核对是否录错。';
  }
  return null;
}
