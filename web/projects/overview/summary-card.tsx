import type { ReactNode } from 'react';
import type { ProjectSummaryReply, ProjectSums } from '../../../server/projects/summary/schema.ts';
import { Card } from '../../ui/card.tsx';
import styles from './overview.module.css';
import {
  energyPctText,
  gapText,
  headOf,
  investmentText,
  pctText,
  savingText,
  summaryFinding,
} from './overview-shape.ts';

function Fact({
  label,
  value,
  unit,
  detail,
}: {
  label: string;
  value: string;
  unit?: string;
  detail: ReactNode;
}) {
  const isNumber = /^[\d,.−]+%?$/.test(value);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong className={isNumber ? undefined : styles.words}>{value}</strong>
        {unit && isNumber ? <span> {unit}</span> : null}
        <small>{detail}</small>
      </dd>
    </div>
  );
}

function gapDetail({ gap, sharePct }: ProjectSums): string {
  if (gap.state !== 'gap') return gap.words;
  const share =
    sharePct === null
      ? ''
      : `，已验收节能量${Number(sharePct) > 1000 ? '超过缺口的10倍' : `相当于${sharePct}%`}`;
  return `能耗强度变化${gap.changePct?.replace('-', '−')}%，目标${gap.targetPct?.replace('-', '−')}%${share}`;
}

function Facts({ sums, year }: { sums: ProjectSums; year: number }) {
  const { coverage, stages } = sums;
  const byEnergy = energyPctText(sums);
  const undeclared = coverage.undeclared === 0 ? '' : `，另有${coverage.undeclared}家未申报用能`;
  const noSaving = sums.acceptedWithoutSaving === 0 ? '' : `，${sums.acceptedWithoutSaving}个未填节能量`;
  return (
    <dl className={styles.facts}>
      <Fact
        label="在库项目"
        value={String(sums.projects)}
        unit="个"
        detail={`改造中${stages.retrofitting ?? 0}个，${sums.stalled}个超过提醒时限，已终止${sums.stopped}个`}
      />
      <Fact
        label={`${year}年验收`}
        value={String(sums.accepted)}
        unit="个"
        detail={`当年开工${sums.started}个${noSaving}`}
      />
      <Fact
        label={`${year}年验收年节能量`}
        value={savingText(sums)}
        unit="吨标准煤"
        detail="以验收报告为准"
      />
      <Fact label="能耗强度缺口" value={gapText(sums)} unit="吨标准煤" detail={gapDetail(sums)} />
      <Fact
        label="改造覆盖率"
        value={pctText(coverage.pct)}
        detail={`年耗千吨以上企业${coverage.listed}家，已改造${coverage.covered}家${undeclared}；按用能量${byEnergy}`}
      />
      <Fact
        label="在库项目投资"
        value={investmentText(sums)}
        unit="万元"
        detail="不含已终止项目；未填的不计"
      />
    </dl>
  );
}

export const GAP_NOTE =
  '缺口为平台测算：按最新一期能耗和强度变化推算全年，达到年度目标需少用的能源，1–2月不用；节能量为项目全年口径。算法见“方法说明”。';

/** What the projects come to, beside what is missing to the target. */
export function SummaryCard({ reply, actions }: { reply: ProjectSummaryReply; actions: ReactNode }) {
  const head = headOf(reply);
  return (
    <Card title={summaryFinding(reply)} actions={actions} note={GAP_NOTE}>
      {head ? <Facts sums={head} year={reply.year} /> : null}
    </Card>
  );
}
