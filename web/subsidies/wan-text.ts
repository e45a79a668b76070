const WAN = /^(\d{1,9})(?:\.(\d{1,6}))?$/;

/**
 * Reads an amount in 万元 as people write it ('30', '1,286.5', '３０万元') as integer 分, exactly.
 * @returns null where it is no amount of whole 分
 */
export function parseWan(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s,]/g, '')
    .replace(/万元?$/, '');
  const match = WAN.exec(plain);
  if (!match) return null;
  return Number(`${match[1]}${(match[2] ?? '').padEnd(6, '0')}`);
}

/** 分 as text for an input, in 万元: 128600000 → '128.6'; null → ''. */
export function wanInput(fen: number | null): string {
  return fen === null ? '' : String(fen / 1_000_000);
}

/** Decimals a column of amounts needs so that each is shown to at least 100 元, two at most. */
export function wanDecimals(amounts: readonly number[]): number {
  if (amounts.every((fen) => fen % 1_000_000 === 0)) return 0;
  return amounts.every((fen) => fen % 100_000 === 0) ? 1 : 2;
}
