import { policyById } from './catalogue.ts';
import { type MatterId, matterLabel } from './matters.ts';
import type { AwardResult } from './model.ts';
import { floorFen, wanText, yuanToFen } from './money.ts';
import { type ReadingChoices, readingNote } from './readings.ts';
import { PAYER_LABELS, type PayerLevel, type Receipt } from './vocabulary.ts';

/** One payer's part of what is still to be paid, 分. */
export interface FundingShare {
  payer: PayerLevel;
  fen: number;
}

/**
 * One way of funding a matter. The documents do not say who pays which part, so both stand and a human chooses.
 * single: only one government has an award; cityStands: the city's award stands and the district tops up;
 * districtInstead: the district pays in full in its place.
 */
export interface FundingWay {
  id: 'single' | 'cityStands' | 'districtInstead';
  words: string;
  shares: readonly FundingShare[];
}

/** A title raised from one level to another, with the lower one already paid: for a human to decide. */
export interface UpgradeQuestion {
  paidFen: number;
  fullFen: number;
  differenceFen: number;
  /** What the reading in use suggests, 分. */
  suggestedFen: number;
  words: string;
}

/**
 * deducted: taken off here; underCap: the award itself already took earlier payments off its cap, so not again;
 * notDeducted: no document takes it off, a human has to look.
 */
export type Treatment = 'deducted' | 'underCap' | 'notDeducted';

export interface MatterFunding {
  matter: MatterId;
  label: string;
  /** The highest award, 分. */
  highestFen: number;
  /** Money already received for the matter, and what became of it. */
  received: readonly { from: PayerLevel; fen: number; treatment: Treatment }[];
  /** Still to be paid, 分; the shares of each way add up to it. */
  remainingFen: number;
  ways: readonly FundingWay[];
  upgrade: UpgradeQuestion | null;
  /** A human has to decide: two ways, an upgrade, or money from elsewhere. */
  needsHuman: boolean;
  notes: readonly string[];
}

/**
 * How one matter is funded.
 * @param ranked awards of the matter with an amount, highest first, at least one
 */
export function fundingOf(
  matter: MatterId,
  ranked: readonly AwardResult[],
  received: readonly Receipt[],
  readings: ReadingChoices,
): MatterFunding {
  const highest = ranked[0];
  const highestFen = highest?.amountFen ?? 0;
  const receipts = received
    .filter((receipt) => receipt.matter === matter)
    .map((receipt) => ({ ...receipt, fen: floorFen(yuanToFen(receipt.amountYuan)) }))
    .map((receipt) => ({ ...receipt, treatment: treatmentOf(receipt.from, ranked, readings) }));
  const countedFen = sum(receipts.filter(isDeducted).map(({ fen }) => fen));
  const lower = receipts.filter((receipt) => isLowerLevel(receipt, highest?.variant ?? null));
  const upgrade = upgradeOf(highestFen, countedFen, sum(lower.map(({ fen }) => fen)), readings);
  const remainingFen = upgrade?.suggestedFen ?? Math.max(0, highestFen - countedFen);
  const deducted =
    readings.upgrade === 'full' ? receipts.filter((receipt) => !lower.includes(receipt)) : receipts;
  const ways = waysOf(ranked, deducted, remainingFen);
  const notes = notesOf(receipts, highestFen, countedFen, upgrade, readings);
  return {
    matter,
    label: matterLabel(matter),
    highestFen,
    received: receipts.map(({ from, fen, treatment }) => ({ from, fen, treatment })),
    remainingFen,
    ways,
    upgrade,
    needsHuman:
      ways.length > 1 || upgrade !== null || receipts.some(({ treatment }) => treatment === 'notDeducted'),
    notes,
  };
}

type TreatedReceipt = Receipt & { fen: number; treatment: Treatment };

function isDeducted({ treatment }: TreatedReceipt): boolean {
  return treatment === 'deducted';
}

/** Highest award of one level of government, 分; null where it has none. */
function topOf(ranked: readonly AwardResult[], level: PayerLevel): number | null {
  const amounts = ranked
    .filter(({ policyId }) => policyById(policyId).level === level)
    .map(({ amountFen }) => amountFen ?? 0);
  return amounts.length === 0 ? null : Math.max(...amounts);
}

/**
 * Whether money from a government is taken off. Its own award always is; money of others is where a document that takes
 * province, city and district together has an award (柴桑), or under the stricter reading.
 */
function treatmentOf(from: PayerLevel, ranked: readonly AwardResult[], readings: ReadingChoices): Treatment {
  if (ranked[0]?.steps.some(({ stage }) => stage === 'paidBefore')) return 'underCap';
  if (readings.provinceReceipts === 'always' || topOf(ranked, from) !== null) return 'deducted';
  const across = ranked.some(({ policyId }) => policyById(policyId).stacking.rule === 'highestAcrossLevels');
  return across ? 'deducted' : 'notDeducted';
}

/** Whether money was paid for another level of the title than the one held now. */
function isLowerLevel(receipt: TreatedReceipt, variant: string | null): boolean {
  const { level } = receipt;
  return isDeducted(receipt) && level !== undefined && variant !== null && level !== variant;
}

function upgradeOf(
  fullFen: number,
  countedFen: number,
  paidFen: number,
  readings: ReadingChoices,
): UpgradeQuestion | null {
  if (paidFen === 0) return null;
  const differenceFen = Math.max(0, fullFen - countedFen);
  const paidForThisLevel = countedFen - paidFen;
  const suggestion = { difference: differenceFen, full: Math.max(0, fullFen - paidForThisLevel), none: 0 };
  const words = `同一称号升级：此前已得${wanText(paidFen)}，现级别${wanText(fullFen)}，差额${wanText(differenceFen)}；由人工决定。`;
  return { paidFen, fullFen, differenceFen, suggestedFen: suggestion[readings.upgrade], words };
}

/** The ways of paying what remains; the shares of each add up to it. */
function waysOf(
  ranked: readonly AwardResult[],
  receipts: readonly TreatedReceipt[],
  remainingFen: number,
): FundingWay[] {
  const city = topOf(ranked, 'city');
  const district = topOf(ranked, 'district');
  if (city === null || district === null) {
    const payer: PayerLevel = city === null ? (district === null ? 'province' : 'district') : 'city';
    const words = `由${PAYER_LABELS[payer]}财政兑现${wanText(remainingFen)}`;
    return [{ id: 'single', words, shares: [{ payer, fen: remainingFen }] }];
  }
  const paidBy = (payer: PayerLevel) =>
    sum(receipts.filter(({ from }) => from === payer).map(({ fen }) => fen));
  const cityFen = Math.min(remainingFen, Math.max(0, city - paidBy('city')));
  const topUpFen = remainingFen - cityFen;
  const cityStands: FundingWay = {
    id: 'cityStands',
    words:
      topUpFen === 0
        ? `市级奖补照发${wanText(cityFen)}，区级不再兑现`
        : `市级奖补照发${wanText(cityFen)}，区级补足差额${wanText(topUpFen)}`,
    shares: [
      { payer: 'city', fen: cityFen },
      { payer: 'district', fen: topUpFen },
    ],
  };
  const districtCanPay = district - paidBy('district') >= remainingFen && paidBy('city') === 0;
  if (!districtCanPay || remainingFen === 0) return [cityStands];
  const words = `区级全额兑现${wanText(remainingFen)}，不再申领市级奖补`;
  return [cityStands, { id: 'districtInstead', words, shares: [{ payer: 'district', fen: remainingFen }] }];
}

const TREATMENT_WORDS: Readonly<Record<Treatment, string>> = {
  deducted: '计入就高',
  underCap: '已在累计上限中扣除，不重复扣减',
  notDeducted: '未扣减，请人工核对',
};

function notesOf(
  receipts: readonly TreatedReceipt[],
  highestFen: number,
  countedFen: number,
  upgrade: UpgradeQuestion | null,
  readings: ReadingChoices,
): string[] {
  const notes: string[] = [];
  if (upgrade !== null) notes.push(upgrade.words, readingNote('upgrade', readings));
  for (const { from, fen, treatment } of receipts) {
    notes.push(`此前已得${PAYER_LABELS[from]}资金${wanText(fen)}，${TREATMENT_WORDS[treatment]}。`);
  }
  if (receipts.some(({ from }) => from !== 'city')) notes.push(readingNote('provinceReceipts', readings));
  if (countedFen >= highestFen && upgrade === null && countedFen > 0) {
    notes.push('已得金额不低于本次可得，按就高不重复不再兑现。');
  }
  return notes;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
