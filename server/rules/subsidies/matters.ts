/**
 * Same matters (同一事项): which awards of different clauses and documents reward the same thing. Inside a matter only
 * the highest counts, never the sum. This is the one table; an award stands in exactly one row.
 * Sources: 九江若干措施结尾第一段（同一项目就高）; 柴桑若干意见结尾段（省、市、区同类就高）; 南昌若干措施结尾第一段.
 * Rows that hold awards of several cities serve comparison only: no enterprise is in two cities.
 */
export const MATTERS = {
  diagnosis: { label: '绿色低碳诊断服务', awards: ['jiujiang-1'] },
  retrofit: {
    label: '绿色低碳改造项目',
    awards: ['jiujiang-2-retrofit', 'jiujiang-2-green-loan', 'jiujiang-5-energy-contract', 'chaisang-1'],
  },
  energyLeader: {
    label: '国家能效领跑者',
    awards: ['jiujiang-3-energy-leader', 'nanchang-3-energy-leader'],
  },
  waterLeader: { label: '国家水效领跑者', awards: ['jiujiang-3-water-leader'] },
  greenFactory: {
    label: '绿色工厂',
    awards: ['jiujiang-3-green-factory', 'chaisang-2-green-factory', 'nanchang-3-green-factory'],
  },
  greenSupplyChain: {
    label: '绿色供应链',
    awards: [
      'jiujiang-3-green-supply-chain',
      'chaisang-2-green-supply-chain',
      'nanchang-3-green-supply-chain',
    ],
  },
  greenDesignDemonstration: {
    label: '工业产品绿色设计示范',
    awards: ['jiujiang-3-green-design', 'nanchang-3-green-design'],
  },
  greenDesignProduct: { label: '绿色设计产品', awards: ['chaisang-2-green-design-product'] },
  zeroCarbonFactory: { label: '零碳工厂', awards: ['jiujiang-3-zero-carbon-factory'] },
  otherGreenTitle: { label: '其他绿色制造称号', awards: ['jiujiang-3-other-title'] },
  greenPark: { label: '绿色园区', awards: ['jiujiang-3-green-park'] },
  zeroCarbonPark: { label: '零碳园区', awards: ['jiujiang-3-zero-carbon-park'] },
  waterSaving: { label: '节水型企业', awards: ['chaisang-2-water-saving'] },
  pilot: { label: '绿色低碳转型试点', awards: ['jiujiang-4'] },
  servicePlatform: { label: '绿色低碳公共服务平台', awards: ['jiujiang-5-platform'] },
  energySystem: { label: '数字化能源管理系统', awards: ['jiujiang-5-energy-system'] },
  equipmentRating: { label: '节能环保装备企业评选', awards: ['jiujiang-6-rating'] },
  catalogue: { label: '列入国家目录的产品', awards: ['jiujiang-6-catalogue', 'jiujiang-6-other-catalogue'] },
  caseByCase: { label: '一事一议事项', awards: ['jiujiang-8'] },
  internetPlatform: { label: '工业互联网平台建设', awards: ['chaisang-3-platform'] },
  platformUse: { label: '应用工业互联网平台', awards: ['chaisang-3-use'] },
  output: { label: '产值扶持', awards: ['chaisang-5'] },
  attraction: { label: '引入上下游企业', awards: ['chaisang-6'] },
  innovationPlatform: {
    label: '科技创新平台',
    awards: [
      'chaisang-7',
      'chaisang-7-other',
      'nanchang-7-centre',
      'nanchang-8-design-centre',
      'changjiang-3-platform',
    ],
  },
  aboveScale: { label: '升规入统', awards: ['chaisang-9', 'nanchang-4', 'nanchang-4-matching'] },
  strategicEmerging: { label: '战略性新兴企业认定', awards: ['chaisang-9-strategic'] },
  conceptCentre: { label: '省级概念验证中心', awards: ['chaisang-11-concept'] },
  pilotBase: { label: '省级中试基地', awards: ['chaisang-11-pilot-base'] },
  futureEvent: { label: '未来产业全国性活动', awards: ['chaisang-12'] },
  investmentEvent: { label: '产业链招商活动承办', awards: ['nanchang-1'] },
  expansion: { label: '增资扩产', awards: ['nanchang-2'] },
  managementDemo: { label: '省级管理创新示范企业', awards: ['nanchang-3-management-demo'] },
  managementProject: { label: '省级领航企业管理创新项目', awards: ['nanchang-3-management-project'] },
  digitalPilot: { label: '数字化转型试点', awards: ['nanchang-5-pilot'] },
  smartFactory: { label: '“5G+智慧工厂”', awards: ['nanchang-5-smart-factory'] },
  techUpgrade: { label: '技术改造', awards: ['nanchang-6'] },
  newMaterial: { label: '首批次新材料', awards: ['nanchang-7-new-material'] },
  serviceManufacturing: { label: '服务型制造示范', awards: ['nanchang-8-service'] },
  standardCertificate: { label: '两化融合等贯标证书', awards: ['nanchang-9-certificate'] },
  dcmm: { label: 'DCMM评估认证', awards: ['nanchang-9-dcmm'] },
  integrationDemo: { label: '省级“两化”融合示范', awards: ['nanchang-9-demo'] },
  countyReward: { label: '抓项目促投资成效显著县区', awards: ['nanchang-11'] },
  equipmentRenewal: { label: '设备更新和数字化改造', awards: ['changjiang-1'] },
  majorProject: { label: '重特大制造业项目', awards: ['changjiang-2'] },
  innovationAlliance: { label: '科技协同创新体', awards: ['changjiang-3-alliance'] },
  academicianStation: { label: '院士工作站', awards: ['changjiang-3-academician'] },
  expertStation: { label: '专家工作站', awards: ['changjiang-3-expert'] },
  haizhiStation: { label: '海智工作站', awards: ['changjiang-3-haizhi'] },
  postdocStation: { label: '博士后站（基地）', awards: ['changjiang-3-postdoc'] },
  growthTitle: { label: '独角兽、瞪羚企业', awards: ['changjiang-4'] },
  ecommerce: { label: '电商活动', awards: ['changjiang-5'] },
  foreignInvestment: { label: '引进外资', awards: ['changjiang-6'] },
  exhibition: { label: '参加会展', awards: ['changjiang-7'] },
  factoryCompleted: { label: '标准厂房竣工', awards: ['changjiang-8-completed'] },
  factoryDestocked: { label: '标准厂房去化', awards: ['changjiang-8-destocked'] },
} as const satisfies Record<string, { label: string; awards: readonly string[] }>;

export type MatterId = keyof typeof MATTERS;

/** Every award that the table names; a policy can define no other. */
export type AwardId = (typeof MATTERS)[MatterId]['awards'][number];

/** Two matters that may or may not be the same; the documents do not say, so a human decides (待人工认定). */
export interface OpenPair {
  matters: readonly [MatterId, MatterId];
  /** The open question, one Chinese sentence. */
  words: string;
}

export const OPEN_PAIRS: readonly OpenPair[] = [
  {
    matters: ['greenDesignDemonstration', 'greenDesignProduct'],
    words: '市级“绿色设计示范”奖励企业，区级“绿色设计产品”对应产品，是否同一事项待认定。',
  },
  {
    matters: ['waterLeader', 'waterSaving'],
    words: '市级奖励水效领跑者，区级奖励节水型企业，是否属于同类政策待认定。',
  },
  {
    matters: ['energySystem', 'platformUse'],
    words: '同一笔软件投入既可能是数字化能源管理系统，也可能是应用工业互联网平台，是否重复待认定。',
  },
  {
    matters: ['energySystem', 'internetPlatform'],
    words: '能源管理系统如属工业互联网平台建设内容，是否重复待认定。',
  },
  {
    matters: ['energyLeader', 'waterLeader'],
    words: '能效、水效领跑者同在措施三一句之中，首次荣获是否合并计算待认定。',
  },
  {
    matters: ['greenFactory', 'zeroCarbonFactory'],
    words: '零碳工厂通常在绿色工厂基础上建成，是否属于同一项目待认定。',
  },
  {
    matters: ['greenPark', 'zeroCarbonPark'],
    words: '零碳园区通常在绿色园区基础上建成，是否属于同一项目待认定。',
  },
  {
    matters: ['greenFactory', 'greenSupplyChain'],
    words: '九江、柴桑逐项列举绿色工厂与绿色供应链，南昌以“或”相连，是否只奖励一项待认定。',
  },
  {
    matters: ['smartFactory', 'techUpgrade'],
    words: '同一批设备发票是否同时申报南昌第5条与第6条待认定（市级同类就高、自行选择）。',
  },
  {
    matters: ['expansion', 'techUpgrade'],
    words: '增资扩产项目的设备投入与技改补助是否重复待认定（市级同类就高、自行选择）。',
  },
];

/**
 * Matters of which one applicant has many at once, each case being one of its own: 措施一 pays the provider (服务商) for
 * every diagnosed firm (按每家最高1万元). The vocabulary does not name that firm, so two cases are never compared.
 */
const ONE_PER_CASE: ReadonlySet<MatterId> = new Set<MatterId>(['diagnosis']);

/**
 * Whether the same award of the same day is claimed once by an applicant, so that a second claim repeats the first.
 * Which cases share one award (就高不重复) is `isSameMatter` in same-matter.ts.
 */
export function isOneMatterPerApplicant(matter: MatterId): boolean {
  return !ONE_PER_CASE.has(matter);
}

const MATTER_OF_AWARD: ReadonlyMap<string, MatterId> = new Map(
  Object.entries(MATTERS).flatMap(([matter, row]) =>
    row.awards.map((award): [string, MatterId] => [award, matter as MatterId]),
  ),
);

/** The matter an award rewards. @throws RangeError where the table does not name the award */
export function matterOf(awardId: AwardId): MatterId {
  const matter = MATTER_OF_AWARD.get(awardId);
  if (matter === undefined) throw new RangeError(`Award without a matter: ${awardId}`);
  return matter;
}

export function matterLabel(matter: MatterId): string {
  return MATTERS[matter].label;
}
