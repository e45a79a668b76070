import { Link } from '@tanstack/react-router';
import type { ProjectSummaryReply, ProjectSums } from '../../../server/projects/summary/schema.ts';
import { useCan } from '../../app/session.ts';
import { wanDecimals } from '../../subsidies/wan-text.ts';
import { Card } from '../../ui/card.tsx';
import { Sideways } from '../../ui/sideways.tsx';
import styles from './overview.module.css';
import {
  barPct,
  beforeWorks,
  energyPctText,
  gapShareText,
  gapsFinding,
  gapText,
  investmentText,
  pctText,
  savingText,
  unitsFinding,
} from './overview-shape.ts';

interface CardProps {
  reply: ProjectSummaryReply;
}

/** The unit's name; a link to its projects for who may read them. */
function UnitName({ sums, isCity }: { sums: ProjectSums; isCity: boolean }) {
  const mayRead = useCan('projects.read');
  if (isCity || !mayRead) return <>{sums.name}</>;
  return (
    <Link to="/projects" search={{ tab: 'projects', unit: sums.code }}>
      {sums.name}
    </Link>
  );
}

/** A number of projects; none is a dot, so that the eye finds the others. */
function Count({ value }: { value: number }) {
  return <td className="num">{value === 0 ? <span className="muted">0</span> : value}</td>;
}

function rowsOf({ city, units }: ProjectSummaryReply) {
  const rows = units.map((sums) => ({ sums, isCity: false }));
  return city ? [{ sums: city, isCity: true }, ...rows] : rows;
}

/** Projects of each unit by stage. */
export function UnitsCard({ reply }: CardProps) {
  const { year } = reply;
  const rows = rowsOf(reply);
  const decimals = wanDecimals(rows.map(({ sums }) => sums.investmentFen ?? 0));
  return (
    <Card
      title={unitsFinding(reply)}
      file={{ title: `各县（市、区）改造项目（${year}年）`, sources: ['改造项目库。'], internal: true }}
      note={`项目数单位：个，按现阶段计，不含已终止；开工、验收为${year}年内。投资单位：万元，未填的不计。数据来源：改造项目库。`}
    >
      <Sideways label="各县（市、区）改造项目表">
        <table className={`${styles.table} ${styles.wide}`}>
          <caption className="visuallyHidden">各县（市、区）改造项目</caption>
          <thead>
            <tr>
              <th scope="col">县（市、区）</th>
              {[
                '在库',
                '意愿至方案',
                '改造中',
                '完工验收',
                '奖补',
                '后评价',
                '超过提醒时限',
                '已终止',
                `${year}年开工`,
                `${year}年验收`,
                '投资（万元）',
              ].map((label) => (
                <th key={label} scope="col" className="num">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ sums, isCity }) => (
              <tr key={sums.code} className={isCity ? styles.city : undefined}>
                <th scope="row">
                  <UnitName sums={sums} isCity={isCity} />
                </th>
                <Count value={sums.projects} />
                <Count value={beforeWorks(sums)} />
                <Count value={sums.stages.retrofitting ?? 0} />
                <Count value={sums.stages.accepted ?? 0} />
                <Count value={sums.stages.awarded ?? 0} />
                <Count value={sums.stages.evaluated ?? 0} />
                <Count value={sums.stalled} />
                <Count value={sums.stopped} />
                <Count value={sums.started} />
                <Count value={sums.accepted} />
                <td className={sums.withheld.investment === null ? 'num' : `num ${styles.kept}`}>
                  {investmentText(sums, decimals)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </Card>
  );
}

function Bar({ value, most }: { value: string | null; most: number }) {
  return (
    <td className={styles.bar}>
      {value === null ? null : (
        <span className={styles.track} data-chart aria-hidden="true">
          <i className={styles.part} style={{ width: `${barPct(Number(value), most)}%` }} />
        </span>
      )}
    </td>
  );
}

const barHead = (
  <th scope="col" className={styles.bar}>
    <span className="visuallyHidden">图示</span>
  </th>
);

const GAPS_NOTE =
  '覆盖率＝已完工验收企业÷年耗千吨标准煤以上企业（最新申报，含1000吨）。缺口按各单位最新一期推算全年，全市按全市数，不是各单位之和；节能量超过缺口的，图示到100%为止。单位：吨标准煤。数据来源：改造项目库、企业用能申报、报表。';
const KEPT_NOTE =
  '节能量、投资涉及不足3家企业的不单列，为防止倒推另有个别单位不单列；按用能量的覆盖率只列全市。';

function GapCells({ sums, showsEnergy }: { sums: ProjectSums; showsEnergy: boolean }) {
  const { coverage } = sums;
  return (
    <>
      <td className="num">{coverage.listed}</td>
      <td className="num">{coverage.covered}</td>
      <Bar value={coverage.pct} most={100} />
      <td className="num">{pctText(coverage.pct)}</td>
      {showsEnergy ? <td className="num">{energyPctText(sums)}</td> : null}
      <td className={sums.withheld.saving === null ? 'num' : `num ${styles.kept}`}>{savingText(sums)}</td>
      <td className="num" title={sums.gap.words}>
        {gapText(sums)}
      </td>
      <Bar value={sums.sharePct} most={100} />
      <td className="num">{gapShareText(sums.sharePct)}</td>
    </>
  );
}

/** Coverage and accepted savings of each unit beside its own gap. */
export function GapsCard({ reply }: CardProps) {
  const rows = rowsOf(reply);
  const showsEnergy = reply.units.some(({ withheld }) => withheld.energy === null);
  const isKept = rows.some(({ sums }) => Object.values(sums.withheld).some((why) => why !== null));
  const note = isKept ? `${GAPS_NOTE}${KEPT_NOTE}` : GAPS_NOTE;
  return (
    <Card
      title={gapsFinding(reply)}
      file={{
        title: `改造覆盖率、验收节能量与能耗强度缺口（${reply.year}年）`,
        sources: ['改造项目库、企业用能申报；能耗强度数据见各单位最新一期报表。'],
        internal: true,
        unit: '吨标准煤、%',
        definition: note,
      }}
      note={note}
    >
      <Sideways label="覆盖率、节能量与缺口表">
        <table className={`${styles.table} ${styles.wide}`}>
          <caption className="visuallyHidden">各县（市、区）改造覆盖率、验收节能量与能耗强度缺口</caption>
          <thead>
            <tr>
              <th scope="col">县（市、区）</th>
              <th scope="col" className="num">
                千吨以上企业
              </th>
              <th scope="col" className="num">
                已改造
              </th>
              {barHead}
              <th scope="col" className="num">
                覆盖率
              </th>
              {showsEnergy ? (
                <th scope="col" className="num">
                  按用能量
                </th>
              ) : null}
              <th scope="col" className="num">
                {reply.year}年验收节能量
              </th>
              <th scope="col" className="num">
                缺口
              </th>
              {barHead}
              <th scope="col" className="num">
                相当于缺口
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ sums, isCity }) => (
              <tr key={sums.code} className={isCity ? styles.city : undefined}>
                <th scope="row">
                  <UnitName sums={sums} isCity={isCity} />
                </th>
                <GapCells sums={sums} showsEnergy={showsEnergy} />
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </Card>
  );
}
