import { Link } from '@tanstack/react-router';
import type { ProgressReply } from '../../server/progress/schema.ts';
import { useSession } from '../app/session.ts';
import { STATUS_WORDS } from '../county/findings.ts';
import { formatFullDate } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { OwnFigures } from './own-figures.tsx';
import styles from './reporting-card.module.css';
import { shapeReportingThen } from './reporting-then-shape.ts';

interface ReportingThenProps {
  progress: ProgressReply;
  /** the past day */
  asOf: string;
}

function Own({ progress, asOf, code }: ReportingThenProps & { code: string }) {
  const unit = progress.units.find((candidate) => candidate.code === code);
  if (!unit) return null;
  return (
    <Card title={`本县报送：当时${STATUS_WORDS[unit.status]}`}>
      <p>
        {progress.label}，截至{formatFullDate(asOf)}。
      </p>
      {unit.actualPct === null ? null : <OwnFigures unit={unit} />}
      <p className={styles.links}>
        <Link to="/counties/$code" params={{ code }} search={{ period: progress.period, asOf }}>
          本县情况
        </Link>
      </p>
    </Card>
  );
}

/** 报送 on a past day: who had reported by then; a county officer sees the own unit only. */
export function ReportingThen({ progress, asOf }: ReportingThenProps) {
  const { user } = useSession();
  const [own] = user.unitCodes;
  if (user.role === 'county' && own) return <Own progress={progress} asOf={asOf} code={own} />;
  const shape = shapeReportingThen(progress.units, progress.city);
  return (
    <Card
      title={shape.title}
      note={`${progress.label}，截至${formatFullDate(asOf)}的报送情况；填报中的草稿不计。`}
    >
      <ul>
        {shape.open.map(({ words, names }) => (
          <li key={words} className={styles.line}>
            <strong>{words}</strong>
            <span>{names.join('、')}</span>
          </li>
        ))}
      </ul>
      {shape.approved.length > 0 ? (
        <details>
          <summary className={styles.approvedHead}>已审核{shape.approved.length}个单位</summary>
          <p>{shape.approved.join('、')}</p>
        </details>
      ) : null}
    </Card>
  );
}
