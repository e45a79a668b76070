import type { serviceProvider } from '../../db/schema.ts';

/** A service provider (服务商) of the demo: its qualification and selection, and what it is in charge of (包挂). */
export type DemoProvider = Omit<typeof serviceProvider.$inferSelect, 'beneficiaryId' | 'version'> & {
  /** as among the demo's beneficiaries */
  name: string;
  units: readonly string[];
  industries: readonly string[];
};

/** The two invented selections (公开遴选). */
const FIRST = { selectedOn: '2025-08-20', selectionDocument: '九工信绿色字〔2025〕12号（演示）' };
const SECOND = { selectedOn: '2026-05-12', selectionDocument: '九工信绿色字〔2026〕7号（演示）' };

type Selection = Pick<DemoProvider, 'selectedOn' | 'selectionDocument'>;
type Charges = Partial<Pick<DemoProvider, 'units' | 'industries'>>;

let line = 0;

/** Contact and number are invented: 0792-8000101 and on. */
function provider(
  [name, seniorEngineers, expertise]: [name: string, seniorEngineers: number | null, expertise: string],
  selection: Selection,
  charges: Charges = {},
  more: Partial<DemoProvider> = {},
): DemoProvider {
  line += 1;
  return {
    name,
    seniorEngineers,
    servesManufacturing: true,
    expertise,
    contact: `联系人${line}（演示）`,
    phone: `0792-80001${String(line).padStart(2, '0')}`,
    recognisedOn: null,
    endedOn: null,
    ...selection,
    units: charges.units ?? [],
    industries: charges.industries ?? [],
    ...more,
  };
}

/**
 * Twelve selected, one of them with one senior engineer and one withdrawn, and one waiting for the next selection. 都昌县
 * and 彭泽县 are in nobody's charge.
 */
export const DEMO_PROVIDERS: readonly DemoProvider[] = [
  provider(['匡岭（演示）节能诊断服务有限公司', 6, '节能诊断、电机系统、空压系统'], FIRST, {
    units: ['JKQ', '360402'],
  }),
  provider(['浔江（演示）绿色低碳咨询有限公司', 4, '节能诊断、绿色工厂创建、碳核算'], FIRST, {
    units: ['360403', '360404'],
  }),
  provider(['赤湖（演示）能源服务有限公司', 3, '余热余压利用、工业窑炉'], FIRST, {
    units: ['360481'],
    industries: ['非金属矿物制品业'],
  }),
  provider(['石钟（演示）节能技术服务有限公司', 2, '化工流程节能、换热网络优化'], FIRST, {
    units: ['360429'],
    industries: ['化学原料和化学制品制造业'],
  }),
  provider(['鞋山（演示）绿色制造服务有限公司', 5, '绿色工厂、绿色供应链创建，清洁生产'], FIRST, {
    industries: ['通用设备制造业', '专用设备制造业'],
  }),
  provider(['云居（演示）节能工程有限公司', 3, '锅炉改造、蒸汽系统、有色熔炼'], FIRST, {
    units: ['360425', '360426'],
    industries: ['有色金属冶炼和压延加工业'],
  }),
  provider(['白鹿（演示）能效检测有限公司', 2, '能效检测、能源审计'], FIRST, { units: ['360483'] }),
  provider(['东林（演示）低碳技术研究有限公司', 4, '节水、资源综合利用、印染'], SECOND, {
    industries: ['纺织业'],
  }),
  provider(['南湖湾（演示）工业节能设计有限公司', 2, '工艺改造设计、分布式光伏'], SECOND, {
    units: ['360482', '360423'],
  }),
  provider(['双钟（演示）合同能源管理有限公司', 1, '合同能源管理、空压站托管'], SECOND, {
    industries: ['造纸和纸制品业'],
  }),
  provider(
    ['长岭（演示）环保节能科技有限公司', 2, '除尘、脱硫脱硝'],
    FIRST,
    { units: ['360428'] },
    { endedOn: '2026-06-30' },
  ),
  provider(['青竹（演示）碳管理咨询有限公司', 3, '碳管理体系、能碳平台'], SECOND, { units: ['360424'] }),
  provider(['九峰（演示）清洁生产审核有限公司', null, '清洁生产审核'], {
    selectedOn: null,
    selectionDocument: null,
  }),
];
