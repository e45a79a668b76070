/**
 * Open readings (待明确的理解): places where a document can be read in more than one way. Each stands here once, with
 * the option in use; to flip one, change its `chosen`. `effect: 'code'`: the evaluation follows the option;
 * `effect: 'note'`: nothing is computed from it, the note asks a human to decide.
 */
export interface ReadingDefinition {
  /** Documents and clauses it concerns, as cited on screen. */
  cite: string;
  question: string;
  /** Option id → what it means, Chinese. */
  options: Readonly<Record<string, string>>;
  chosen: string;
  effect: 'code' | 'note';
  /** Why this option, one Chinese sentence. */
  why: string;
}

export const READINGS = {
  eventDate: {
    cite: '各文件施行日期',
    question: '以哪个日期判断政策是否有效',
    options: { event: '以认定日期（改造项目以完工验收日期）为准', claim: '以申报（判定）日期为准' },
    chosen: 'event',
    effect: 'code',
    why: '文件只写施行日期和有效期，未写以何日为准；按事项发生之日适用当时有效的规定。',
  },
  threePercent: {
    cite: '九江措施二、柴桑第1条',
    question: '提升幅度恰为3%是否计入第一档',
    options: { included: '计入第一档', excluded: '不计入，须高于3%' },
    chosen: 'included',
    effect: 'code',
    why: '原文“3%”后未注明是否含本数，作为区间起点按含本数处理。',
  },
  eightPercent: {
    cite: '九江措施二、柴桑第1条',
    question: '提升幅度恰为8%属于哪一档',
    options: { second: '属于第二档，第三档须高于8%', third: '属于第三档' },
    chosen: 'second',
    effect: 'code',
    why: '第二档写明含8%，第三档的“8%以上”只能从8%之外起算，否则两档重叠。',
  },
  orMore: {
    cite: '九江措施五',
    question: '“20个以上”是否含20个',
    options: { included: '含20个', excluded: '不含，须21个及以上' },
    chosen: 'included',
    effect: 'code',
    why: '“以上”通常含本数（参照《民法典》第一千二百五十九条）。',
  },
  leaderFirstTime: {
    cite: '九江措施三',
    question: '“首次荣获”对能效、水效领跑者是分别计首次还是合并计首次',
    options: { each: '能效、水效分别计首次', together: '合并只计一次' },
    chosen: 'each',
    effect: 'note',
    why: '两者是不同称号；合计时列为待人工认定的相近事项。',
  },
  separateTitles: {
    cite: '九江措施三、柴桑第2条',
    question: '同一企业获得多个不同绿色制造称号能否分别奖励',
    options: { each: '不同称号分别奖励，同一称号就高', highest: '只奖励其中最高一项' },
    chosen: 'each',
    effect: 'note',
    why: '就高不重复针对同一项目（同类政策），不同称号由不同评审认定。',
  },
  openList: {
    cite: '九江措施三、措施六，柴桑第7条',
    question: '列举之后的“等”能否扩展到未列明的称号、目录或平台',
    options: { human: '未列明的由人工认定，不自动测算', closed: '仅限列明的事项' },
    chosen: 'human',
    effect: 'note',
    why: '“等”的范围由主管部门解释。',
  },
  automaticGrant: {
    cite: '九江措施三',
    question: '免申即享覆盖措施三全部称号还是仅覆盖园区',
    options: { wholeClause: '措施三全部称号', parksOnly: '仅绿色园区、零碳园区' },
    chosen: 'wholeClause',
    effect: 'code',
    why: '该句位于条末，可理解为统摄全条，也可理解为只承接园区一句。',
  },
  upgrade: {
    cite: '九江措施三、柴桑第2条等',
    question: '同一称号由省级升为国家级，已领省级奖励后如何兑现',
    options: { difference: '建议补差额', full: '建议再按国家级全额奖励', none: '建议不再奖励' },
    chosen: 'difference',
    effect: 'code',
    why: '文件只写就高、不重复，未写升级如何处理；仅给建议，由人工决定。',
  },
  provinceReceipts: {
    cite: '九江结尾第一段、柴桑结尾段',
    question: '已得省级资金是否从市级奖励中扣减',
    options: {
      districtRuleOnly: '仅在适用柴桑区“省、市、区就高”时扣减',
      always: '一律扣减',
    },
    chosen: 'districtRuleOnly',
    effect: 'code',
    why: '九江措施只规定本措施内就高不重复；省、市、区之间就高由柴桑区意见规定。',
  },
  pilotCandidate: {
    cite: '九江措施四',
    question: '“企业或项目”是否包含园区、公共服务平台承担的试点项目',
    options: { included: '包含', excluded: '仅限企业' },
    chosen: 'included',
    effect: 'note',
    why: '原文把企业与项目并列，未限定项目单位性质。',
  },
  energySystemCap: {
    cite: '九江措施五',
    question: '单个企业30万元是每个系统的上限还是企业累计上限',
    options: { lifetime: '政策有效期内企业累计', perSystem: '每个系统' },
    chosen: 'lifetime',
    effect: 'note',
    why: '上限以“单个企业”为主体，按企业累计从严掌握；填报此前已得金额时按此口径。',
  },
  equipmentRatingYears: {
    cite: '九江措施六',
    question: '年度综合评选逐年获评能否逐年奖励',
    options: { human: '由人工认定', once: '一家企业只奖励一次' },
    chosen: 'human',
    effect: 'note',
    why: '评选按年度进行，奖励又写明一次性。',
  },
  chaisangLastDay: {
    cite: '柴桑结尾段',
    question: '自2026年1月30日起有效期2年，最后一日是哪天',
    options: { '2028-01-29': '2028年1月29日', '2028-01-30': '2028年1月30日' },
    chosen: '2028-01-29',
    effect: 'code',
    why: '含首日计算，满两年之日为2028年1月29日。',
  },
  clusterScope: {
    cite: '柴桑二（二）首段、第5—7条',
    question: '第5—7条是否都限于集群中的资源循环利用生产型企业',
    options: {
      recyclingOnly: '限于资源循环利用生产型企业',
      allMembers: '新材料（金属）产业集群内企业均可',
    },
    chosen: 'recyclingOnly',
    effect: 'code',
    why: '本部分首段限定了支持对象，各条未另作规定。',
  },
  outputWhole: {
    cite: '柴桑第5条',
    question: '比例按全部产值还是按超出部分计算，产值按哪一期间计',
    options: { wholeYear: '按当年全部产值计', excess: '只按超出部分计' },
    chosen: 'wholeYear',
    effect: 'note',
    why: '原文为“给予其产值”的一定比例，未分段；期间未写明，按年度产值。',
  },
  attractionCap: {
    cite: '柴桑第6条',
    question: '单家招引方20万元上限按年度还是按政策有效期',
    options: { lifetime: '政策有效期内累计', perYear: '每年' },
    chosen: 'lifetime',
    effect: 'note',
    why: '原文未写期间，按累计从严掌握；填报此前已得金额时按此口径。',
  },
  instalmentsAfterEnd: {
    cite: '柴桑第9条',
    question: '分三年兑现的奖励在政策到期后是否继续',
    options: { continue: '入库日在有效期内的，后续年度继续兑现', stop: '到期后不再兑现' },
    chosen: 'continue',
    effect: 'note',
    why: '奖励在入库时即已确定总额，分期只是兑现方式。',
  },
  currentYear: {
    cite: '柴桑第2、7、11条',
    question: '“当年”是指认定当年还是须在当年申报',
    options: { recognised: '指认定所在年度，不要求当年申报', claimed: '须在认定当年申报' },
    chosen: 'recognised',
    effect: 'code',
    why: '评定结果常在年末公布，要求当年申报会使奖励落空。',
  },
  nationalPlatform: {
    cite: '柴桑第3条',
    question: '国家级工业互联网平台是否只限专业平台、特色平台',
    options: { listed: '仅限专业平台、特色平台', all: '各类均可' },
    chosen: 'listed',
    effect: 'note',
    why: '原文对国家部委认定的平台列明了这两类。',
  },
  nanchangFirstDay: {
    cite: '南昌结尾第二段',
    question: '“自发布之日起”的发布日是哪天',
    options: { '2023-12-26': '成文日2023年12月26日', '2023-12-27': '印发日2023年12月27日' },
    chosen: '2023-12-26',
    effect: 'code',
    why: '通知落款为12月26日，秘书科印发栏为12月27日。',
  },
  nanchangUpgradeCap: {
    cite: '南昌第6条',
    question: '技改补助500万元上限按年度还是累计',
    options: { perYear: '每年度', lifetime: '累计' },
    chosen: 'perYear',
    effect: 'note',
    why: '原文按年度发票额计算；与第5条写明“累计”不同。填报已得金额时按此口径。',
  },
  organiserCap: {
    cite: '南昌第1条',
    question: '承办单位100万元上限按次还是累计',
    options: { perEvent: '每次活动', lifetime: '累计' },
    chosen: 'perEvent',
    effect: 'note',
    why: '原文未写期间，按一次活动的引入成果计算。',
  },
  foreignWhole: {
    cite: '昌江第6条',
    question: '比例按当年全部引资额还是分段计算，汇率取何日',
    options: { whole: '按全部引资额，汇率由填报给出', slab: '分段计算' },
    chosen: 'whole',
    effect: 'note',
    why: '原文按引资额的单一比例；未写汇率，故汇率作为事实填报。',
  },
  changjiangGeneral: {
    cite: '昌江结尾段',
    question: '结尾段的企业一般条件是否也适用于奖励园区等非企业主体',
    options: { enterprisesOnly: '仅适用于企业', everyApplicant: '适用于全部主体' },
    chosen: 'enterprisesOnly',
    effect: 'code',
    why: '该段的适用对象写为辖区内企业。',
  },
  headings: {
    cite: '九江措施二、措施三',
    question: '条标题中的“制造业企业”是否构成条件',
    options: { notCondition: '标题不另设条件', condition: '须为制造业企业' },
    chosen: 'notCondition',
    effect: 'note',
    why: '条文正文写为企业、园区，未限制造业；由审核人把握。',
  },
} as const satisfies Record<string, ReadingDefinition>;

export type ReadingId = keyof typeof READINGS;

/** The option in use for each reading. */
export type ReadingChoices = { readonly [R in ReadingId]: keyof (typeof READINGS)[R]['options'] };

/** The options chosen in `READINGS`, with those of `overrides` in their place (what-if under another reading). */
export function readingChoices(overrides: Partial<ReadingChoices> = {}): ReadingChoices {
  const chosen = Object.fromEntries(Object.entries(READINGS).map(([id, reading]) => [id, reading.chosen]));
  return { ...(chosen as ReadingChoices), ...overrides };
}

/** The note that stands beside a result: question, option in use, and why. */
export function readingNote(id: ReadingId, choices: ReadingChoices): string {
  const reading: ReadingDefinition = READINGS[id];
  const choice = choices[id];
  const why = choice === reading.chosen ? reading.why : '（按另一种理解测算）';
  return `${reading.cite}：${reading.question}？本次按“${reading.options[choice] ?? choice}”。${why}`;
}
