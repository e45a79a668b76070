import type { BulletinReply, BulletinSnapshot, SnapshotUnit } from '../../server/bulletins/schema.ts';
import { defaultRuleSet } from '../../server/rules/grading.ts';

/** A unit of a snapshot for the tests of this folder, with what a test says otherwise. */
export function snapshotUnit(change: Partial<SnapshotUnit> = {}): SnapshotUnit {
  return {
    code: '360402',
    name: '濂溪区',
    actualPct: -3.6,
    actualDecimals: 1,
    basis: 'published',
    targetPct: -3.5,
    gapPct: -0.1,
    cumulativePct: -7.17,
    cumulativeTargetPct: -7.36,
    annualLamp: 'green',
    planLamp: 'yellow',
    mayFlip: false,
    source: 'statistics',
    edition: 'flash',
    energyScope: 'unstated',
    feedstockDeducted: 'unstated',
    renewablesDeducted: 'unstated',
    releasedAt: '2026-11-20T02:00:00Z',
    missing: null,
    ...change,
  };
}

export function snapshotOf(units: readonly SnapshotUnit[]): BulletinSnapshot {
  const { id, name, document, documentNumber, note } = defaultRuleSet();
  return {
    format: 1,
    period: '2026-09',
    label: '2026年1–9月',
    takenOn: '2026-11-20',
    ruleSet: { id, name, document, documentNumber, note },
    city: { ...snapshotUnit({ code: '360400', name: '全市' }), headlinePct: -13, headlineGapPct: 5.2 },
    units: [...units],
    trajectory: {
      targetPath: [
        { year: 2024, index: 100 },
        { year: 2025, index: 95 },
        { year: 2026, index: 91.2 },
        { year: 2027, index: 88.0 },
      ],
      headlineIndex: 87,
      actual: [
        { year: 2024, index: 100, estimated: false },
        { year: 2025, index: 96.1, estimated: false },
        { year: 2026, index: 92.6, estimated: true },
      ],
      landings: null,
      verdict: 'required',
      sentence: '',
    },
    history: [],
    quotas: { asOf: '2026-11-20', year: 2027, columns: [], units: [] },
  };
}

export function bulletinOf(change: Partial<BulletinReply> = {}): BulletinReply {
  return {
    id: 1,
    period: '2026-09',
    label: '2026年1–9月',
    stage: 'draft',
    title: '关于2026年1—9月全市工业能耗强度目标完成情况的通报',
    number: null,
    takenAt: '2026-11-20T07:42:00Z',
    draftedBy: '王某',
    signedAt: null,
    signedBy: null,
    version: 3,
    snapshotHash: 'a'.repeat(64),
    snapshot: snapshotOf([snapshotUnit()]),
    paragraphs: [
      { id: 'lead', heading: '一、总体情况', generated: '总体生成。', text: '总体生成。' },
      { id: 'annual', heading: null, generated: '当年生成。', text: '当年改过。' },
    ],
    revisedSince: [],
    events: [],
    may: { edit: true, submit: true, sign: false, sendBack: false, withdraw: true, refresh: true },
    ownDraft: true,
    ...change,
  };
}
