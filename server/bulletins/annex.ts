import { shanghaiTime } from '../http/clock.ts';
import { INDICATOR, intensityAnnexTitle, quotaAnnexTitle } from '../rules/bulletin-text/titles.ts';
import { basisWord, documentText } from '../rules/bulletin-text/words.ts';
import { ACTION_PLAN } from '../rules/documents.ts';
import { LAMP_WORDS } from '../rules/grading.ts';
import type { TableSheet, TableValue, WorkbookSpec } from '../sheets/table.ts';
import { CAUTION, scopeText, sourcesText } from './document.ts';
import type { BulletinReply, BulletinSnapshot, SnapshotUnit } from './schema.ts';

/* The Excel annex of a bulletin: 附表1, 附表2, and what the figures mean. */

const lampWord = (unit: SnapshotUnit, lamp: SnapshotUnit['annualLamp']) => {
  if (lamp !== 'none') return `${LAMP_WORDS[lamp].grade}（${LAMP_WORDS[lamp].word}）`;
  if (unit.missing === 'notReported') return '未报送';
  return unit.missing === 'unreleased' ? '未公布' : '暂不分级';
};

/** As it was published or, computed, with two decimals: what is shown is what is in the cell. */
const decimal = (value: number | null, places: number) => (value === null ? null : value.toFixed(places));

function intensitySheet(snapshot: BulletinSnapshot): TableSheet {
  return {
    name: '附表1',
    title: `附表1　${intensityAnnexTitle(snapshot.period)}`,
    columns: [
      { label: '单位', kind: 'text' },
      { label: '年度目标', kind: 'percent' },
      { label: '同比', kind: 'percent' },
      { label: '数据类型', kind: 'text' },
      { label: '与目标差距（百分点）', kind: 'number' },
      { label: '当年等级', kind: 'text' },
      { label: '比2024年累计', kind: 'percent' },
      { label: '累计进度要求', kind: 'percent' },
      { label: '规划期等级', kind: 'text' },
    ],
    rows: [snapshot.city, ...snapshot.units].map((unit): TableValue[] => [
      unit.name,
      unit.targetPct,
      decimal(unit.actualPct, unit.actualDecimals ?? 2),
      unit.basis === null ? null : unit.basis === 'published' ? '反馈数' : '测算数',
      decimal(unit.gapPct, 2),
      lampWord(unit, unit.annualLamp),
      decimal(unit.cumulativePct, 2),
      decimal(unit.cumulativeTargetPct, 2),
      lampWord(unit, unit.planLamp),
    ]),
  };
}

function quotaSheet({ quotas }: BulletinSnapshot): TableSheet {
  const rows = [
    { name: '全市', cells: quotas.columns.map(({ total }) => total) },
    ...quotas.units.map(({ name, cells }) => ({ name, cells })),
  ];
  return {
    name: '附表2',
    title: `附表2　${quotaAnnexTitle(quotas.year)}`,
    columns: [
      { label: '单位', kind: 'text' },
      ...quotas.columns.flatMap(({ label }) => [
        { label: `${label}现有`, kind: 'integer' as const },
        { label: `${label}目标`, kind: 'integer' as const },
      ]),
    ],
    rows: rows.map(({ name, cells }): TableValue[] => [
      name,
      ...cells.flatMap(({ stock, quota }) => [quota === null ? null : stock, quota]),
    ]),
  };
}

function meaningSheet(bulletin: Annexed): TableSheet {
  const { snapshot, takenAt, snapshotHash } = bulletin;
  const rows: [string, string][] = [
    [
      '定义',
      `${INDICATOR}同比变化：单位增加值综合能源消费量与上年同期相比，增加值按可比价计算；负值为下降。`,
    ],
    ['单位', '同比、目标、累计为%；差距为百分点（实际减目标，正值为未达到）；标杆为个、家'],
    ['目标', `《${ACTION_PLAN.title}》${ACTION_PLAN.intensityTable}、${ACTION_PLAN.quotaTable}`],
    ['来源', sourcesText(snapshot)],
    ['口径', scopeText(snapshot)],
    ['数据截至', `${shanghaiTime(new Date(takenAt))}（北京时间）已公布的数据`],
    ['等级', `${basisWord(snapshot.ruleSet)}${documentText(snapshot.ruleSet)}。${snapshot.ruleSet.note}`],
    ['快照校验值', snapshotHash],
  ];
  return {
    name: '指标说明',
    title: '指标说明',
    columns: [
      { label: '项目', kind: 'text', width: 12 },
      { label: '说明', kind: 'text', width: 100 },
    ],
    rows,
  };
}

type Annexed = Pick<BulletinReply, 'title' | 'number' | 'takenAt' | 'snapshotHash' | 'snapshot'>;

/** The annex as a workbook; released figures only, so it bears no mark. */
export function workbookSpec(bulletin: Annexed, demo: boolean): WorkbookSpec {
  const { snapshot, title, number } = bulletin;
  return {
    sheets: [intensitySheet(snapshot), quotaSheet(snapshot), meaningSheet(bulletin)],
    sources: [
      number === null ? `${title}（未签发）` : `${title}（${number}）`,
      `${CAUTION}。`,
      ...(demo ? ['演示数据'] : []),
    ],
    watermark: null,
  };
}
