import type { BulletinSnapshot } from '../../server/bulletins/schema.ts';
import { intensityAnnexTitle, monthsText, quotaAnnexTitle } from '../../server/rules/bulletin-text/titles.ts';
import { Lamp, LampMark } from '../ui/lamp.tsx';
import styles from './annex.module.css';
import { intensityLines, quotaLines, quotaText } from './bulletin-shape.ts';

/** 附表1: intensity of the city and each unit, as frozen, with both lamps. */
export function IntensityAnnex({ snapshot }: { snapshot: BulletinSnapshot }) {
  return (
    <table className={styles.annex}>
      <caption className="visuallyHidden">附表1　{intensityAnnexTitle(snapshot.period)}</caption>
      <thead>
        <tr>
          <th scope="col">单位</th>
          <th scope="col" className="num">
            年度目标<small>%</small>
          </th>
          <th scope="col" className="num">
            {monthsText(snapshot.period)}同比<small>%</small>
          </th>
          <th scope="col" className="num">
            与目标差<small>百分点</small>
          </th>
          <th scope="col">当年等级</th>
          <th scope="col" className="num">
            规划期累计<small>%</small>
          </th>
          <th scope="col" className="num">
            累计目标<small>%</small>
          </th>
          <th scope="col">累计等级</th>
        </tr>
      </thead>
      <tbody>
        {intensityLines(snapshot).map((line) => (
          <tr key={line.code} className={line.code === snapshot.city.code ? styles.city : undefined}>
            <th scope="row">
              {line.name}
              {line.marks.length > 0 ? <small>{line.marks.join('，')}</small> : null}
            </th>
            <td className="num">{line.target}</td>
            {line.missing === null ? (
              <>
                <td className="num">{line.actual}</td>
                <td className="num">{line.gap}</td>
              </>
            ) : (
              <td colSpan={2} className={styles.missing}>
                {line.missing}
              </td>
            )}
            <td>
              <Lamp lamp={line.annualLamp} />
            </td>
            <td className="num">{line.cumulative}</td>
            <td className="num">{line.cumulativeTarget}</td>
            <td>
              <Lamp lamp={line.planLamp} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 附表2: stock and quota of the green titles, as frozen. */
export function QuotaAnnex({ snapshot }: { snapshot: BulletinSnapshot }) {
  const { columns } = snapshot.quotas;
  return (
    <table className={`${styles.annex} ${styles.quotas}`}>
      <caption className="visuallyHidden">附表2　{quotaAnnexTitle(snapshot.quotas.year)}</caption>
      <thead>
        <tr>
          <th scope="col">单位</th>
          {columns.map(({ key, label }) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {quotaLines(snapshot).map(({ code, name, cells }) => (
          <tr key={code} className={code === 'total' ? styles.city : undefined}>
            <th scope="row">{name}</th>
            {cells.map((cell, i) => (
              <td key={columns[i]?.key} className={cell.quota === null ? styles.noTask : undefined}>
                {cell.quota === null ? null : <LampMark lamp={cell.lamp} />} {quotaText(cell)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
