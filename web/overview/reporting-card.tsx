import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { UnitProgress } from '../../server/progress/schema.ts';
import type { ReportListReply } from '../../server/reports/schema.ts';
import { reportsQuery } from '../api/queries.ts';
import { useCan, useSession } from '../app/session.ts';
import { formatDate } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { isReleasable, releaseCount, releaseText } from '../ui/release-words.ts';
import { QueryView } from '../ui/states.tsx';
import { OwnFigures } from './own-figures.tsx';
import styles from './reporting-card.module.css';
import { ownReporting, type ReportingLine, type ReportingShape, shapeReporting } from './reporting-shape.ts';

const HEIGHT = 240;

function Line({ line, period }: { line: ReportingLine; period: string }) {
  const decides = useCan('reports.decide');
  return (
    <li className={styles.line}>
      {decides ? (
        <Link to="/review" search={{ period, unit: line.code }}>
          {line.name}
        </Link>
      ) : (
        <strong>{line.name}</strong>
      )}
      <span className={`${styles.words} ${styles[line.tone]}`} title={line.words}>
        {line.words}
      </span>
    </li>
  );
}

function releaseWords(list: ReportListReply): string {
  if (list.released) return '本期数据已公布。';
  if (list.releasable === 0) return '本期数据未公布。';
  return `${releaseText(releaseCount(list.reports, isReleasable))}已审核、待公布（内部资料）。`;
}

function AllUnits({ list, shape }: { list: ReportListReply; shape: ReportingShape }) {
  const { correcting, reported } = shape;
  const inForce = shape.approved.length + correcting;
  return (
    <>
      <div className={styles.meter} aria-hidden="true">
        {Array.from({ length: shape.expected }, (_, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: equal segments of one meter
            key={index}
            className={
              index < shape.approved.length
                ? styles.done
                : index < inForce
                  ? styles.correcting
                  : index < reported
                    ? styles.sent
                    : ''
            }
          />
        ))}
      </div>
      <p className={styles.legend}>
        <span className={styles.done}>已审{shape.approved.length}</span>
        {correcting > 0 ? <span className={styles.correcting}>更正中{correcting}</span> : null}
        <span className={styles.sent}>已报待审或退回{reported - inForce}</span>
        <span>未报{shape.expected - reported}</span>
      </p>
      <ul>
        {shape.lines.map((line) => (
          <Line key={line.code} line={line} period={list.period} />
        ))}
      </ul>
      {shape.approved.length > 0 ? (
        <details>
          <summary className={styles.approvedHead}>已审核{shape.approved.length}个单位</summary>
          <ul className={styles.approved}>
            {shape.approved.map((unit) => (
              <li key={unit.name}>
                {unit.name}
                <span className="muted">{unit.submittedOn}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

interface OwnCardProps {
  list: ReportListReply;
  unit: UnitProgress | undefined;
  unitCode: string;
  className: string | undefined;
}

function OwnCard({ list, unit, unitCode, className }: OwnCardProps) {
  const own = ownReporting(list, unitCode);
  return (
    <Card title={own.title} className={className}>
      <p>{own.words}</p>
      {unit && unit.actualPct !== null ? <OwnFigures unit={unit} /> : null}
      <p className={styles.links}>
        <Link to="/entry" search={{ unit: unitCode, period: list.period }}>
          查看填报
        </Link>
        <Link to="/counties/$code" params={{ code: unitCode }} search={{ period: list.period }}>
          本县情况
        </Link>
      </p>
    </Card>
  );
}

interface ReportingCardProps {
  period: string;
  /** the units' figures, for the officer's own */
  units: readonly UnitProgress[] | undefined;
  className?: string | undefined;
}

/** 报送: who has not reported, was returned or waits; a county officer sees the own unit only. */
export function ReportingCard({ period, units, className }: ReportingCardProps) {
  const query = useQuery(reportsQuery(period));
  const { user } = useSession();
  const list = query.data;
  const own = user.unitCodes[0];
  if (list && user.role === 'county' && own) {
    const unit = units?.find((candidate) => candidate.code === own);
    return <OwnCard list={list} unit={unit} unitCode={own} className={className} />;
  }
  return (
    <Card
      title={list ? shapeReporting(list).title : '报送'}
      className={className}
      note={list ? `${formatDate(list.dueOn)}截止。${releaseWords(list)}` : undefined}
    >
      <QueryView query={query} height={HEIGHT}>
        {(data) => <AllUnits list={data} shape={shapeReporting(data)} />}
      </QueryView>
    </Card>
  );
}
