import { useQuery } from '@tanstack/react-query';
import type { ReportImpactReply } from '../../server/reports/schema.ts';
import type { Lamp as LampColour } from '../../server/rules/grading.ts';
import { reportImpactQuery } from '../api/queries.ts';
import { MISSING } from '../format.ts';
import { Lamp } from '../ui/lamp.tsx';
import { QueryView } from '../ui/states.tsx';
import styles from './impact-card.module.css';
import { impactFinding, impactLines, lampChangeWords } from './impact-shape.ts';

/** 通过后的变化: lamps, cumulative, landing and the city's roll-up before and after. */
export function ImpactCard({ unit, period }: { unit: string; period: string }) {
  const query = useQuery(reportImpactQuery(unit, period));
  return (
    <QueryView query={query} height={180}>
      {({ impact }) => (impact === null ? null : <Impact impact={impact} />)}
    </QueryView>
  );
}

function Impact({ impact }: { impact: NonNullable<ReportImpactReply['impact']> }) {
  const { before, after, lampChanges } = impact;
  const hadFigures = before !== null;
  return (
    <section className={styles.impact} aria-label="通过后的变化">
      <h3>{impactFinding(impact)}</h3>
      {hadFigures && lampChanges.length > 0 ? (
        <ul>
          {lampChanges.map((change) => (
            <li key={`${change.period} ${change.lamp}`}>{lampChangeWords(change)}</li>
          ))}
        </ul>
      ) : null}
      <table>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col" className="num">
              现在
            </th>
            <th scope="col" className="num">
              通过后
            </th>
          </tr>
        </thead>
        <tbody>
          <LampLine label="年度等级" before={before?.annualLamp ?? 'none'} after={after.annualLamp} />
          <LampLine label="规划期等级" before={before?.planLamp ?? 'none'} after={after.planLamp} />
          {impactLines(impact).map((line) => (
            <tr key={line.label} className={line.changed ? styles.moved : undefined}>
              <th scope="row">{line.label}</th>
              <td className="num">{line.before}</td>
              <td className="num">{line.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.assumption}>{impact.city.assumption}</p>
    </section>
  );
}

function LampLine({ label, before, after }: { label: string; before: LampColour; after: LampColour }) {
  const draw = (lamp: LampColour) => (lamp === 'none' ? MISSING : <Lamp lamp={lamp} />);
  return (
    <tr className={before === after ? undefined : styles.moved}>
      <th scope="row">{label}</th>
      <td className="num">{draw(before)}</td>
      <td className="num">{draw(after)}</td>
    </tr>
  );
}
