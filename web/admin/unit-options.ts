/**
 * The 14 reporting units (县区) with their codes, in the order of Attachment 2. The administrator may not read targets,
 * so the list stands here; seed/units.ts writes the same to the database.
 */
export const UNIT_OPTIONS = [
  { value: '360402', label: '濂溪区' },
  { value: '360403', label: '浔阳区' },
  { value: 'JKQ', label: '经开区' },
  { value: '360404', label: '柴桑区' },
  { value: '360423', label: '武宁县' },
  { value: '360424', label: '修水县' },
  { value: '360425', label: '永修县' },
  { value: '360426', label: '德安县' },
  { value: '360428', label: '都昌县' },
  { value: '360429', label: '湖口县' },
  { value: '360430', label: '彭泽县' },
  { value: '360481', label: '瑞昌市' },
  { value: '360482', label: '共青城市' },
  { value: '360483', label: '庐山市' },
] as const;

/** Chinese name of a unit code, 全市 among them; null where the text is no unit. */
export function unitNameOf(code: string): string | null {
  if (code === '360400') return '全市';
  return UNIT_OPTIONS.find((unit) => unit.value === code)?.label ?? null;
}
