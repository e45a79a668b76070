import { READINGS, type ReadingDefinition, type ReadingId } from '../../server/rules/subsidies/readings.ts';
import { Card } from '../ui/card.tsx';
import { readingsFinding } from './findings.ts';
import styles from './tables.module.css';

const IDS = Object.keys(READINGS) as ReadingId[];

function Row({ reading }: { reading: ReadingDefinition }) {
  const others = Object.entries(reading.options).filter(([id]) => id !== reading.chosen);
  return (
    <tr>
      <th scope="row" className={styles.cite}>
        {reading.cite}
      </th>
      <td className={styles.wide}>{reading.question}？</td>
      <td className={styles.wide}>
        <strong>{reading.options[reading.chosen]}</strong>
        <small>{reading.why}</small>
      </td>
      <td className={styles.wide}>{others.map(([, words]) => words).join('；')}</td>
      <td className={styles.nowrap}>{reading.effect === 'code' ? '测算随之改变' : '只提示人工'}</td>
    </tr>
  );
}

/** Places where a document can be read in more than one way, the reading in use and why. */
export function ReadingsView() {
  const readings = IDS.map((id): [ReadingId, ReadingDefinition] => [id, READINGS[id]]);
  const ordered = [
    ...readings.filter(([, { effect }]) => effect === 'code'),
    ...readings.filter(([, { effect }]) => effect !== 'code'),
  ];
  return (
    <Card
      title={readingsFinding()}
      note="这里的理解由平台暂定，待市工信局、司法局等有权部门明确；每处只在规则中写一次，明确后改一处即全部改变。"
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard on a phone */}
      <section className={`${styles.scroll} sideways`} aria-label="待明确的理解表" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">条款</th>
              <th scope="col">问题</th>
              <th scope="col">暂按</th>
              <th scope="col">另一种理解</th>
              <th scope="col">影响</th>
            </tr>
          </thead>
          <tbody>
            {ordered.map(([id, reading]) => (
              <Row key={id} reading={reading} />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
