import { shanghaiDate, shanghaiTime } from '../http/clock.ts';
import { printedParagraphs } from '../rules/bulletin-text/printed.ts';
import {
  COURSE_FIGURE_TITLE,
  dateText,
  INDICATOR,
  intensityAnnexTitle,
  monthsText,
  quotaAnnexTitle,
  unitsFigureTitle,
} from '../rules/bulletin-text/titles.ts';
import { basisWord, documentText } from '../rules/bulletin-text/words.ts';
import { ACTION_PLAN } from '../rules/documents.ts';
import { LAMP_WORDS, type Lamp } from '../rules/grading.ts';
import { numberText as figure, placesOf } from '../rules/wording.ts';
import type { BulletinReply, BulletinSnapshot, SnapshotUnit } from './schema.ts';
import type { BlockSpec, CellSpec, ChartSpec, DocumentSpec, TableSpec } from './word/spec.ts';

export const ISSUER = '九江市工业和信息化局';
export const MASTHEAD = '九江市绿色制造工作通报';
const EMPTY = '—';

const SHAPES: Readonly<Record<Lamp, string>> = { green: '●', yellow: '▲', red: '■', none: '○' };
const MISSING = { notReported: '未报', unreleased: '未公布' } as const;

/** '● 三级': shape and word, so that colour never stands alone. */
function lampCell(lamp: Lamp, unit: SnapshotUnit): CellSpec {
  if (lamp !== 'none') return { text: `${SHAPES[lamp]} ${LAMP_WORDS[lamp].grade}`, lamp };
  return { text: `${SHAPES.none} ${unit.missing === null ? '暂不分级' : MISSING[unit.missing]}`, lamp };
}

const pct = (value: number | null, places: number) => (value === null ? EMPTY : figure(value, places));

export const actualText = (unit: SnapshotUnit) => pct(unit.actualPct, unit.actualDecimals ?? 2);
const gapOf = ({ gapPct }: SnapshotUnit) => (gapPct === null ? EMPTY : figure(gapPct, placesOf(gapPct)));
const targetOf = ({ targetPct }: SnapshotUnit) =>
  targetPct === null ? EMPTY : figure(targetPct, placesOf(targetPct));

export const INTENSITY_COLUMNS: TableSpec['columns'] = [
  { label: '序号', share: 6, align: 'center' },
  { label: '单位', share: 12, align: 'left' },
  { label: '年度目标', share: 10, align: 'right' },
  { label: '同比', share: 10, align: 'right' },
  { label: '与目标差距', share: 11, align: 'right' },
  { label: '当年等级', share: 13, align: 'center' },
  { label: '比2024年累计', share: 12, align: 'right' },
  { label: '累计进度要求', share: 12, align: 'right' },
  { label: '规划期等级', share: 14, align: 'center' },
];

const intensityRow = (unit: SnapshotUnit, index: number): CellSpec[] => [
  { text: index === 0 ? '' : String(index) },
  { text: unit.name },
  { text: targetOf(unit) },
  { text: actualText(unit) },
  { text: gapOf(unit) },
  lampCell(unit.annualLamp, unit),
  { text: pct(unit.cumulativePct, 2) },
  { text: pct(unit.cumulativeTargetPct, 2) },
  lampCell(unit.planLamp, unit),
];

/** 附表1: the city, then the units in the order of Attachment 2. */
export function intensityTable(snapshot: BulletinSnapshot): TableSpec {
  const { city, units, period } = snapshot;
  return {
    label: '附表1',
    title: intensityAnnexTitle(period),
    unit: `指标：${INDICATOR}；单位：%，差距为百分点`,
    size: 'wu',
    columns: INTENSITY_COLUMNS,
    rows: [city, ...units].map(intensityRow),
    notes: [
      '注：“与目标差距”为实际减目标，负值为超过目标、正值为未达到目标；“—”表示没有已公布数据。',
      '　　等级：●三级（进展基本顺利）、▲二级（比较严峻）、■一级（十分严峻）、○暂不分级。',
    ],
  };
}

const QUOTA_WORDS = {
  noTask: '',
  noBase: '缺基数',
  met: '已达到',
  onPace: '达进度',
  pending: '待公布',
  behind: '落后',
} as const;

type QuotaCell = BulletinSnapshot['quotas']['columns'][number]['total'];

function quotaCell(cell: QuotaCell): CellSpec {
  if (cell.status === 'noTask') return { text: EMPTY };
  const stock = cell.stock === null ? '缺' : String(cell.stock);
  const shape = SHAPES[cell.lamp];
  return { text: `${stock}/${cell.quota ?? 0}\n${shape}${QUOTA_WORDS[cell.status]}`, lamp: cell.lamp };
}

/** 附表2: stock against the quota of 2027. */
export function quotaTable({ quotas }: BulletinSnapshot): TableSpec {
  return {
    label: '附表2',
    title: quotaAnnexTitle(quotas.year),
    unit: `截至${dateText(quotas.asOf)}；单位：个、家`,
    size: 'xiaoWu',
    columns: [
      { label: '单位', share: 12, align: 'left' },
      ...quotas.columns.map(({ label }) => ({ label, share: 14, align: 'center' as const })),
    ],
    rows: [
      [{ text: '全市' }, ...quotas.columns.map(({ total }) => quotaCell(total))],
      ...quotas.units.map(({ name, cells }) => [{ text: name }, ...cells.map(quotaCell)]),
    ],
    notes: [
      `注：“现有/${quotas.year}年目标”；目标按总量计。●已达到或达到批次进度，■落后于已公布批次，○待名单公布或缺2024年末基数，“—”表示没有任务。`,
    ],
  };
}

const SOURCE_WORDS = { statistics: '统计部门反馈', enterprises: '企业汇总', own: '单位自行测算' } as const;

const known = (snapshot: BulletinSnapshot) =>
  [snapshot.city, ...snapshot.units].filter(({ actualPct }) => actualPct !== null);

const namesOf = (units: readonly { name: string }[]) => units.map(({ name }) => name).join('、');

/** '统计部门反馈（12个）、企业汇总（2个）'. */
export function sourcesText(snapshot: BulletinSnapshot): string {
  const counts = new Map<string, number>();
  for (const { source } of known(snapshot)) {
    const word = source === null ? '未注明' : SOURCE_WORDS[source];
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => `${word}（${count}项）`).join('、');
}

/** The scopes (口径) the figures were reported on, with whom each holds for where they differ. */
export function scopeText(snapshot: BulletinSnapshot): string {
  const groups = new Map<string, SnapshotUnit[]>();
  for (const unit of known(snapshot)) {
    const power = {
      calorific: '电力按当量值折算',
      equivalent: '电力按等价值折算',
      unstated: '电力折算方式未注明',
    };
    const deducted = (what: string, value: SnapshotUnit['feedstockDeducted']) =>
      `${what}${value === 'yes' ? '已扣除' : value === 'no' ? '未扣除' : '是否扣除未注明'}`;
    const text = [
      power[unit.energyScope ?? 'unstated'],
      deducted('原料用能', unit.feedstockDeducted),
      deducted('可再生能源', unit.renewablesDeducted),
    ].join('，');
    groups.set(text, [...(groups.get(text) ?? []), unit]);
  }
  const sorted = [...groups].toSorted((a, b) => b[1].length - a[1].length);
  if (sorted.length <= 1) return sorted[0]?.[0] ?? '没有已公布数据';
  return sorted
    .map(([text, units], index) => (index === 0 ? `一般为${text}` : `${namesOf(units)}为${text}`))
    .join('；');
}

export const CAUTION = '本通报数据供工作调度使用，以统计部门公布为准';

function notesOf(snapshot: BulletinSnapshot, { takenAt, snapshotHash }: Bulletin, demo: boolean): string[] {
  const computed = known(snapshot).filter(({ basis }) => basis === 'computed');
  const all = [snapshot.city, ...snapshot.units];
  const lists = [
    ['未报送', all.filter(({ missing }) => missing === 'notReported')],
    ['未公布', all.filter(({ missing }) => missing === 'unreleased')],
  ] as const;
  const missing = lists.flatMap(([word, units]) => (units.length === 0 ? [] : [`${namesOf(units)}${word}`]));
  return [
    ...(demo ? ['本文数据为演示数据，不代表实际情况。'] : []),
    `${CAUTION}。`,
    `指标为${INDICATOR}同比变化，增加值按可比价计算；“下降”为负。目标见《${ACTION_PLAN.title}》${ACTION_PLAN.intensityTable}。`,
    `数据来源：${sourcesText(snapshot)}。${
      computed.length === 0 ? '' : `${namesOf(computed)}没有反馈的强度数据，由能耗增速和增加值增速测算。`
    }`,
    `口径：${scopeText(snapshot)}。`,
    `只使用截至${shanghaiTime(new Date(takenAt))}（北京时间）已公布的数据，此后的修订不在本通报内。`,
    missing.length === 0
      ? `全市及${snapshot.units.length}个单位数据均已公布。`
      : `${missing.join('；')}，未纳入统计，也未以其他数据替代。`,
    `等级${basisWord(snapshot.ruleSet)}${documentText(snapshot.ruleSet)}：${snapshot.ruleSet.note}`,
    `数据快照校验值（SHA-256）：${snapshotHash}`,
  ];
}

type Bulletin = Pick<
  BulletinReply,
  'title' | 'number' | 'stage' | 'signedAt' | 'takenAt' | 'snapshotHash' | 'snapshot' | 'paragraphs'
>;

/** 图1: actual against target of each unit. */
function barChart({ units, period }: BulletinSnapshot): ChartSpec {
  const round = (unit: SnapshotUnit) =>
    unit.actualPct === null ? null : Number(unit.actualPct.toFixed(Math.min(2, unit.actualDecimals ?? 2)));
  const label = (unit: SnapshotUnit) =>
    unit.missing === null
      ? `${unit.name} ${SHAPES[unit.annualLamp]}`
      : `${unit.name}（${MISSING[unit.missing]}）${SHAPES.none}`;
  return {
    caption: unitsFigureTitle(period),
    note: '单位：%；●三级 ▲二级 ■一级 ○暂不分级。来源：附表1。',
    alt: `各单位同比变化与年度目标：${units.map((unit) => `${unit.name}${actualText(unit)}`).join('，')}。单位：%。`,
    plot: {
      kind: 'bar',
      categories: units.map(label),
      actual: {
        name: '同比变化（按等级着色）',
        values: units.map(round),
        lamps: units.map(({ annualLamp }) => annualLamp),
      },
      target: { name: '年度目标', values: units.map(({ targetPct }) => targetPct) },
    },
  };
}

/** 图2: the city's course as an index; nothing is drawn where there is no figure. */
function courseChart({ trajectory, period }: BulletinSnapshot): ChartSpec {
  const years = trajectory.targetPath.map(({ year }) => year);
  const actual = years.map((year) => trajectory.actual.find((point) => point.year === year) ?? null);
  const last = trajectory.actual.at(-1);
  const finalYear = years.at(-1) ?? 0;
  const keep = trajectory.landings?.keepPace ?? null;
  const pace = years.map((year) =>
    year === last?.year ? (last?.index ?? null) : year === finalYear ? keep : null,
  );
  const drawsPace =
    keep !== null && last !== undefined && last.year < finalYear && last.year > (years[0] ?? 0);
  // straight between now and the last year
  const between = pace.map((value, index) => {
    const year = years[index] ?? 0;
    if (value !== null || !last || keep === null || year < last.year) return value;
    return last.index * (keep / last.index) ** ((year - last.year) / (finalYear - last.year));
  });
  const text = (point: { index: number } | null) => (point ? point.index.toFixed(1) : '无数据');
  return {
    caption: COURSE_FIGURE_TITLE,
    note: `指数，2024年＝100；${
      last?.estimated ? `${last.year}年以${monthsText(period)}同比变化推算。` : ''
    }来源：各年附表1数据逐年连乘。`,
    alt: `全市能耗强度指数，2024年为100：${years.map((year, i) => `${year}年${text(actual[i] ?? null)}`).join('，')}。`,
    plot: {
      kind: 'line',
      categories: years.map((year, i) => `${year}年${actual[i]?.estimated ? '（推算）' : ''}`),
      series: [
        { name: '目标路径', values: trajectory.targetPath.map(({ index }) => index), style: 'target' },
        { name: '实际', values: actual.map((point) => point?.index ?? null), style: 'actual' },
        ...(drawsPace ? [{ name: '按目前速度', values: between, style: 'pace' as const }] : []),
      ],
    },
  };
}

/** The charts there are figures for. */
function chartsOf(snapshot: BulletinSnapshot): BlockSpec[] {
  const charts: BlockSpec[] = [];
  if (snapshot.units.some(({ actualPct }) => actualPct !== null)) {
    charts.push({ kind: 'chart', chart: barChart(snapshot) });
  }
  if (snapshot.trajectory.actual.length > 1) charts.push({ kind: 'chart', chart: courseChart(snapshot) });
  return charts;
}

function blocksOf({ snapshot, paragraphs }: Bulletin): BlockSpec[] {
  return printedParagraphs(paragraphs).flatMap(({ id, heading, text }) => {
    const blocks: BlockSpec[] = heading === null ? [] : [{ kind: 'heading', text: heading }];
    for (const line of text.split('\n')) {
      if (line.trim() !== '') blocks.push({ kind: 'text', text: line.trim() });
    }
    return id === 'plan' ? [...blocks, ...chartsOf(snapshot)] : blocks;
  });
}

const MARKS = {
  draft: '草稿（未签发）',
  review: '送审稿（未签发）',
  signed: null,
  withdrawn: '已作废',
} as const;

/** A bulletin ready to be set: the same snapshot, texts and stage give the same document. */
export function documentSpec(bulletin: Bulletin, demo: boolean): DocumentSpec {
  const { snapshot, number, stage, signedAt, takenAt, title } = bulletin;
  const marks = [MARKS[stage], demo ? '演示数据' : null].filter((mark) => mark !== null);
  return {
    masthead: MASTHEAD,
    number: number === null ? `（${snapshot.takenOn.slice(0, 4)}年第　期）` : `（${number}）`,
    issuer: ISSUER,
    date: signedAt === null ? '' : dateText(shanghaiDate(new Date(signedAt))),
    mark: marks.length === 0 ? null : marks.join('　'),
    title,
    blocks: blocksOf(bulletin),
    tables: [intensityTable(snapshot), quotaTable(snapshot)],
    notes: notesOf(snapshot, bulletin, demo),
    at: signedAt ?? takenAt,
  };
}
