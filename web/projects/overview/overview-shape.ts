import type { ProjectSummaryReply, ProjectSums } from '../../../server/projects/summary/schema.ts';
import { coverageSentence } from '../../../server/rules/coverage.ts';
import { PROJECT_STAGE_LABELS, PROJECT_STAGES } from '../../../server/rules/project-stages.ts';
import { tceText } from '../../../server/rules/saving-gap.ts';
import { WITHHELD_WORDS, type Withheld } from '../../../server/rules/suppression.ts';
import { formatNumber, formatWan, MISSING } from '../../format.ts';

/** The row the page speaks of: the city, or the one unit shown; null for several units without their sum. */
export function headOf({ city, units }: ProjectSummaryReply): ProjectSums | null {
  if (city) return city;
  return units.length === 1 ? (units[0] ?? null) : null;
}

/** Headline of the page: the server's sentence as far as the savings go; how the gap is reckoned stands below. */
export function savingFinding(reply: ProjectSummaryReply): string {
  const head = headOf(reply);
  if (head) return head.sentence.replace(/[（；。].*$/, '');
  const accepted = reply.units.reduce((sum, one) => sum + one.accepted, 0);
  return `所管${reply.units.length}个单位${reply.year}年已验收项目${accepted}个`;
}

/** Finding of the first card: how many of the large users are retrofitted. */
export function summaryFinding(reply: ProjectSummaryReply): string {
  const head = headOf(reply);
  return head ? `${head.name}${coverageSentence(head.coverage)}` : unitsFinding(reply);
}

/** The one unit shown has no project, not even one given up: its tables would be nothing but zeros. */
export function hasNoProject(reply: ProjectSummaryReply): boolean {
  return reply.units.length === 1 && reply.city === null && everReached(reply, 'willing') === 0;
}

const everReached = ({ funnel }: ProjectSummaryReply, stage: string) =>
  funnel.find((step) => step.stage === stage)?.ever ?? 0;

export function funnelFinding(reply: ProjectSummaryReply): string {
  const all = everReached(reply, 'willing');
  if (all === 0) return '尚无登记的改造项目';
  return `累计登记项目${all}个，已开工${everReached(reply, 'retrofitting')}个，已验收${everReached(reply, 'accepted')}个`;
}

const stalledOf = (reply: ProjectSummaryReply) =>
  reply.city?.stalled ?? reply.units.reduce((sum, one) => sum + one.stalled, 0);

export function stageDaysFinding(reply: ProjectSummaryReply): string {
  const stalled = stalledOf(reply);
  const tail = stalled === 0 ? '目前没有项目超过提醒时限' : `目前${stalled}个项目超过提醒时限`;
  const known = reply.stageDays.flatMap(({ stage, medianDays }) =>
    medianDays === null ? [] : [{ stage, medianDays }],
  );
  const [longest] = known.sort((a, b) => b.medianDays - a.medianDays);
  if (!longest) return `各阶段用时尚无可比项目，${tail}`;
  return `用时最长的是“${PROJECT_STAGE_LABELS[longest.stage]}”阶段，中位数${daysText(longest.medianDays)}，${tail}`;
}

/** '35.5天'; with as many decimals as its column has. */
export const daysText = (days: number | null, decimals?: number) =>
  days === null ? MISSING : `${formatNumber(days, decimals)}天`;

export function unitsFinding({ units }: ProjectSummaryReply): string {
  const running = units.reduce((sum, one) => sum + one.projects, 0);
  const without = units.filter(({ projects }) => projects === 0).length;
  const tail = without === 0 || units.length === 1 ? '' : `，${without}个单位尚无项目`;
  return `在库项目${running}个，其中改造中${units.reduce((sum, one) => sum + (one.stages.retrofitting ?? 0), 0)}个${tail}`;
}

export function gapsFinding({ units, year }: ProjectSummaryReply): string {
  const [only] = units;
  if (only && units.length === 1) {
    return only.gap.state === 'none' ? `${only.name}无能耗强度缺口` : `${only.name}${only.gap.words}`;
  }
  const behind = units.filter(({ gap }) => gap.state === 'gap');
  if (behind.length === 0) return `${year}年尚无测算出能耗强度缺口的单位`;
  const enough = behind.filter(({ sharePct }) => sharePct !== null && Number(sharePct) >= 100).length;
  // of a unit whose savings are withheld nothing is said, not even that they do not suffice
  const whose = behind.some(({ withheld }) => withheld.saving !== null) ? '可单列的' : '';
  const tail = enough === 0 ? `${whose}已验收节能量均不足以补上` : `${enough}个单位的已验收节能量足以补上`;
  return `${behind.length}个单位有能耗强度缺口，${tail}`;
}

/** Projects of a unit before the works began (意愿、诊断、方案). */
export const beforeWorks = ({ stages }: ProjectSums) =>
  (stages.willing ?? 0) + (stages.diagnosed ?? 0) + (stages.scheme ?? 0);

/** A sum, or why it is not shown. */
const kept = (withheld: Withheld | null, text: string | null) =>
  withheld === null ? (text ?? MISSING) : WITHHELD_WORDS[withheld];

export const savingText = ({ withheld, acceptedSavingTce }: ProjectSums) =>
  kept(withheld.saving, acceptedSavingTce === null ? null : tceText(acceptedSavingTce));

export const investmentText = ({ withheld, investmentFen }: ProjectSums, decimals?: number) =>
  kept(withheld.investment, investmentFen === null ? null : formatWan(investmentFen, decimals));

export const energyPctText = ({ withheld, coverage }: ProjectSums) =>
  kept(withheld.energy, coverage.tcePct === null ? null : `${coverage.tcePct}%`);

/** The gap in the table: tonnes, 无缺口, or — with the reason in the title. */
export function gapText({ gap }: ProjectSums): string {
  if (gap.tce !== null) return tceText(gap.tce);
  return gap.state === 'none' ? '无缺口' : MISSING;
}

export const pctText = (pct: string | null) => (pct === null ? MISSING : `${pct}%`);

/** Accepted savings as a share of the gap; beyond ten times the gap the percentage says no more. */
export const gapShareText = (pct: string | null) =>
  pct !== null && Number(pct) > 1000 ? '超过10倍' : pctText(pct);

/** Share of a bar, 0 to 100. */
export function barPct(value: number, most: number): number {
  return most <= 0 ? 0 : Math.max(0, Math.min(100, (value / most) * 100));
}

/** Stages of the funnel with their words and the longest count. */
export function funnelRows({ funnel }: ProjectSummaryReply) {
  const most = Math.max(0, ...funnel.map(({ ever }) => ever));
  return PROJECT_STAGES.map((stage) => {
    const step = funnel.find((one) => one.stage === stage);
    const ever = step?.ever ?? 0;
    const inYear = step?.inYear ?? 0;
    return {
      stage,
      label: PROJECT_STAGE_LABELS[stage],
      ever,
      inYear,
      bar: barPct(ever, most),
      part: barPct(inYear, most),
    };
  });
}
