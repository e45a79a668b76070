import type { ProjectSummaryReply } from '../../../server/projects/summary/schema.ts';
import { PROJECT_STAGE_LABELS } from '../../../server/rules/project-stages.ts';
import { STALL_LIMITS } from '../../../server/rules/project-stalls.ts';
import { Card } from '../../ui/card.tsx';
import styles from './overview.module.css';
import { barPct, daysText, funnelFinding, funnelRows, stageDaysFinding } from './overview-shape.ts';

interface CardProps {
  reply: ProjectSummaryReply;
}

const SOURCE = '改造项目库，按各阶段登记日期。';

/** 漏斗: how many projects came how far, ever and in the year. */
export function FunnelCard({ reply }: CardProps) {
  const { year } = reply;
  return (
    <Card
      title={funnelFinding(reply)}
      file={{ title: `改造项目阶段漏斗（${year}年）`, sources: [SOURCE], internal: true, unit: '个' }}
      note={`单位：个。深色为${year}年内达到该阶段的项目；越过的阶段按其后首个登记阶段计，含后来终止的项目。数据来源：${SOURCE}`}
    >
      <table className={styles.table}>
        <caption className="visuallyHidden">各阶段项目数，个</caption>
        <thead>
          <tr>
            <th scope="col">阶段</th>
            <th scope="col" className={styles.bar}>
              <span className="visuallyHidden">图示</span>
            </th>
            <th scope="col" className="num">
              累计达到
            </th>
            <th scope="col" className="num">
              {year}年达到
            </th>
          </tr>
        </thead>
        <tbody>
          {funnelRows(reply).map(({ stage, label, ever, inYear, bar, part }) => (
            <tr key={stage}>
              <th scope="row">{label}</th>
              <td className={styles.bar}>
                <span className={styles.track} data-chart aria-hidden="true">
                  <i className={styles.all} style={{ width: `${bar}%` }} />
                  <i className={styles.part} style={{ width: `${part}%` }} />
                </span>
              </td>
              <td className="num">{ever}</td>
              <td className="num">{inYear}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** How long projects stay in a stage, and from when the platform reminds. */
export function StageDaysCard({ reply }: CardProps) {
  const medians = reply.stageDays.map(({ medianDays }) => medianDays ?? 0);
  const most = Math.max(0, ...medians);
  const decimals = medians.every(Number.isInteger) ? 0 : 1;
  return (
    <Card
      title={stageDaysFinding(reply)}
      file={{ title: '改造项目各阶段用时', sources: [SOURCE], internal: true, unit: '天' }}
      note={`单位：天。中位数按已进入下一阶段的项目计算；提醒标准为本平台提醒标准，改造中以计划完工日期为先。数据来源：${SOURCE}`}
    >
      <table className={styles.table}>
        <caption className="visuallyHidden">各阶段用时，天</caption>
        <thead>
          <tr>
            <th scope="col">阶段</th>
            <th scope="col" className={styles.bar}>
              <span className="visuallyHidden">图示</span>
            </th>
            <th scope="col" className="num">
              用时中位数
            </th>
            <th scope="col" className="num">
              项目数
            </th>
            <th scope="col" className="num">
              提醒标准
            </th>
          </tr>
        </thead>
        <tbody>
          {reply.stageDays.map(({ stage, medianDays, projects }) => (
            <tr key={stage}>
              <th scope="row">{PROJECT_STAGE_LABELS[stage]}</th>
              <td className={styles.bar}>
                <span className={styles.track} data-chart aria-hidden="true">
                  <i className={styles.part} style={{ width: `${barPct(medianDays ?? 0, most)}%` }} />
                </span>
              </td>
              <td className="num">{daysText(medianDays, decimals)}</td>
              <td className="num">{projects}</td>
              <td className="num">{daysText(STALL_LIMITS[stage]?.days ?? null)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
