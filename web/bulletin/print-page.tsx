import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { BulletinReply } from '../../server/bulletins/schema.ts';
import { printedParagraphs } from '../../server/rules/bulletin-text/printed.ts';
import { intensityAnnexTitle, quotaAnnexTitle } from '../../server/rules/bulletin-text/titles.ts';
import { useSession } from '../app/session.ts';
import { formatFullDate, formatFullDateTime } from '../format.ts';
import { preloadCharts } from '../ui/chart.tsx';
import { IntensityAnnex, QuotaAnnex } from './annex-tables.tsx';
import { sourceLines } from './bulletin-shape.ts';
import styles from './print.module.css';
import { BarChart, CourseChart } from './print-charts.tsx';
import { Wide } from './wide.tsx';

preloadCharts();

const MASTHEAD = '九江市绿色制造工作通报';
const ISSUER = '九江市工业和信息化局';

/** What an unsigned bulletin is; nothing where it is signed. */
const MARKS: Readonly<Record<BulletinReply['stage'], string | null>> = {
  draft: '草稿（未签发）',
  review: '送审稿（未签发）',
  signed: null,
  withdrawn: '已作废',
};

/** Day of a UTC instant in Shanghai, '2026年11月20日'. */
const dayOf = (utcIso: string): string => formatFullDateTime(utcIso).split(' ')[0] ?? '';

function Masthead({ bulletin }: { bulletin: BulletinReply }) {
  const { number, signedAt, snapshot } = bulletin;
  return (
    <header className={styles.masthead}>
      <p className={styles.name}>{MASTHEAD}</p>
      <p className={styles.number}>（{number ?? `${snapshot.takenOn.slice(0, 4)}年第　期`}）</p>
      <p className={styles.issuer}>
        <span>{ISSUER}</span>
        <span>{signedAt === null ? '　　年　月　日' : dayOf(signedAt)}</span>
      </p>
    </header>
  );
}

function Texts({ bulletin }: { bulletin: BulletinReply }) {
  const { snapshot, paragraphs } = bulletin;
  const hasBars = snapshot.units.some(({ actualPct }) => actualPct !== null);
  const hasCourse = snapshot.trajectory.actual.length > 1;
  return printedParagraphs(paragraphs).map(({ id, heading, text }) => (
    <Fragment key={id}>
      {heading === null ? null : <h2>{heading}</h2>}
      {text.split('\n').map((line) => (
        <p key={line} className={styles.text}>
          {line}
        </p>
      ))}
      {id === 'annual' && hasBars ? <BarChart snapshot={snapshot} /> : null}
      {id === 'plan' && hasCourse ? <CourseChart snapshot={snapshot} /> : null}
    </Fragment>
  ));
}

function Annexes({ bulletin }: { bulletin: BulletinReply }) {
  const { snapshot, snapshotHash } = bulletin;
  return (
    <>
      <section className={styles.annex} aria-label="附表1">
        <p className={styles.annexNumber}>附表1</p>
        <h2>{intensityAnnexTitle(snapshot.period)}</h2>
        <Wide label="附表1表格">
          <IntensityAnnex snapshot={snapshot} />
        </Wide>
        <p className={styles.note}>
          单位：%，差距为百分点，负值为超过目标。●三级（进展基本顺利）、▲二级（比较严峻）、■一级（十分严峻）、○暂不分级。
        </p>
      </section>
      <section className={styles.annex} aria-label="附表2">
        <p className={styles.annexNumber}>附表2</p>
        <h2>{quotaAnnexTitle(snapshot.quotas.year)}</h2>
        <Wide label="附表2表格">
          <QuotaAnnex snapshot={snapshot} />
        </Wide>
        <p className={styles.note}>
          现有数/{snapshot.quotas.year}年任务数，截至{formatFullDate(snapshot.quotas.asOf)}；单位：个、家。
          ●达到进度或已达标，■落后，○待公布或缺基数。
        </p>
      </section>
      <section className={styles.sources} aria-label="说明">
        {sourceLines(bulletin).map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p>本通报数据供工作调度使用，以统计部门公布为准。</p>
        <p>数据快照校验值（SHA-256）：{snapshotHash}</p>
      </section>
    </>
  );
}

/** A bulletin as on paper: A4, in the type of official papers, always dark on white. */
export function PrintPage({ bulletin }: { bulletin: BulletinReply }) {
  const { demo } = useSession();
  const marks = [MARKS[bulletin.stage], demo ? '演示数据' : null].filter((mark) => mark !== null);
  return (
    <>
      <div className={`${styles.bar} noPrint`}>
        <Link to="/bulletin" search={{ bulletin: String(bulletin.id) }} className="button">
          返回
        </Link>
        <button type="button" className="button primary" onClick={() => window.print()}>
          打印
        </button>
        <span className="muted small">A4纵向；打印对话框中勾选“背景图形”可印出等级底色。</span>
      </div>
      <article className={styles.sheet} data-paper>
        {marks.length > 0 ? <p className={styles.mark}>{marks.join('　')}</p> : null}
        <Masthead bulletin={bulletin} />
        <h1>{bulletin.title}</h1>
        <Texts bulletin={bulletin} />
        <Annexes bulletin={bulletin} />
      </article>
    </>
  );
}
