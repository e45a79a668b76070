import type { NeedKind } from '../../server/rules/need-steps.ts';
import { countyUsername, ENDORSER, HANDLER } from './accounts.ts';
import { demoEnergyUsersOf } from './firms.ts';

/** An answer of the demo; `provider` by name. */
export interface DemoOffer {
  provider: string;
  on: string;
  content: string;
  /** 万元; null where no price was named */
  wan: string | null;
}

/** A need (需求) of the demo with all that became of it. */
export interface DemoNeed {
  /** name of an invented firm of the unit */
  firm: string;
  unitCode: string;
  kind: NeedKind;
  title: string;
  content: string;
  /** 万元; null = 面议 */
  budgetWan: string | null;
  publishedOn: string;
  answerBy: string;
  /** user name of who published it */
  by: string;
  offers: readonly DemoOffer[];
  /** the answer it was matched with, by its place, and the day */
  matched: { offer: number; on: string; by: string } | null;
  closed: { on: string; reason: string } | null;
}

const KUANGLING = '匡岭（演示）节能诊断服务有限公司';
const XUNJIANG = '浔江（演示）绿色低碳咨询有限公司';
const CHIHU = '赤湖（演示）能源服务有限公司';
const YUNJU = '云居（演示）节能工程有限公司';
const NANHUWAN = '南湖湾（演示）工业节能设计有限公司';
const SHUANGZHONG = '双钟（演示）合同能源管理有限公司';

type Story = Omit<DemoNeed, 'firm' | 'by' | 'offers' | 'matched' | 'closed'> &
  Partial<Pick<DemoNeed, 'offers' | 'matched' | 'closed'>> & { nth: number };

const offer = (provider: string, on: string, content: string, wan: string | null): DemoOffer => ({
  ...{ provider, on, content, wan },
});

/** On the demo's day, 2026-11-21: open in five ways, matched, closed; those that became projects come with the projects. */
const STORIES: readonly Story[] = [
  {
    unitCode: '360425',
    nth: 0,
    kind: 'technology',
    title: '空压站集中控制与余热回收',
    content:
      '厂区6台螺杆空压机分散运行，卸载率高。求集中控制、管网降压和余热回收一体化方案，年底前完成改造设计。',
    budgetWan: '120',
    publishedOn: '2026-10-28',
    answerBy: '2026-11-30',
    offers: [
      offer(
        KUANGLING,
        '2026-11-05',
        '更换2台为永磁变频机组，其余联控；余热用于浴室和办公楼采暖。工期60天。',
        '98',
      ),
      offer(
        YUNJU,
        '2026-11-11',
        '整站联控加管网改造，保证综合节电率不低于18%，不足部分退款。工期75天。',
        '116.5',
      ),
      offer(
        SHUANGZHONG,
        '2026-11-16',
        '合同能源管理，企业不出资，节能收益五年分成，乙方占比逐年下降。',
        null,
      ),
    ],
  },
  {
    unitCode: '360429',
    nth: 1,
    kind: 'equipment',
    title: '低效电机更换为二级以上能效电机',
    content: '在役55千瓦以上电机42台，多数为三级能效，计划分两批更换，求供货、安装和旧机回收。',
    budgetWan: '260',
    publishedOn: '2026-11-12',
    answerBy: '2026-12-11',
  },
  {
    unitCode: '360428',
    nth: 0,
    kind: 'diagnosis',
    title: '全厂用能诊断',
    content: '未做过系统诊断，希望摸清蒸汽、电力两个系统的节能潜力，形成可实施的项目清单。',
    budgetWan: null,
    publishedOn: '2026-10-09',
    answerBy: '2026-11-10',
  },
  {
    unitCode: 'JKQ',
    nth: 1,
    kind: 'equipment',
    title: '配电变压器能效提升',
    content: '两台S9型变压器更换为一级能效变压器，要求停电时间不超过一个班次。',
    budgetWan: '85.5',
    publishedOn: '2026-10-15',
    answerBy: '2026-11-17',
    offers: [
      offer(NANHUWAN, '2026-10-30', '设计、供货、安装总承包，利用周末停电窗口实施。', '82'),
      offer(KUANGLING, '2026-11-06', '先做负荷测试再定容量，可节省一台；含三年运维。', '79.8'),
    ],
  },
  {
    unitCode: '360402',
    nth: 0,
    kind: 'finance',
    title: '锅炉改造资金需求',
    content: '燃煤锅炉改生物质锅炉已备案，缺口资金拟通过绿色贷或合同能源管理解决。',
    budgetWan: '600',
    publishedOn: '2026-10-20',
    answerBy: '2026-11-21',
    offers: [offer(SHUANGZHONG, '2026-11-13', '以能源费用托管方式投资，八年期，锅炉房整体移交。', null)],
  },
  {
    unitCode: '360481',
    nth: 0,
    kind: 'technology',
    title: '工业窑炉烟气余热利用',
    content: '窑炉尾部烟温约280摄氏度，求余热锅炉或导热油利用方案，并测算年节能量。',
    budgetWan: '480',
    publishedOn: '2026-09-07',
    answerBy: '2026-10-15',
    offers: [
      offer(CHIHU, '2026-09-18', '余热锅炉产汽并入厂区管网，测算年节能量约860吨标准煤。', '455'),
      offer(YUNJU, '2026-09-29', '导热油加热原料，投资较低，年节能量约540吨标准煤。', '298'),
    ],
    matched: { offer: 0, on: '2026-10-22', by: HANDLER },
  },
  {
    unitCode: '360404',
    nth: 1,
    kind: 'diagnosis',
    title: '深度节能诊断',
    content: '按照节能诊断服务要求开展深度诊断，覆盖主要工序、公用工程和能源管理体系。',
    budgetWan: '18',
    publishedOn: '2026-10-12',
    answerBy: '2026-11-06',
    offers: [
      offer(XUNJIANG, '2026-10-21', '四人组现场两周，出具诊断报告和改造项目建议书。', '16'),
      offer(KUANGLING, '2026-10-27', '含主要用能设备能效测试，出具诊断报告。', '17.5'),
    ],
    matched: { offer: 0, on: '2026-11-12', by: ENDORSER },
  },
  {
    unitCode: '360424',
    nth: 0,
    kind: 'finance',
    title: '屋顶光伏建设资金需求',
    content: '厂房屋顶约1.8万平方米，拟建分布式光伏，自发自用，求投资方。',
    budgetWan: '720',
    publishedOn: '2026-07-14',
    answerBy: '2026-08-31',
    offers: [offer(NANHUWAN, '2026-08-20', '可提供设计和施工，投资方需另行引入。', null)],
    closed: { on: '2026-09-09', reason: '企业已自行与投资方签约，不再征集。' },
  },
];

/** The needs of the demo that did not become a project, in the order of their publication; the same on every run. */
export function demoNeeds(): readonly DemoNeed[] {
  return STORIES.map(({ nth, ...story }) => ({
    offers: [],
    matched: null,
    closed: null,
    ...story,
    firm: demoEnergyUsersOf(story.unitCode)[nth] ?? '',
    by: countyUsername(story.unitCode),
  })).sort((a, b) => a.publishedOn.localeCompare(b.publishedOn));
}
