import type { beneficiary } from '../../db/schema.ts';
import { unitName } from '../units.ts';
import { demoCreditCode } from './credit-code.ts';
import { seededRandom, wholeBetween } from './random.ts';
import { type DemoCertificate, demoCertificates } from './roster.ts';

/** What a firm of the demo declared, or none of the three. */
interface DeclaredEnergy {
  annualTce: string | null;
  tceYear: number | null;
  tceSource: 'declaration' | 'acceptance' | null;
}

/** A beneficiary (受益主体) of the demo with the energy it declared. */
export type DemoBeneficiary = Omit<typeof beneficiary.$inferSelect, 'id' | 'version' | 'closedOn'> &
  DeclaredEnergy;

/** Trade in an invented firm's name → industry division of GB/T 4754. */
const INDUSTRIES: Readonly<Record<string, string>> = {
  新材料: '化学原料和化学制品制造业',
  精密机械: '通用设备制造业',
  电子材料: '计算机、通信和其他电子设备制造业',
  纺织科技: '纺织业',
  水泥制品: '非金属矿物制品业',
  化工助剂: '化学原料和化学制品制造业',
  铝业: '有色金属冶炼和压延加工业',
  玻纤: '非金属矿物制品业',
  食品: '食品制造业',
  电池材料: '电气机械和器材制造业',
  造纸: '造纸和纸制品业',
  环保装备: '专用设备制造业',
  钢结构: '金属制品业',
  医药: '医药制造业',
  建材: '非金属矿物制品业',
  电机: '电气机械和器材制造业',
  塑业: '橡胶和塑料制品业',
  光电: '计算机、通信和其他电子设备制造业',
};

/** Firms whose units differ: registered elsewhere, or paid by another treasury than the one that counts them. */
const SPLIT_UNITS: readonly {
  of: string;
  nth: number;
  units: Partial<Pick<DemoBeneficiary, 'registeredUnit' | 'treasuryUnit'>>;
}[] = [
  { of: 'JKQ', nth: 2, units: { registeredUnit: '360403' } },
  { of: '360402', nth: 1, units: { treasuryUnit: 'JKQ' } },
  { of: '360429', nth: 3, units: { registeredUnit: '360430' } },
];

const SET_UP_ON = '2025-03-03';
/** Entered at 16:30 Shanghai time, before the list itself at 17:00. */
const ENTRY_TIME = 'T08:30:00.000Z';

const noEnergy = { annualTce: null, tceYear: null, tceSource: null };

/** Service providers, platforms and the institute; no title, so not on the roster. */
const SERVICES: readonly { kind: 'serviceProvider' | 'platform'; name: string; unit: string }[] = [
  { kind: 'serviceProvider', name: '匡岭（演示）节能诊断服务有限公司', unit: 'JKQ' },
  { kind: 'serviceProvider', name: '浔江（演示）绿色低碳咨询有限公司', unit: '360402' },
  { kind: 'serviceProvider', name: '赤湖（演示）能源服务有限公司', unit: '360481' },
  { kind: 'serviceProvider', name: '石钟（演示）节能技术服务有限公司', unit: '360429' },
  { kind: 'platform', name: '望江（演示）绿色低碳公共服务平台有限公司', unit: 'JKQ' },
  { kind: 'platform', name: '沙河（演示）工业互联网平台有限公司', unit: '360404' },
  { kind: 'platform', name: '甘棠（演示）绿色低碳产业研究院有限公司', unit: '360403' },
  { kind: 'serviceProvider', name: '云居（演示）节能工程有限公司', unit: '360425' },
  { kind: 'serviceProvider', name: '白鹿（演示）能效检测有限公司', unit: '360483' },
  { kind: 'serviceProvider', name: '东林（演示）低碳技术研究有限公司', unit: '360403' },
  { kind: 'serviceProvider', name: '南湖湾（演示）工业节能设计有限公司', unit: 'JKQ' },
  { kind: 'serviceProvider', name: '双钟（演示）合同能源管理有限公司', unit: '360429' },
  { kind: 'serviceProvider', name: '长岭（演示）环保节能科技有限公司', unit: '360402' },
  { kind: 'serviceProvider', name: '青竹（演示）碳管理咨询有限公司', unit: '360424' },
  { kind: 'serviceProvider', name: '鞋山（演示）绿色制造服务有限公司', unit: '360430' },
  { kind: 'serviceProvider', name: '九峰（演示）清洁生产审核有限公司', unit: '360404' },
];

function isPark(name: string): boolean {
  return name.endsWith('园区');
}

/** Invented firms on the roster of a unit, in the order of their lists. */
export function demoFirmsOf(unitCode: string): readonly string[] {
  const holders = demoCertificates()
    .filter((entry) => entry.unitCode === unitCode && !isPark(entry.holder))
    .map(({ holder }) => holder);
  return [...new Set(holders)];
}

/** The invented park of a unit. */
export function demoParkOf(unitCode: string): string {
  return `${unitName(unitCode)}（演示）工业园区`;
}

/** Two firms in three have declared their energy, some of them in an acceptance report. */
function declaredEnergy(name: string): DeclaredEnergy {
  const next = seededRandom(`energy ${name}`);
  if (next() < 1 / 3) return noEnergy;
  const annualTce = `${wholeBetween(next, 3_000, 96_000)}.${wholeBetween(next, 0, 9)}`;
  return { annualTce, tceYear: 2025, tceSource: next() < 0.3 ? 'acceptance' : 'declaration' };
}

function industryOf(name: string): string | null {
  const trade = Object.keys(INDUSTRIES).find((word) => name.includes(`）${word}`));
  return trade === undefined ? null : (INDUSTRIES[trade] ?? null);
}

function holderOf({ holder: name, unitCode, publishedOn }: DemoCertificate): DemoBeneficiary {
  const enteredOn = publishedOn < SET_UP_ON ? SET_UP_ON : publishedOn;
  const createdAt = `${enteredOn}${ENTRY_TIME}`;
  const own = { registeredUnit: unitCode, statisticsUnit: unitCode, treasuryUnit: unitCode };
  if (isPark(name)) {
    return { kind: 'park', name, creditCode: null, industry: null, ...own, ...noEnergy, createdAt };
  }
  const nth = demoFirmsOf(unitCode).indexOf(name);
  const split = SPLIT_UNITS.find((entry) => entry.of === unitCode && entry.nth === nth);
  const units = { ...own, ...split?.units };
  const creditCode = demoCreditCode(name, units.registeredUnit);
  const firm = { kind: 'enterprise', name, creditCode, industry: industryOf(name) } as const;
  return { ...firm, ...units, ...declaredEnergy(name), createdAt };
}

function serviceOf({ kind, name, unit }: (typeof SERVICES)[number]): DemoBeneficiary {
  const units = { registeredUnit: unit, statisticsUnit: unit, treasuryUnit: unit };
  const industry = kind === 'platform' ? '科技推广和应用服务业' : '专业技术服务业';
  const createdAt = `${SET_UP_ON}${ENTRY_TIME}`;
  return { kind, name, creditCode: demoCreditCode(name, unit), industry, ...units, ...noEnergy, createdAt };
}

/** Everybody who holds a title or claims an award, once each; the same on every run. */
export function demoBeneficiaries(): readonly DemoBeneficiary[] {
  const byName = new Map<string, DemoBeneficiary>();
  for (const entry of demoCertificates()) {
    if (!byName.has(entry.holder)) byName.set(entry.holder, holderOf(entry));
  }
  return [...byName.values(), ...SERVICES.map(serviceOf)];
}
