import type { UnitProgress } from '../../server/progress/schema.ts';
import type { IntensityTargetsReply } from '../../server/targets/schema.ts';
import { formatNumber, formatPct, MISSING, minus } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { citationSource, progressSource, Sourced, type SourceInfo } from '../ui/source-card.tsx';
import styles from './facts-card.module.css';

interface Fact {
  label: string;
  unit: string;
  text: string;
  source: SourceInfo;
}

/** Energy as typed keeps its decimals; only the separators are added. */
function energyText(text: string | null): string {
  if (text === null) return MISSING;
  const decimals = text.split('.')[1]?.length ?? 0;
  return formatNumber(Number(text), decimals);
}

function factsOf(unit: UnitProgress, label: string): Fact[] {
  const source = (what: string) => progressSource(unit, `${unit.name}${label}${what}`);
  const pct = (text: string | null) => (text === null ? MISSING : minus(text));
  return [
    {
      label: '综合能源消费量',
      unit: '万吨标准煤',
      text: energyText(unit.energyWanTce),
      source: source('综合能源消费量'),
    },
    {
      label: '综合能源消费量增速',
      unit: '%',
      text: pct(unit.energyGrowthPct),
      source: source('综合能源消费量增速'),
    },
    {
      label: '规上工业增加值增速',
      unit: '%',
      text: pct(unit.valueAddedGrowthPct),
      source: source('规上工业增加值增速'),
    },
    {
      label: unit.basis === 'computed' ? '单位工业增加值能耗（测算）' : '单位工业增加值能耗',
      unit: '%',
      text: formatPct(unit.actualPct, unit.actualDecimals ?? 1),
      source: source('单位工业增加值能耗'),
    },
  ];
}

function Baseline({ code, targets }: { code: string; targets: IntensityTargetsReply }) {
  const unit = targets.units.find((candidate) => candidate.code === code);
  if (unit === undefined) return null;
  const cells: [string, string][] = [
    ['2024年能耗', formatNumber(unit.energyWanTce, 2)],
    ['2025年目标', formatPct(unit.targets['2025'])],
    ['2026年目标', formatPct(unit.targets['2026'])],
    ['2027年目标', formatPct(unit.targets['2027'])],
    ['三年连乘', formatPct(unit.compoundedPct, 2)],
  ];
  return (
    <dl className={styles.baseline}>
      {cells.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <Sourced source={citationSource(targets.citation)}>{text}</Sourced>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface FactsCardProps {
  unit: UnitProgress;
  label: string;
  targets: IntensityTargetsReply;
}

/** The figures behind the lamp, each with its source card, and the unit's line of Attachment 2. */
export function FactsCard({ unit, label, targets }: FactsCardProps) {
  return (
    <Card title={`本期数据：${label}`}>
      <table className={styles.facts}>
        <tbody>
          {factsOf(unit, label).map((fact) => (
            <tr key={fact.label}>
              <th scope="row">{fact.label}</th>
              <td className="num">
                <Sourced source={fact.source}>{fact.text}</Sourced>
              </td>
              <td className={styles.unit}>{fact.unit}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.caption}>附件2（能耗为万吨标准煤，目标为%）</p>
      <Baseline code={unit.code} targets={targets} />
    </Card>
  );
}
