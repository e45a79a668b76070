import type { Figures } from '../../server/rules/figures.ts';
import { isReferenceOnly } from '../../server/rules/periods.ts';
import { type CheckContext, liveResult } from '../../server/rules/report-checks.ts';
import { MISSING } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Lamp } from '../ui/lamp.tsx';
import styles from './result-panel.module.css';
import {
  agreementWords,
  computedText,
  cumulativeWords,
  decisiveText,
  formulaWords,
  gapWords,
  targetText,
} from './result-words.ts';

interface ResultPanelProps {
  /** figures that can be read; the others null */
  figures: Figures;
  context: CheckContext;
  title: string;
}

/** What the figures amount to, by the same functions as the server: intensity and both lamps. */
export function ResultPanel({ figures, context, title }: ResultPanelProps) {
  const result = liveResult(figures, context);
  const text = decisiveText(figures, result);
  const formula = formulaWords(figures);
  const computed = computedText(result);
  return (
    <Card
      title={title}
      note={
        <>
          等级参照{context.ruleSet.documentNumber}，待市级文件确认。
          {isReferenceOnly(context.period) ? '1–2月数据仅供参考，不列入通报。' : ''}
        </>
      }
    >
      <div aria-live="polite" aria-atomic="true">
        <p className={styles.figure}>
          <Lamp lamp={result.annualLamp} />
          <strong className={text === null ? styles.missing : undefined}>{text ?? MISSING}</strong>
          <span className={styles.unit}>%</span>
          <span className={styles.target}>目标 {targetText(context.targetPct)}</span>
        </p>
        <p className={styles.formula}>
          {formula !== null && computed !== null ? (
            <>
              {formula} = <b>{computed}</b>
              {agreementWords(figures, result, context.feedback?.publishedIntensityPct ?? null)}
            </>
          ) : (
            '填写两项增速后，这里立即算出单位工业增加值能耗增速。'
          )}
        </p>
      </div>
      <dl className={styles.lamps}>
        <div>
          <dt>当年</dt>
          <dd>
            <Lamp lamp={result.annualLamp} />
            <p>
              {gapWords(result, context.targetPct)}
              {result.mayFlip ? <span className={styles.flip}> 舍入内可能翻转</span> : null}
            </p>
          </dd>
        </div>
        <div>
          <dt>规划期累计</dt>
          <dd>
            <Lamp lamp={result.planLamp} />
            <p>{cumulativeWords(result)}</p>
          </dd>
        </div>
      </dl>
    </Card>
  );
}
