/**
 * Kinds of green retrofit projects (绿色低碳改造项目), as 九江若干措施 措施二 and 柴桑若干意见 1 list them; a project is of one or
 * several.
 */
export const PROJECT_KINDS = [
  'energySaving',
  'waterSaving',
  'materialSaving',
  'carbonReduction',
  'pollutionReduction',
  'emissionReduction',
  'efficiency',
  'resourceUse',
] as const;
export type ProjectKind = (typeof PROJECT_KINDS)[number];

export const PROJECT_KIND_LABELS: Readonly<Record<ProjectKind, string>> = {
  energySaving: '节能',
  waterSaving: '节水',
  materialSaving: '节材',
  carbonReduction: '降碳',
  pollutionReduction: '减污',
  emissionReduction: '减排',
  efficiency: '增效',
  resourceUse: '资源综合利用',
};
