import { QUOTA_KEYS, type QuotaKey } from '../../server/analytics/quota-keys.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import { unitName } from '../units.ts';
import { seededRandom, wholeBetween } from './random.ts';

/** A named title (称号) of the demo; every holder's name contains 演示. */
export interface DemoCertificate {
  holder: string;
  column: QuotaKey;
  unitCode: string;
  listYear: number;
  publishedOn: string;
  removedOn: string | null;
  removalReason: string | null;
}

/** Publication date of a yearly list; null while awaited (待公布), then with the day it is expected. */
export interface DemoBatch {
  column: QuotaKey;
  year: number;
  publishedOn: string | null;
  expectedOn: string | null;
}

type Seven = readonly [number, number, number, number, number, number, number];

/**
 * Invented end-2024 stock per unit, columns as in Attachment 2. Totals fit the plan: 2 national parks (+4 = 6),
 * 10 provincial parks (+3 = 13), 40 national factories (+30 = 70), 80 provincial factories (+80 = 160).
 */
const BASES: Readonly<Record<string, Seven>> = {
  '360402': [0, 1, 3, 6, 0, 0, 0],
  '360403': [0, 0, 1, 1, 0, 0, 0],
  JKQ: [1, 1, 5, 8, 1, 1, 1],
  '360404': [0, 1, 2, 7, 0, 0, 0],
  '360423': [0, 1, 1, 3, 0, 0, 0],
  '360424': [0, 1, 2, 5, 0, 1, 0],
  '360425': [0, 1, 5, 8, 0, 0, 0],
  '360426': [0, 0, 4, 7, 0, 0, 0],
  '360428': [0, 0, 0, 2, 0, 0, 0],
  '360429': [0, 1, 5, 8, 1, 1, 1],
  '360430': [0, 1, 5, 8, 0, 0, 0],
  '360481': [0, 1, 4, 10, 1, 1, 0],
  '360482': [1, 1, 2, 4, 0, 0, 0],
  '360483': [0, 0, 1, 3, 0, 0, 0],
};

/** Invented titles of the 2025 lists, per unit. */
const GAINED_2025: Readonly<Record<string, Seven>> = {
  '360402': [0, 0, 1, 2, 1, 0, 0],
  '360403': [0, 0, 0, 0, 0, 0, 0],
  JKQ: [0, 0, 2, 3, 0, 1, 0],
  '360404': [0, 0, 1, 2, 0, 1, 0],
  '360423': [0, 0, 0, 1, 0, 0, 0],
  '360424': [0, 0, 1, 1, 0, 0, 0],
  '360425': [1, 0, 1, 2, 0, 0, 1],
  '360426': [0, 1, 1, 1, 0, 0, 0],
  '360428': [0, 0, 1, 0, 0, 0, 0],
  '360429': [0, 0, 1, 3, 0, 0, 0],
  '360430': [1, 0, 1, 2, 1, 0, 0],
  '360481': [0, 0, 1, 3, 0, 0, 0],
  '360482': [0, 0, 1, 2, 0, 0, 0],
  '360483': [0, 0, 1, 0, 0, 0, 0],
};

/** Invented titles of the 2026 lists, per unit: only the provincial ones are out. */
const GAINED_2026: Readonly<Record<string, Seven>> = {
  '360402': [0, 0, 0, 2, 0, 0, 0],
  '360403': [0, 0, 0, 0, 0, 0, 0],
  JKQ: [0, 0, 0, 2, 0, 0, 0],
  '360404': [0, 0, 0, 2, 0, 0, 0],
  '360423': [0, 0, 0, 0, 0, 0, 0],
  '360424': [0, 0, 0, 2, 0, 0, 0],
  '360425': [0, 0, 0, 1, 0, 0, 0],
  '360426': [0, 0, 0, 1, 0, 0, 0],
  '360428': [0, 1, 0, 1, 0, 0, 0],
  '360429': [0, 0, 0, 2, 0, 1, 0],
  '360430': [0, 0, 0, 2, 0, 1, 0],
  '360481': [0, 0, 0, 3, 0, 0, 0],
  '360482': [0, 0, 0, 1, 0, 0, 0],
  '360483': [0, 0, 0, 0, 0, 0, 0],
};

/** Titles of the base that are entered by name: the removed one and a few of 2024 and before. */
const NAMED_BASE: readonly { unitCode: string; column: QuotaKey; listYear: number; removed: boolean }[] = [
  { unitCode: 'JKQ', column: 'greenParkNational', listYear: 2022, removed: false },
  { unitCode: '360482', column: 'greenParkNational', listYear: 2023, removed: false },
  { unitCode: '360429', column: 'greenFactoryNational', listYear: 2021, removed: true },
  { unitCode: '360429', column: 'greenFactoryNational', listYear: 2023, removed: false },
  { unitCode: 'JKQ', column: 'greenFactoryNational', listYear: 2022, removed: false },
  { unitCode: 'JKQ', column: 'greenFactoryNational', listYear: 2024, removed: false },
  { unitCode: '360425', column: 'greenFactoryNational', listYear: 2023, removed: false },
  { unitCode: '360430', column: 'greenFactoryNational', listYear: 2024, removed: false },
  { unitCode: '360481', column: 'greenFactoryProvincial', listYear: 2023, removed: false },
  { unitCode: '360481', column: 'greenFactoryProvincial', listYear: 2024, removed: false },
  { unitCode: '360404', column: 'greenFactoryProvincial', listYear: 2024, removed: false },
  { unitCode: '360403', column: 'greenFactoryProvincial', listYear: 2022, removed: false },
  { unitCode: 'JKQ', column: 'greenSupplyChainNational', listYear: 2023, removed: false },
  { unitCode: '360429', column: 'efficiencyLeader', listYear: 2024, removed: false },
];

const REMOVED_ON = '2026-05-18';
const REMOVAL_REASON = '动态管理复核未通过，移出名单';

/** Dates on which the invented lists were published. */
const PUBLISHED_ON = {
  provincial: { 2025: '2025-09-19', 2026: '2026-09-18' },
  national: { 2025: '2025-11-14', 2026: null },
} as const;

/** When the lists still to come are expected. */
const EXPECTED_ON = {
  provincial: { 2026: null, 2027: '2027-09-17' },
  national: { 2026: '2026-12-15', 2027: '2027-11-12' },
} as const;

/** Words that fictional firm names are made of. */
const PREFIXES =
  '浔江 匡岭 甘棠 赤湖 柘溪 鞋山 云居 东林 沙河 白鹿 桃花溪 长岭 芙蓉墩 南湖湾 石钟 双钟 青竹 望江 九峰 秋浦 仙客 龙宫 梅岭 金鸡坡'.split(
    ' ',
  );
const TRADES =
  '新材料 精密机械 电子材料 纺织科技 水泥制品 化工助剂 铝业 玻纤 食品 电池材料 造纸 环保装备 钢结构 医药 建材 电机 塑业 光电'.split(
    ' ',
  );

/** Fictional firm names without repetition: 24 prefixes × 18 trades, walked in a scattered order. */
function firmNames(): () => string {
  const start = wholeBetween(seededRandom('firms'), 0, PREFIXES.length - 1);
  let index = 0;
  return () => {
    const prefix = PREFIXES[(start + index * 7) % PREFIXES.length] ?? '';
    const trade = TRADES[(index * 5 + Math.floor(index / PREFIXES.length)) % TRADES.length] ?? '';
    index += 1;
    return `${prefix}（演示）${trade}有限公司`;
  };
}

function levelOf(column: QuotaKey): 'national' | 'provincial' {
  return QUOTA_COLUMNS.find(({ key }) => key === column)?.level ?? 'provincial';
}

/** The list dates of all columns; 2027 is still to come everywhere. */
export function demoBatches(): DemoBatch[] {
  return QUOTA_KEYS.flatMap((column) => {
    const level = levelOf(column);
    return [
      { column, year: 2025, publishedOn: PUBLISHED_ON[level][2025], expectedOn: null },
      { column, year: 2026, publishedOn: PUBLISHED_ON[level][2026], expectedOn: EXPECTED_ON[level][2026] },
      { column, year: 2027, publishedOn: null, expectedOn: EXPECTED_ON[level][2027] },
    ];
  });
}

/** End-2024 stock of every unit and column. */
export function demoBases(): { unitCode: string; column: QuotaKey; count: number }[] {
  return Object.entries(BASES).flatMap(([unitCode, counts]) =>
    QUOTA_KEYS.map((column, index) => ({ unitCode, column, count: counts[index] ?? 0 })),
  );
}

function holderOf(unitCode: string, column: QuotaKey, nextFirm: () => string): string {
  const isPark = column === 'greenParkNational' || column === 'greenParkProvincial';
  return isPark ? `${unitName(unitCode)}（演示）工业园区` : nextFirm();
}

function gainedIn(
  listYear: 2025 | 2026,
  gains: Readonly<Record<string, Seven>>,
  nextFirm: () => string,
): DemoCertificate[] {
  const entries: DemoCertificate[] = [];
  for (const [unitCode, counts] of Object.entries(gains)) {
    for (const [index, column] of QUOTA_KEYS.entries()) {
      const publishedOn = PUBLISHED_ON[levelOf(column)][listYear];
      if (publishedOn === null) continue;
      for (let left = counts[index] ?? 0; left > 0; left -= 1) {
        const holder = holderOf(unitCode, column, nextFirm);
        entries.push({
          holder,
          column,
          unitCode,
          listYear,
          publishedOn,
          removedOn: null,
          removalReason: null,
        });
      }
    }
  }
  return entries;
}

/** All named titles, by the date of their list; the same on every run. */
export function demoCertificates(): DemoCertificate[] {
  const nextFirm = firmNames();
  const base = NAMED_BASE.map(
    ({ unitCode, column, listYear, removed }): DemoCertificate => ({
      holder: holderOf(unitCode, column, nextFirm),
      column,
      unitCode,
      listYear,
      publishedOn: `${listYear}-12-20`,
      removedOn: removed ? REMOVED_ON : null,
      removalReason: removed ? REMOVAL_REASON : null,
    }),
  );
  const entries = [
    ...base,
    ...gainedIn(2025, GAINED_2025, nextFirm),
    ...gainedIn(2026, GAINED_2026, nextFirm),
  ];
  return entries.sort((a, b) => a.publishedOn.localeCompare(b.publishedOn));
}
