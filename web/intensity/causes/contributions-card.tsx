import type { CausesReply } from '../../../server/causes/schema.ts';
import { CONTRIBUTION_MEANING } from '../../../server/rules/cause-words.ts';
import { formatFullDateTime, formatPct } from '../../format.ts';
import { Card } from '../../ui/card.tsx';
import styles from './causes.module.css';
import { shapeWaterfall, waterfallTable } from './causes-shape.ts';
import { BASIS_WORDS, fileOf, weightsLine, withoutStop } from './causes-words.ts';
import { type CausesProps, EnterButton } from './enter-button.tsx';
import { Key } from './key.tsx';
import { WaterfallChart } from './waterfall-chart.tsx';

/** What the figures rest on, under the waterfall. */
function Basis({ causes }: { causes: CausesReply }) {
  const { weights, sentences, rollUp, city } = causes;
  if (!weights || !rollUp) return null;
  return (
    <dl className={styles.basis}>
      <div>
        <dt>汇总测算</dt>
        <dd>
          能耗{formatPct(rollUp.energyGrowthPct, 2, { sign: true })}%，增加值
          {formatPct(rollUp.valueAddedGrowthPct, 2, { sign: true })}%，单位能耗
          <b>{formatPct(rollUp.intensityPct, 2, { sign: true })}%</b>
        </dd>
      </div>
      {city ? (
        <div>
          <dt>全市反馈数</dt>
          <dd>
            能耗{formatPct(city.energyGrowthPct, city.decimals.energyGrowthPct, { sign: true })}
            {city.energyGrowthPct === null ? '' : '%'}，增加值
            {formatPct(city.valueAddedGrowthPct, city.decimals.valueAddedGrowthPct, { sign: true })}
            {city.valueAddedGrowthPct === null ? '' : '%'}，单位能耗
            <b>{formatPct(city.intensityPct, city.decimals.intensityPct, { sign: true })}%</b>
            {city.provisional ? '（待审核）' : ''}
          </dd>
        </div>
      ) : null}
      <Said label="其余" text={sentences.rest} />
      <Said label="待审核" text={sentences.provisional} />
      <div>
        <dt>权重</dt>
        <dd>
          {weights.estimated ? <b>估算：</b> : null}
          {BASIS_WORDS[weights.basis]}；{weights.source}；{weights.enteredBy}{' '}
          {formatFullDateTime(weights.enteredAt)}录入
        </dd>
      </div>
    </dl>
  );
}

function Said({ label, text }: { label: string; text: string | null }) {
  if (text === null) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}

/** 贡献: each unit's share in the city's change, as a waterfall, and what it rests on. */
export function ContributionsCard({ causes, onEnter }: CausesProps) {
  const waterfall = shapeWaterfall(causes);
  if (waterfall === null) return null;
  return (
    <Card
      title={withoutStop(causes.sentences.contributions ?? '各单位对全市的贡献')}
      actions={<EnterButton causes={causes} onEnter={onEnter} />}
      file={fileOf(
        causes,
        '各单位对全市单位工业增加值能耗变化的贡献',
        waterfallTable(causes),
        `贡献＝（上年能耗占比×能耗指数－上年增加值占比×增加值指数）÷全市增加值指数－（上年能耗占比－上年增加值占比）。${CONTRIBUTION_MEANING}`,
      )}
      note={`单位：百分点。${CONTRIBUTION_MEANING}“其余”为全市反馈数减汇总测算，含口径、舍入和未列入各单位的部分。来源：各单位上报的能耗与增速。${weightsLine(causes)}`}
    >
      <div className={styles.waterfall}>
        <div>
          <p className={styles.keys}>
            <Key kind="brand">拉低</Key>
            <Key kind="water">拉高</Key>
            <Key kind="sum">合计</Key>
            <Key kind="rest">其余</Key>
            {causes.provisional.length > 0 ? <Key kind="hollow">含待审核数</Key> : null}
          </p>
          <WaterfallChart waterfall={waterfall} />
        </div>
        <Basis causes={causes} />
      </div>
    </Card>
  );
}
