import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProgressReply, TrajectoryReply } from '../../server/progress/schema.ts';
import { progressQuery, ruleSetsQuery } from '../api/queries.ts';
import { formatPct, formatPoints, minus } from '../format.ts';
import { Card } from '../ui/card.tsx';
import type { CardFile } from '../ui/card-file.ts';
import { Lamp, lampWord } from '../ui/lamp.tsx';
import { progressSource, Sourced } from '../ui/source-card.tsx';
import { statusWord } from '../ui/status-words.ts';
import {
  type CityProgress,
  changeInWords,
  cityMissing,
  gapShare,
  otherRuleSet,
  yearFinding,
} from './findings.ts';
import { shapeYearBar } from './year-bar.ts';
import styles from './year-card.module.css';

function Bar({ city }: { city: CityProgress }) {
  const bar = shapeYearBar(city.actualPct, city.targetPct);
  return (
    <div className={styles.bar} data-chart aria-hidden="true">
      <div className={styles.track}>
        <span
          className={city.provisional ? styles.fillProvisional : styles.fill}
          style={{ width: `${bar.fill * 100}%` }}
        />
        {bar.tick === null ? null : <span className={styles.tick} style={{ left: `${bar.tick * 100}%` }} />}
      </div>
      <p>
        <span>0</span>
        <span>{formatPct(bar.endPct, 0)}%</span>
      </p>
    </div>
  );
}

function Figure({ city, label }: { city: CityProgress; label: string }) {
  return (
    <p className={styles.figure}>
      <Lamp lamp={city.annualLamp} {...(city.actualPct === null ? { word: statusWord(city.status) } : {})} />
      <strong>
        {city.actualPct === null ? (
          '—'
        ) : (
          <Sourced source={progressSource(city, `全市${label}单位工业增加值能耗同比`)}>
            {formatPct(city.actualPct, city.actualDecimals ?? 1)}
          </Sourced>
        )}
        {city.actualPct === null ? null : <small>%</small>}
      </strong>
      <span>目标 {formatPct(city.targetPct)}%</span>
    </p>
  );
}

function Verdict({ city }: { city: CityProgress }) {
  if (city.actualPct === null) return <p>全市数据由市工信局填报，{cityMissing(city)}。</p>;
  const share = gapShare(city);
  return (
    <p>
      {share === null ? '已达到年度目标进度' : `${share}，参照规则为${lampWord(city.annualLamp)}`}
      {city.mayFlip ? (
        <>
          ；<strong>舍入内可能翻转</strong>
        </>
      ) : null}
      。{city.basis === 'computed' ? '降幅为测算值。' : ''}
      {city.provisional ? '待审核，尚可变动。' : ''}
    </p>
  );
}

function PlanLine({ city }: { city: CityProgress }) {
  const { cumulativePct, cumulativeTargetPct, headlineGapPct, headlinePct } = city;
  if (cumulativePct === null) return null;
  return (
    <dl className={styles.plan}>
      <div>
        <dt>规划期累计</dt>
        <dd>
          <Lamp lamp={city.planLamp} />
          {changeInWords(cumulativePct, 1)}
          {cumulativeTargetPct === null ? null : (
            <span className="muted">应达{formatPct(Math.abs(cumulativeTargetPct))}%</span>
          )}
        </dd>
      </div>
      <div>
        <dt>离总目标（{formatPct(headlinePct, 0)}%）</dt>
        <dd>
          {headlineGapPct === null || headlineGapPct > 0 ? (
            <>
              还差<strong>{formatPoints(headlineGapPct)}</strong>个百分点
            </>
          ) : (
            <strong>已经达到</strong>
          )}
        </dd>
      </div>
    </dl>
  );
}

/** The same figure graded under the other rule sets (分级规则); asked for only when somebody looks. */
function OtherRules({ progress }: { progress: ProgressReply }) {
  const { data: list } = useQuery(ruleSetsQuery);
  const other = otherRuleSet(list?.ruleSets ?? [], progress.ruleSet);
  const { data } = useQuery({
    ...progressQuery(progress.period, other?.id, progress.asOf ?? undefined),
    enabled: other !== undefined,
  });
  const current = list?.ruleSets.find((ruleSet) => ruleSet.id === progress.ruleSet);
  if (!other || !data) return <p>等级规则：{current?.name}。</p>;
  return (
    <p>
      等级规则：{current?.name}。
      {`如${other.name.replace(/^按/, '改按')}，当年为${lampWord(data.city.annualLamp)}，规划期累计为${lampWord(data.city.planLamp)}。`}
    </p>
  );
}

function Formula({ city }: { city: CityProgress }) {
  const { energyGrowthPct: e, valueAddedGrowthPct: g } = city;
  return (
    <>
      <p>
        {city.basis === 'published'
          ? '当年降幅采用统计部门反馈数，不用推算数替换。'
          : '当年降幅按下式测算，不四舍五入即定级。'}
      </p>
      {e !== null && g !== null ? (
        <p>
          单位能耗同比 =（1 + 能耗增速）÷（1 + 增加值增速）− 1；本期能耗增速{minus(e)}%，增加值增速（可比价）
          {minus(g)}%。
        </p>
      ) : null}
      <p>
        累计 = 各年（1 + 同比）连乘 − 1，本年以累计数视作全年（推算）。还需 = 剩余年份须达到的年均降幅。
        {city.scopeMixed ? '各年口径不同，累计仅供参考。' : ''}
      </p>
    </>
  );
}

function Method({ progress }: { progress: ProgressReply }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.method} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>怎么算的</summary>
      <Formula city={progress.city} />
      {open ? <OtherRules progress={progress} /> : null}
    </details>
  );
}

/** The city's figures of the year as a file. */
function fileOf({ city, label, asOf }: ProgressReply): CardFile {
  return {
    title: `全市${label}单位工业增加值能耗与目标`,
    sources: ['目标：附件2。实际：市工信局录入的全市数。'],
    internal: city.actualPct !== null && city.releasedAt === null,
    unit: '%，与目标差为百分点',
    scope: '规上工业',
    asOf: asOf ?? undefined,
    table: {
      columns: [
        { label: '项目', kind: 'text' },
        { label: '数值', kind: 'number' },
      ],
      rows: [
        ['同比%', city.actualPct],
        ['年度目标%', city.targetPct],
        ['与目标差（百分点）', city.gapPct],
        ['规划期累计%', city.cumulativePct],
        ['规划期应达%', city.cumulativeTargetPct],
      ],
    },
  };
}

interface YearCardProps {
  progress: ProgressReply;
  trajectory: TrajectoryReply | undefined;
}

/** 今年: the city's lamp, figure, target, and what is still needed. */
export function YearCard({ progress, trajectory }: YearCardProps) {
  const { city, label } = progress;
  return (
    <Card
      title={yearFinding(city)}
      file={fileOf(progress)}
      className={styles.card}
      note={`${label}规上工业单位工业增加值能耗同比，%；竖线为年度目标。来源：附件2；市工信局录入的全市数。`}
    >
      <Figure city={city} label={label} />
      <Bar city={city} />
      <div className={styles.words}>
        <Verdict city={city} />
        <PlanLine city={city} />
        <p className={styles.need}>{trajectory?.sentence}</p>
        {city.actualPct === null ? null : <Method progress={progress} />}
      </div>
    </Card>
  );
}
