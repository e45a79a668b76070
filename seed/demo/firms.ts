import { Decimal } from '../../server/analytics/decimal.ts';
import { REPORTING_UNITS } from '../units.ts';
import { demoCreditCode } from './credit-code.ts';
import { seededRandom, wholeBetween } from './random.ts';

/** What an invented firm declared to have used in a year (年综合能源消费量). */
export interface DemoDeclaration {
  year: number;
  /** 吨标准煤, plain decimal text */
  tce: string;
  source: 'declaration' | 'acceptance';
}

/** An invented key energy user (重点用能企业) without a title. */
export interface DemoFirm {
  name: string;
  creditCode: string;
  industry: string;
  /** unit of registration, statistics and treasury alike */
  unitCode: string;
  /** newest first; empty where it declared nothing */
  declarations: readonly DemoDeclaration[];
  closedOn: string | null;
}

const PREFIXES =
  '庐峰 鄱湖 岷山 幕阜 修江 湓浦 琵琶亭 南山 西海 瀼溪 龙开 彭浪 小孤山 湖滨 艾山 德星 八里湖 芳兰湖 石耳 云山'.split(
    ' ',
  );

/** Trade in the firm's name and its industry division of GB/T 4754. */
const TRADES = [
  ['铸造', '黑色金属冶炼和压延加工业'],
  ['陶瓷', '非金属矿物制品业'],
  ['印染', '纺织业'],
  ['铜材', '有色金属冶炼和压延加工业'],
  ['有机硅', '化学原料和化学制品制造业'],
  ['饲料', '农副食品加工业'],
  ['锻件', '金属制品业'],
  ['石灰', '非金属矿物制品业'],
  ['包装纸业', '造纸和纸制品业'],
  ['橡胶制品', '橡胶和塑料制品业'],
  ['原料药', '医药制造业'],
  ['酿造', '酒、饮料和精制茶制造业'],
  ['化纤', '化学纤维制造业'],
  ['线路板', '计算机、通信和其他电子设备制造业'],
  ['热处理', '金属制品业'],
  ['人造板', '木材加工和木、竹、藤、棕、草制品业'],
] as const;

/** Least and most energy of a unit's first, second … firm in 2025, 吨标准煤. */
const RANGES: readonly (readonly [number, number])[] = [
  [5200, 9000],
  [2500, 4900],
  [1200, 2500],
  [1050, 3000],
  [600, 980],
  [1500, 4500],
  [3000, 8000],
  [700, 1800],
  [1050, 2400],
];
const FEWEST = 6;

/** Firms that stand on an edge, closed down or did not declare: by unit and place in its list. */
const SPECIAL: Readonly<Record<string, Partial<Pick<DemoFirm, 'declarations' | 'closedOn'>>>> = {
  '360425 3': { declarations: declared('1000', '1012.4') },
  'JKQ 0': { declarations: declared('5000', '5120') },
  '360481 4': { declarations: declared('999.9', '1003.2') },
  '360429 5': { closedOn: '2026-06-30' },
  '360424 5': { declarations: [] },
  '360428 5': { declarations: [{ year: 2024, tce: '1764.5', source: 'declaration' }] },
};

function declared(tce2025: string, tce2024: string): DemoDeclaration[] {
  return [
    { year: 2025, tce: tce2025, source: 'declaration' },
    { year: 2024, tce: tce2024, source: 'declaration' },
  ];
}

/** What a firm that declared so much for 2025 had declared for the year before. */
export function demoTce2024(name: string, tce2025: string): string {
  const permille = wholeBetween(seededRandom(`energy 2024 ${name}`), 965, 1095);
  return new Decimal(tce2025).times(permille).div(1000).toFixed(1);
}

function declarationsOf(name: string, place: number): DemoDeclaration[] {
  const [low, high] = RANGES[place] ?? [1000, 2000];
  const next = seededRandom(`energy ${name}`);
  const tce = `${wholeBetween(next, low, high)}.${wholeBetween(next, 0, 9)}`;
  return declared(tce, demoTce2024(name, tce));
}

function firmOf(unitCode: string, place: number, index: number): DemoFirm {
  const prefix = PREFIXES[index % PREFIXES.length] ?? '';
  const [trade, industry] =
    TRADES[(index * 3 + Math.floor(index / PREFIXES.length)) % TRADES.length] ?? TRADES[0];
  const name = `${prefix}（演示）${trade}有限公司`;
  return {
    name,
    creditCode: demoCreditCode(name, unitCode),
    industry,
    unitCode,
    declarations: declarationsOf(name, place),
    closedOn: null,
    ...SPECIAL[`${unitCode} ${place}`],
  };
}

/** Six to nine invented firms of every unit, in the order of Attachment 2; the same on every run. */
export function demoFirms(): readonly DemoFirm[] {
  let index = 0;
  return REPORTING_UNITS.flatMap(({ code }, nth) =>
    Array.from({ length: FEWEST + ((nth * 3 + 2) % 4) }, (_, place) => {
      const firm = firmOf(code, place, index);
      index += 1;
      return firm;
    }),
  );
}

/** Names of a unit's invented firms that work and declared their energy, largest user first. */
export function demoEnergyUsersOf(unitCode: string): readonly string[] {
  const tceOf = ({ declarations }: DemoFirm) => new Decimal(declarations[0]?.tce ?? 0);
  return demoFirms()
    .filter((firm) => firm.unitCode === unitCode && firm.closedOn === null && firm.declarations.length > 0)
    .sort((a, b) => tceOf(b).comparedTo(tceOf(a)))
    .map(({ name }) => name);
}
