import { Link } from '@tanstack/react-router';
import type { Firm } from '../../../server/firms/schema.ts';
import { retrofitOf } from '../../../server/rules/coverage.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { RETROFIT_WORDS, SOURCE_WORDS, tceDecimals, tceOf, tceText } from './firm-shape.ts';
import styles from './firms.module.css';

/** 已改造, 改造中 or 未改造, and the way to the firm's projects. */
export function RetrofitMark({ firm }: { firm: Firm }) {
  const retrofit = retrofitOf(firm.projects);
  return <span className={`${styles.mark} ${styles[`${retrofit}Mark`]}`}>{RETROFIT_WORDS[retrofit]}</span>;
}

function ProjectsLink({ firm }: { firm: Firm }) {
  const [first, second] = firm.projects;
  if (!first) return null;
  if (second) {
    return (
      <Link to="/projects" search={{ tab: 'projects', firm: String(firm.id) }}>
        项目{firm.projects.length}个
      </Link>
    );
  }
  return (
    <Link
      to="/projects"
      search={{ tab: 'projects', project: String(first.id) }}
      aria-label={`项目1个：${first.name}`}
    >
      项目1个
    </Link>
  );
}

interface RowProps {
  firm: Firm;
  years: readonly number[];
  /** of each year's column */
  decimals: readonly number[];
  showUnit: boolean;
  search: ProjectsSearch;
}

function Row({ firm, years, decimals, showUnit, search }: RowProps) {
  return (
    <tr>
      <th scope="row">
        <Link to="/projects" search={{ ...search, firm: String(firm.id) }} resetScroll={false}>
          {firm.name}
        </Link>
        {firm.closedOn === null ? null : <span className={styles.closed}>停产</span>}
        <small>
          {firm.industry ?? '行业未填'}
          {showUnit ? <span className={styles.narrowUnit}> · {firm.unitName}</span> : null}
        </small>
      </th>
      {showUnit ? <td className={styles.wide}>{firm.unitName}</td> : null}
      {years.map((year, at) => (
        <td key={year} className={at === 0 ? 'num' : `num ${styles.wide} muted`}>
          {tceText(tceOf(firm, year), decimals[at])}
        </td>
      ))}
      <td className={styles.wide}>
        {firm.tceSource === null ? <span className="muted">未申报</span> : SOURCE_WORDS[firm.tceSource]}
      </td>
      <td className={styles.retrofit}>
        <RetrofitMark firm={firm} />
        <ProjectsLink firm={firm} />
      </td>
      <td className={`${styles.wide} ${styles.titles}`}>{firm.titles.join('、') || '—'}</td>
    </tr>
  );
}

interface FirmTableProps extends Omit<RowProps, 'firm' | 'decimals'> {
  firms: readonly Firm[];
}

/** Firms with what they declared, whether they are retrofitted, and their titles. */
export function FirmTable({ firms, ...rest }: FirmTableProps) {
  const decimals = rest.years.map((year) => tceDecimals(firms.map((firm) => tceOf(firm, year))));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={`${styles.scroll} sideways`} aria-label="重点用能企业名册" tabIndex={0}>
      <table className={styles.table}>
        <caption className="visuallyHidden">重点用能企业，用能单位吨标准煤</caption>
        <thead>
          <tr>
            <th scope="col">企业</th>
            {rest.showUnit ? (
              <th scope="col" className={styles.wide}>
                单位
              </th>
            ) : null}
            {rest.years.map((year, at) => (
              <th key={year} scope="col" className={at === 0 ? 'num' : `num ${styles.wide}`}>
                {year}年用能
              </th>
            ))}
            <th scope="col" className={styles.wide}>
              来源
            </th>
            <th scope="col">改造</th>
            <th scope="col" className={styles.wide}>
              称号
            </th>
          </tr>
        </thead>
        <tbody>
          {firms.map((firm) => (
            <Row key={firm.id} firm={firm} decimals={decimals} {...rest} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
