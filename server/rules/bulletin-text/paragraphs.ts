/**
 * Paragraphs of a bulletin (通报) in printed order: 总体情况, 当年, 规划期累计与2027年, 分县情况, 预警等级名单,
 * 绿色制造标杆, 未报送与未公布, 下一步工作要求.
 */
export const BULLETIN_PARAGRAPHS = [
  'lead',
  'annual',
  'plan',
  'units',
  'warnings',
  'quotas',
  'missing',
  'requirements',
] as const;
export type ParagraphId = (typeof BULLETIN_PARAGRAPHS)[number];
