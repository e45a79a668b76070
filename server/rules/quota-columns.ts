import type { QuotaKey } from '../analytics/quota-keys.ts';

export type CertificateKind = 'greenPark' | 'greenFactory' | 'greenSupplyChain' | 'efficiencyLeader';
export type CertificateLevel = 'national' | 'provincial';

/** One of the seven quota columns of Attachment 2 (附件2 表二), and how it is written. */
export interface QuotaColumn {
  key: QuotaKey;
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

const column = (
  key: QuotaKey,
  [kind, level]: [CertificateKind, CertificateLevel],
  [levelLabel, kindLabel]: [string, string],
  shortLabel: string,
  measure: '个' | '家' = '家',
): QuotaColumn => ({
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

/** The column of a key from the address bar; null where there is none. */
export function columnOf(key: string | undefined): QuotaColumn | null {
  return QUOTA_COLUMNS.find((candidate) => candidate.key === key) ?? null;
}
