import { unitsText, warningsText } from './counties.ts';
import type { BulletinFacts } from './facts.ts';
import { annualText, leadText, planText } from './overall.ts';
import { BULLETIN_PARAGRAPHS, type ParagraphId } from './paragraphs.ts';
import { missingText, requirementsText } from './problems.ts';
import { quotasText } from './quotas.ts';
import { periodText } from './titles.ts';

const TEXTS: Readonly<Record<ParagraphId, (facts: BulletinFacts) => string>> = {
  lead: leadText,
  annual: annualText,
  plan: planText,
  units: unitsText,
  warnings: warningsText,
  quotas: quotasText,
  missing: missingText,
  requirements: requirementsText,
};

const HEADINGS: Readonly<Partial<Record<ParagraphId, string>>> = {
  lead: '一、总体情况',
  units: '二、各县（市、区）情况',
  quotas: '三、绿色制造标杆创建情况',
  missing: '四、存在问题',
  requirements: '五、下一步工作要求',
};

export interface BulletinParagraph {
  id: ParagraphId;
  /** null where it goes on under the heading before */
  heading: string | null;
  /** a line break begins a new paragraph */
  text: string;
}

/** Title of a bulletin (通报标题) as proposed. */
export const bulletinTitle = (period: string) =>
  `关于${periodText(period)}全市工业能耗强度目标完成情况的通报`;

/** A bulletin's paragraphs as the figures dictate them; what is not in the figures is not claimed. */
export function bulletinParagraphs(facts: BulletinFacts): BulletinParagraph[] {
  return BULLETIN_PARAGRAPHS.map((id) => ({ id, heading: HEADINGS[id] ?? null, text: TEXTS[id](facts) }));
}
