import type {
  BulletinListReply,
  BulletinReply,
  BulletinSnapshot,
  BulletinStep,
  SnapshotUnit,
} from '../../server/bulletins/schema.ts';
import type { QuotaCell } from '../../server/quotas/schema.ts';
import { dateText, periodText } from '../../server/rules/bulletin-text/titles.ts';
import type { Lamp } from '../../server/rules/grading.ts';
import { formatDateTime, formatFullDateTime, formatPct, formatPoints, MISSING } from '../format.ts';

/* What the bulletin's screens say and show. Pure. */

export type BulletinRow = BulletinListReply['bulletins'][number];

export const STAGE_WORDS: Readonly<Record<BulletinRow['stage'], string>> = {
  draft: '拟稿',
  review: '送审',
  signed: '已签发',
  withdrawn: '已作废',
};

export const EVENT_WORDS: Readonly<Record<BulletinReply['events'][number]['step'], string>> = {
  drafted: '拟稿',
  edited: '修改',
  refreshed: '更新数据',
  submitted: '送审',
  returned: '退回',
  signed: '签发',
  withdrawn: '作废',
};

/** A step as it is asked for: what it does, and whether it takes a note. */
export interface StepWords {
  word: string;
  /** what happens, before it is confirmed */
  effect: string;
  note: { label: string; isRequired: boolean } | null;
}

export const STEP_WORDS: Readonly<Record<BulletinStep['step'], StepWords>> = {
  submit: {
    word: '送审',
    effect: '送审后由未参与拟稿、修改的另一人审核签发；送审期间正文不能修改，需要修改的先退回。',
    note: { label: '送审说明', isRequired: false },
  },
  sendBack: {
    word: '退回',
    effect: '退回拟稿人修改，正文保留。',
    note: { label: '退回意见', isRequired: true },
  },
  sign: {
    word: '签发',
    effect: '签发即编定期号，数据和正文从此不再变动，各县（市、区）和领导可以查看、下载。',
    note: null,
  },
  withdraw: {
    word: '作废',
    effect:
      '作废后不能恢复，记录保留，期号不再使用。已签发的由未参与拟稿、修改的另一人作废，县（市、区）和领导仍可查阅，标明已作废和作废原因。',
    note: { label: '作废原因', isRequired: true },
  },
  refresh: {
    word: '更新数据',
    effect:
      '按现在已公布的数重新取数，自动生成的文字随之更新。数据有变化的段落一律换为新生成的文字，其中修改过的原文记入办理经过，请核对后重新修改。',
    note: null,
  },
};

/** 'X月X日 张某拟稿' or '11月20日 15:42 王某签发': the last thing that counts. */
export function whoWhen(row: BulletinRow): string {
  if (row.signedAt !== null) return `${row.signedBy ?? MISSING} ${formatDateTime(row.signedAt)}签发`;
  return `${row.draftedBy}拟稿，${formatDateTime(row.takenAt)}取数`;
}

/** '无', '已有修订2处', or that the figures cannot be trusted. */
export function revisedWords({ revisedSince }: Pick<BulletinRow, 'revisedSince'>): string {
  if (revisedSince === null) return '数据快照与校验值不符，请联系管理员';
  return revisedSince === 0 ? '无' : `已有修订${revisedSince}处`;
}

/** Headline of the list. */
export function listHeadline(rows: readonly BulletinRow[]): string {
  const signed = rows.filter(({ stage }) => stage === 'signed');
  const open = rows.filter(({ stage }) => stage === 'draft' || stage === 'review').length;
  const waiting = open === 0 ? '' : `，${open}期正在办理`;
  if (signed.length === 0) return `还没有签发的通报${waiting}`;
  const revised = signed.filter(({ revisedSince }) => (revisedSince ?? 0) > 0).length;
  const since = revised === 0 ? '' : `，${revised}期签发后数据有修订`;
  return `已签发${signed.length}期通报${waiting}${since}`;
}

/** The periods a bulletin can be drafted for, and the others by why not. */
export function periodChoices(periods: BulletinListReply['periods']) {
  const reasons = new Map<string, string[]>();
  for (const { label, reason } of periods) {
    if (reason !== null) reasons.set(reason, [...(reasons.get(reason) ?? []), label]);
  }
  return {
    eligible: periods.filter(({ reason }) => reason === null),
    refused: [...reasons].map(([reason, labels]) => ({ reason, labels })),
  };
}

/** One line of 附表1, as printed. */
export interface IntensityLine {
  code: string;
  name: string;
  target: string;
  actual: string;
  gap: string;
  annualLamp: Lamp;
  cumulative: string;
  cumulativeTarget: string;
  planLamp: Lamp;
  /** 未报送 or 未公布; null where there is a figure */
  missing: string | null;
  /** '测算', '舍入内可能翻转' */
  marks: string[];
}

const MISSING_WORDS = { notReported: '未报送', unreleased: '未公布' } as const;

function intensityLine(unit: SnapshotUnit): IntensityLine {
  const marks = [];
  if (unit.basis === 'computed') marks.push('测算');
  if (unit.mayFlip) marks.push('舍入内可能翻转');
  return {
    code: unit.code,
    name: unit.name,
    target: formatPct(unit.targetPct),
    actual: formatPct(unit.actualPct, unit.actualDecimals ?? 2),
    gap: formatPoints(unit.gapPct, 2, { sign: true }),
    annualLamp: unit.annualLamp,
    cumulative: formatPct(unit.cumulativePct, 2),
    cumulativeTarget: formatPct(unit.cumulativeTargetPct, 2),
    planLamp: unit.planLamp,
    missing: unit.missing && MISSING_WORDS[unit.missing],
    marks,
  };
}

/** 附表1: the city first, then the units in the order of Attachment 2. */
export const intensityLines = ({ city, units }: BulletinSnapshot): IntensityLine[] =>
  [city, ...units].map(intensityLine);

/** '5/8', '无任务', '缺基数（任务8）'. */
export function quotaText({ quota, stock }: Pick<QuotaCell, 'quota' | 'stock'>): string {
  if (quota === null) return '无任务';
  return stock === null ? `缺基数（任务${quota}）` : `${stock}/${quota}`;
}

/** 附表2: a line a unit, and the total. */
export function quotaLines({ quotas }: BulletinSnapshot) {
  return [{ code: 'total', name: '全市', cells: quotas.columns.map(({ total }) => total) }, ...quotas.units];
}

/** Under what the figures stand: sources, scope, as-of, units without figures. */
export function sourceLines(
  bulletin: Pick<BulletinReply, 'snapshot' | 'takenAt' | 'snapshotHash'>,
): string[] {
  const { snapshot } = bulletin;
  const without = snapshot.units.filter(({ missing }) => missing !== null);
  const named = without.map(
    ({ name, missing }) => `${name}（${missing === null ? '' : MISSING_WORDS[missing]}）`,
  );
  return [
    `数据来源：各县（市、区）及全市已公布的规模以上工业数据，${periodText(snapshot.period)}累计；标“测算”的由能耗增速和增加值增速测算。`,
    `数据截至${formatFullDateTime(bulletin.takenAt)}；标杆存量截至${dateText(snapshot.quotas.asOf)}。`,
    `预警等级：${snapshot.ruleSet.name}。${snapshot.ruleSet.note}`,
    named.length === 0 ? '14个单位数据齐全。' : `没有数据的单位：${named.join('、')}。`,
  ];
}

/** The first 12 digits of the snapshot's check value, in fours. */
export const shortHash = (hash: string): string => (hash.slice(0, 12).match(/.{4}/g) ?? []).join(' ');

/** What the bulletin's state means for the reader, one sentence. */
export function stageSentence(
  bulletin: Pick<BulletinReply, 'stage' | 'may' | 'ownDraft' | 'number' | 'events'>,
): string {
  if (bulletin.stage === 'signed') return `${bulletin.number ?? ''}，已签发，数据和正文不再变动。`;
  if (bulletin.stage === 'withdrawn') {
    const reason = bulletin.events.findLast(({ step }) => step === 'withdrawn')?.note;
    return reason ? `已作废，仅供查考。作废原因：${reason}` : '已作废，仅供查考。';
  }
  if (bulletin.stage === 'draft') return '拟稿中：核对正文和附表，确认后送审。';
  if (bulletin.ownDraft && !bulletin.may.sign) {
    return '已送审：您参与了拟稿或修改，须由另一人签发（拟稿、签发不能为同一人）。';
  }
  return '已送审，等待签发：核对无误后签发，有问题的退回。';
}
