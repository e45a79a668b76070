import type { CausesReply } from '../../../server/causes/schema.ts';
import { formatNumber, formatPct, MISSING } from '../../format.ts';
import { Card } from '../../ui/card.tsx';
import { Sideways } from '../../ui/sideways.tsx';
import { Empty } from '../../ui/states.tsx';
import styles from './causes.module.css';
import { aimWords, shapeReverse } from './causes-shape.ts';
import { fileOf, weightsLine, withoutStop } from './causes-words.ts';

/** 反向分解: what the red units would have to reach for the city to turn green. */
export function ReverseCard({ causes }: { causes: CausesReply }) {
  const { reverse } = causes;
  if (!reverse) return null;
  const rows = shapeReverse(reverse);
  const [first, ...others] = reverse.cases;
  return (
    <Card
      title={withoutStop(first?.sentence ?? '一级单位须达到多少，全市方可转绿')}
      {...(rows.length > 0
        ? {
            file: {
              ...fileOf(
                causes,
                '一级单位须达到的降幅（反向分解）',
                undefined,
                '一级单位按同一比例降低单位能耗，其他单位不变，全市恰好完成年度目标时各单位须达到的同比。',
              ),
              unit: '%',
            },
          }
        : {})}
      note={`单位：%。设一级单位的单位能耗按同一比例再降、增加值和其他单位不变，全市恰好达到年度目标（${formatPct(reverse.targetPct)}%，附件2）。本期同比按两项增速测算，与公布数可能略有出入；测算结果供调度参考，不是下达的目标。${weightsLine(causes)}`}
    >
      {others.map((one) => (
        <p key={one.aim} className={styles.sentence}>
          {one.sentence}
        </p>
      ))}
      {rows.length === 0 ? (
        <Empty title="本期没有一级（红色）单位需要测算" />
      ) : (
        <Sideways label="一级单位须达到的同比">
          <table className={styles.reverse}>
            <thead>
              <tr>
                <th scope="col">一级单位</th>
                <th scope="col" className="num">
                  本期同比（测算，%）
                </th>
                {reverse.cases.map(({ aim, aimPct }) => (
                  <th key={aim} scope="col" className="num">
                    {aimWords(aim)}（%）
                    <small>汇总须为{formatPct(aimPct, 2)}</small>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.code}>
                  <th scope="row">{row.name}</th>
                  <td className="num">{formatPct(row.nowPct, 2, { sign: true })}</td>
                  {reverse.cases.map((one, place) => (
                    <td key={one.aim} className="num">
                      {one.outcome === 'met' ? '无须再降' : neededWords(row.neededPct[place] ?? null)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">须少用能源（万吨标准煤）</th>
                <td />
                {reverse.cases.map((one) => (
                  <td key={one.aim} className="num">
                    {one.outcome === 'met' ? '0' : formatNumber(one.savingWanTce, 2)}
                  </td>
                ))}
              </tr>
            </tfoot>
          </table>
        </Sideways>
      )}
    </Card>
  );
}

function neededWords(pct: number | null): string {
  return pct === null ? MISSING : formatPct(pct, 2, { sign: true });
}
