/** What a reporting unit is: the city itself, a county-level unit, or the development zone (经开区). */
export type UnitKind = 'city' | 'county' | 'zone';

/** A reporting unit (填报单位) as it is written to the database. */
export interface SeedUnit {
  /** GB/T 2260 code; `JKQ` for 经开区, which has none */
  code: string;
  name: string;
  kind: UnitKind;
}

/** 全市 and the 14 reporting units, in the order of Attachment 2 (附件2), table 1. */
export const UNITS: readonly SeedUnit[] = [
  { code: '360400', name: '全市', kind: 'city' },
  { code: '360402', name: '濂溪区', kind: 'county' },
  { code: '360403', name: '浔阳区', kind: 'county' },
  { code: 'JKQ', name: '经开区', kind: 'zone' },
  { code: '360404', name: '柴桑区', kind: 'county' },
  { code: '360423', name: '武宁县', kind: 'county' },
  { code: '360424', name: '修水县', kind: 'county' },
  { code: '360425', name: '永修县', kind: 'county' },
  { code: '360426', name: '德安县', kind: 'county' },
  { code: '360428', name: '都昌县', kind: 'county' },
  { code: '360429', name: '湖口县', kind: 'county' },
  { code: '360430', name: '彭泽县', kind: 'county' },
  { code: '360481', name: '瑞昌市', kind: 'county' },
  { code: '360482', name: '共青城市', kind: 'county' },
  { code: '360483', name: '庐山市', kind: 'county' },
];

/** The 14 units that report beside the city's own figure. */
export const REPORTING_UNITS: readonly SeedUnit[] = UNITS.filter((unit) => unit.kind !== 'city');

/** The unit's Chinese name; the code itself where there is no such unit. */
export function unitName(code: string): string {
  return UNITS.find((unit) => unit.code === code)?.name ?? code;
}
