import type { Amount, Cap, Edge, PolicyTarget, Tier } from '../../server/rules/subsidies/model.ts';
import { wanText } from '../../server/rules/subsidies/money.ts';
import { READINGS, readingChoices } from '../../server/rules/subsidies/readings.ts';
import { factDefinition, factLabel } from '../../server/rules/subsidies/vocabulary.ts';

/** One line of what a clause pays: a level or tier, the sum, and what bounds it. */
export interface AmountLine {
  /** '国家级', '3%—5%（含5%）'; '' where there is one line only. */
  label: string;
  /** '最高50万元', '合同价的30%'. */
  words: string;
  /** Edges and caps, small; '' where there are none. */
  bounds: string;
}

/** Below this, 元 read better than 万元 (200元/平方米). */
const SMALL_FEN = 1_000_00;

function sumText(fen: number): string {
  return fen < SMALL_FEN ? `${fen / 100}元` : wanText(fen);
}

const most = (isCeiling: boolean) => (isCeiling ? '最高' : '');
const line = (words: string, label = '', bounds = ''): AmountLine => ({ label, words, bounds });
const capText = (cap: Cap | null) => (cap === null ? '' : cap.words);

/** What an award pays, line by line, as the document prints it. */
export function amountLines(amount: Amount): AmountLine[] {
  switch (amount.type) {
    case 'fixed':
      return [line(sumText(amount.fen))];
    case 'ceiling':
      return [line(`最高${sumText(amount.fen)}`)];
    case 'range':
      return [line(`${sumText(amount.floorFen)}至${sumText(amount.ceilingFen)}`)];
    case 'byChoice': {
      const { values = {} } = factDefinition(amount.fact);
      return Object.entries(amount.table).map(([value, fen]) =>
        line(`${most(amount.ceiling)}${sumText(fen)}`, values[value] ?? value),
      );
    }
    case 'tiers':
      return amount.tiers.map((tier) => line(grantText(tier, ''), tier.label, edgesText(tier)));
    case 'rateTiers':
      return amount.tiers.map((tier) =>
        line(grantText(tier, amount.base.label), tier.label, edgesText(tier)),
      );
    case 'percentage':
      return [
        line(`${most(amount.ceiling)}${factLabel(amount.base)}的${amount.ratePct}%`, '', capText(amount.cap)),
      ];
    case 'perUnit': {
      const { unit } = factDefinition(amount.count);
      const each = `每${unit ?? '个'}${most(amount.ceiling)}${sumText(amount.unitFen)}`;
      return [line(each, '', capText(amount.cap))];
    }
    case 'instalments':
      return [
        line(`共${sumText(amount.totalFen)}，分${amount.parts.length}年按${amount.parts.join(':')}兑现`),
      ];
    case 'discretionary':
      return [line('未写金额', '', amount.words)];
  }
}

function grantText({ grants }: Tier, base: string): string {
  return 'fen' in grants ? `最高${sumText(grants.fen)}` : `${base}的${grants.ratePct}%`;
}

/** Whether an edge counts, and whether the text says so or a reading does. */
function edgeText({ included }: Edge): string {
  if (typeof included === 'boolean') return included ? '含' : '不含';
  const choices = readingChoices();
  return choices[included.reading] === included.when ? '含（按理解）' : '不含（按理解）';
}

function edgesText({ from, to }: Tier): string {
  const lower = `下限${edgeText(from)}`;
  return to === null ? lower : `${lower}，上限${edgeText(to)}`;
}

/** A target as printed: '10%左右', '100个以上', '1—2个'; an aim without a figure is said to be one. */
export function targetText({ value, valueTo, unit, sense }: PolicyTarget): string {
  if (value === null) return '未写数值';
  const figure = `${value}${valueTo === null ? '' : `—${valueTo}`}${unit ?? ''}`;
  return { reach: figure, about: `${figure}左右`, atLeast: `${figure}以上（含）`, exceed: `突破${figure}` }[
    sense
  ];
}

/** When it is due: '2028年', '2028年（三年左右）', '每年'. */
export function dueText({ dueYear, timing }: PolicyTarget): string {
  if (dueYear === null) return timing ?? '未写';
  return timing === null ? `${dueYear}年` : `${dueYear}年（${timing}）`;
}

/** How many readings change a result, and how many only ask a human. */
export function readingCounts(): { all: number; decisive: number } {
  const readings = Object.values(READINGS);
  return { all: readings.length, decisive: readings.filter(({ effect }) => effect === 'code').length };
}
