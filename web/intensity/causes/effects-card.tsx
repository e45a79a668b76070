import type { CausesReply } from '../../../server/causes/schema.ts';
import { DECOMPOSITION_MEANING } from '../../../server/rules/cause-words.ts';
import { formatNumber, formatPoints } from '../../format.ts';
import { Card } from '../../ui/card.tsx';
import styles from './causes.module.css';
import { effectsTable, factorSentence } from './causes-shape.ts';
import { fileOf, weightsLine, withoutStop } from './causes-words.ts';
import { EffectsChart } from './effects-chart.tsx';
import { Key } from './key.tsx';

/** 因素分解: intensity and structure effects, additive by unit and multiplicative for the city. */
export function EffectsCard({ causes }: { causes: CausesReply }) {
  const { lmdi } = causes;
  if (!lmdi) return null;
  const { additive, multiplicative } = lmdi;
  const points = (value: number) => `${formatPoints(value, 2, { sign: true })}`;
  return (
    <Card
      title={withoutStop(causes.sentences.lmdi ?? '强度效应与结构效应')}
      file={fileOf(
        causes,
        '单位工业增加值能耗变化的因素分解（LMDI-I）',
        effectsTable(lmdi),
        DECOMPOSITION_MEANING,
      )}
      note={`单位：百分点（加法）、倍数（乘法）。方法：对数平均迪氏指数法 LMDI-I（Ang，2004；Xu、Ang，2014），无残差。来源：各单位上报的能耗与增速。${weightsLine(causes)}`}
    >
      <div className={styles.waterfall}>
        <div>
          <p className={styles.keys}>
            <Key kind="brand">强度效应</Key>
            <Key kind="water">结构效应</Key>
          </p>
          <EffectsChart effects={additive} />
        </div>
        <div className={styles.side}>
          <table className={styles.effects}>
            <caption className="visuallyHidden">全市合计</caption>
            <thead>
              <tr>
                <th scope="col">全市合计</th>
                <th scope="col" className="num">
                  加法（百分点）
                </th>
                <th scope="col" className="num">
                  乘法（倍数）
                </th>
              </tr>
            </thead>
            <tbody>
              {(
                [
                  ['强度效应', additive.intensity, multiplicative.intensity],
                  ['结构效应', additive.structure, multiplicative.structure],
                  ['合计', additive.total, multiplicative.total],
                ] as const
              ).map(([label, sum, factor]) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td className="num">{points(sum)}</td>
                  <td className="num">{formatNumber(factor, 4)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>{factorSentence(multiplicative)}</p>
          <p className="muted small">{DECOMPOSITION_MEANING}</p>
        </div>
      </div>
    </Card>
  );
}
