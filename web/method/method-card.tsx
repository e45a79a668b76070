import type { Example, MethodFacts } from './facts.ts';
import styles from './method.module.css';
import type { Method } from './methods.ts';

/** One method: purpose, formula, notes, source, and the example of the chosen unit and period. */
export function MethodCard({ method, facts }: { method: Method; facts: MethodFacts | null }) {
  return (
    <article id={method.id} className={styles.method} aria-labelledby={`${method.id}-title`}>
      <h3 id={`${method.id}-title`}>
        <a href={`#${method.id}`}>{method.title}</a>
      </h3>
      <p>{method.purpose}</p>
      <p className={styles.formula}>{method.formula}</p>
      <ul className={styles.notes}>
        {method.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <div className={styles.example} aria-busy={facts === null}>
        <h4>算例</h4>
        {facts === null ? <p className="muted">正在读取…</p> : <Worked example={method.example(facts)} />}
      </div>
      <p className={styles.source}>出处：{method.source}</p>
    </article>
  );
}

function Worked({ example }: { example: Example }) {
  if ('missing' in example) return <p className="muted">没有算例：{example.missing}</p>;
  return (
    <ol>
      {example.lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ol>
  );
}
