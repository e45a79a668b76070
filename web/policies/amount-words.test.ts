import { expect, it } from 'vitest';
import { AWARDS, awardById, POLICIES } from '../../server/rules/subsidies/catalogue.ts';
import { amountLines, dueText, targetText } from './amount-words.ts';

const linesOf = (id: string) => {
  const entry = awardById(id);
  return entry === null ? [] : amountLines(entry.award.amount).map((line) => Object.values(line).join('|'));
};

it.each([
  ['jiujiang-1', ['|最高1万元|']],
  ['jiujiang-3-green-factory', ['国家级|20万元|', '省级|10万元|']],
  [
    'jiujiang-2-retrofit',
    [
      '3%—5%（含5%）|最高50万元|下限含（按理解），上限含',
      '5%—8%（含8%）|最高70万元|下限不含，上限含（按理解）',
      '8%以上|最高100万元|下限不含（按理解）',
    ],
  ],
  ['jiujiang-5-energy-system', ['|最高能源管理系统产品合同价的30%|单个企业不超过30万元']],
  ['jiujiang-6-catalogue', ['|每类最高20万元|']],
  ['chaisang-9', ['|共10万元，分3年按3:3:4兑现|']],
  ['chaisang-12', ['|5万元至10万元|']],
  ['changjiang-8-completed', ['|每平方米200元|']],
])('%s reads as printed', (id, lines) => {
  expect(linesOf(id)).toEqual(lines);
});

it('an award without a sum says so and invents none', () => {
  expect(linesOf('jiujiang-8')).toEqual(['|未写金额|一事一议，由市级研究确定，文件未写金额。']);
});

it('every award has words for what it pays', () => {
  for (const { award } of AWARDS) {
    for (const { words } of amountLines(award.amount)) expect(words).toMatch(/元|%|未写金额/);
  }
});

const targets = POLICIES.flatMap(({ clauses }) => clauses.flatMap((clause) => clause.targets));
it.each([
  ['jiangxi-revenue-growth', '10%左右', '2028年（三年左右）'],
  ['jiangxi-key-projects', '100个以上（含）', '每年'],
  ['jiangxi-revenue', '突破5万亿元', '2028年（三年左右）'],
  ['jiangxi-city-clusters-100bn', '1—2个', '未写年份'],
  ['jiangxi-high-tech', '9000家', '2028年'],
  ['chaisang-zero-carbon-park', '未写数值', '未写'],
])('target %s reads as printed', (id, figure, due) => {
  const target = targets.find((candidate) => candidate.id === id);
  expect(target && targetText(target)).toBe(figure);
  expect(target && dueText(target)).toBe(due);
});
