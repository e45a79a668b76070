import type { CausesReply } from '../../../server/causes/schema.ts';
import type { CardFile } from '../../ui/card-file.ts';

/** What stands behind the weights. */
export const BASIS_WORDS = {
  valueAdded: '上年同期规上工业增加值',
  revenue: '上年同期规上工业营业收入（代替增加值，估算）',
};

/** Where the weights come from, for notes and files. */
export function weightsLine({ weights }: CausesReply): string {
  if (!weights) return '增加值占比尚未录入。';
  return `权重：${BASIS_WORDS[weights.basis]}，来源：${weights.source}。`;
}

/** What is said about a card's figures in its files. */
export function fileOf(
  causes: CausesReply,
  title: string,
  table: CardFile['table'],
  definition: string,
): CardFile {
  return {
    title: `${causes.label}${title}`,
    sources: ['能源消费量与两项增速：各单位上报数。', weightsLine(causes)],
    internal: true,
    unit: '百分点',
    definition,
    ...(causes.asOf === null ? {} : { asOf: causes.asOf }),
    ...(table ? { table } : {}),
  };
}

/** A sentence as a title: without its full stop. */
export const withoutStop = (text: string) => text.replace(/。$/, '');
