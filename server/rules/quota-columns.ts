import type { QuotaKey } from '../analytics/quota-keys.ts';

/** Titles the city's measures reward beside the quota columns; the same list as OTHER_TITLE_KEYS in db/schema.ts. */
export const TITLE_KEYS = [
  'greenDesignNational',
  'greenDesignProvincial',
  'zeroCarbonFactoryNational',
  'zeroCarbonFactoryProvincial',
  'zeroCarbonParkNational',
  'zeroCarbonParkProvincial',
] as const;
export type TitleKey = (typeof TITLE_KEYS)[number];

/** What a named certificate can be. */
export type CertificateKey = QuotaKey | TitleKey;

export type CertificateKind =
  | 'greenPark'
  | 'greenFactory'
  | 'greenSupplyChain'
  | 'efficiencyLeader'
  | 'greenDesign'
  | 'zeroCarbonFactory'
  | 'zeroCarbonPark';
export type CertificateLevel = 'national' | 'provincial';

/** A kind and level of title, and how it is written. */
export interface CertificateColumn<K extends CertificateKey = CertificateKey> {
  key: K;
  kind: CertificateKind;
  level: CertificateLevel;
  /** first and second line of a table head */
  levelLabel: string;
  kindLabel: string;
  label: string;
  shortLabel: string;
  /** measure word: 个 for parks, 家 for firms */
  measure: '个' | '家';
}

/** One of the seven quota columns of Attachment 2 (附件2 表二). */
export type QuotaColumn = CertificateColumn<QuotaKey>;

const column = <K extends CertificateKey>(
  key: K,
  [kind, level]: [CertificateKind, CertificateLevel],
  [levelLabel, kindLabel]: [string, string],
  shortLabel: string,
  measure: '个' | '家' = '家',
): CertificateColumn<K> => ({
  key,
  kind,
  level,
  levelLabel,
  kindLabel,
  label: `${levelLabel}${kindLabel}`,
  shortLabel,
  measure,
});

/** The columns in printed order. */
export const QUOTA_COLUMNS: readonly QuotaColumn[] = [
  column('greenParkNational', ['greenPark', 'national'], ['国家级', '绿色园区'], '国家园区', '个'),
  column('greenParkProvincial', ['greenPark', 'provincial'], ['省级', '绿色园区'], '省级园区', '个'),
  column('greenFactoryNational', ['greenFactory', 'national'], ['国家级', '绿色工厂'], '国家工厂'),
  column('greenFactoryProvincial', ['greenFactory', 'provincial'], ['省级', '绿色工厂'], '省级工厂'),
  column(
    'greenSupplyChainNational',
    ['greenSupplyChain', 'national'],
    ['国家级', '绿色供应链'],
    '国家供应链',
  ),
  column(
    'greenSupplyChainProvincial',
    ['greenSupplyChain', 'provincial'],
    ['省级', '绿色供应链'],
    '省级供应链',
  ),
  column('efficiencyLeader', ['efficiencyLeader', 'national'], ['国家', '能效水效领跑者'], '领跑者'),
];

/** The titles without a quota (措施三 rewards them too). */
export const TITLE_COLUMNS: readonly CertificateColumn<TitleKey>[] = [
  column('greenDesignNational', ['greenDesign', 'national'], ['国家级', '绿色设计示范'], '国家设计'),
  column('greenDesignProvincial', ['greenDesign', 'provincial'], ['省级', '绿色设计示范'], '省级设计'),
  column(
    'zeroCarbonFactoryNational',
    ['zeroCarbonFactory', 'national'],
    ['国家级', '零碳工厂'],
    '国家零碳工厂',
  ),
  column(
    'zeroCarbonFactoryProvincial',
    ['zeroCarbonFactory', 'provincial'],
    ['省级', '零碳工厂'],
    '省级零碳工厂',
  ),
  column(
    'zeroCarbonParkNational',
    ['zeroCarbonPark', 'national'],
    ['国家级', '零碳园区'],
    '国家零碳园区',
    '个',
  ),
  column(
    'zeroCarbonParkProvincial',
    ['zeroCarbonPark', 'provincial'],
    ['省级', '零碳园区'],
    '省级零碳园区',
    '个',
  ),
];

/** Every kind of certificate: the quota columns first. */
export const CERTIFICATE_COLUMNS: readonly CertificateColumn[] = [...QUOTA_COLUMNS, ...TITLE_COLUMNS];

/** @throws RangeError where no column has this key */
export function certificateColumn(key: CertificateKey): CertificateColumn {
  const found = CERTIFICATE_COLUMNS.find((candidate) => candidate.key === key);
  if (!found) throw new RangeError(`No such certificate: ${key}`);
  return found;
}

/** The column of a key from the address bar; null where there is none. */
export function columnOf(key: string | undefined): QuotaColumn | null {
  return QUOTA_COLUMNS.find((candidate) => candidate.key === key) ?? null;
}
