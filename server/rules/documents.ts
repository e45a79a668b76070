/** The action plan and its Attachment 2, as cited beside every target. */
export const ACTION_PLAN = {
  title: '九江市制造业绿色低碳高质量发展行动计划（2025-2027年）',
  issuer: '九江市人民政府',
  intensityTable: '附件2 预期目标（2025—2027年）（一）',
  quotaTable: '附件2 预期目标（2027年）（二）',
} as const;

/** The plan's headline for the city: intensity of 2027 against 2024, percent (一、主要目标（一）). */
export const HEADLINE_INTENSITY_PCT = '-13';
