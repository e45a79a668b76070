import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { CausesReply } from '../../server/causes/schema.ts';
import type { RuleSetEntry } from '../../server/grading/schema.ts';
import { ReverseCard } from './causes/reverse-card.tsx';
import { Rule } from './grades/rules-card.tsx';

it.each([
  ['a', '正在使用：按升降分级'],
  ['b', '按此查看：按升降分级'],
])('the button of a rule is called by what it says (chosen: %s)', (chosenId, words) => {
  const entry = {
    id: 'a',
    name: '按升降分级',
    own: false,
    document: '通知',
    documentNumber: '1号',
    retiredAt: null,
    validFrom: null,
  } as RuleSetEntry;
  const nothing = () => {};
  const html = renderToStaticMarkup(
    createElement(Rule, {
      entry,
      currentId: 'b',
      chosenId,
      mayWrite: false,
      onChoose: nothing,
      onOpen: nothing,
    }),
  );
  const button = /<button.*<\/button>/.exec(html)?.[0] ?? '';
  expect(button).not.toContain('aria-label');
  expect(button.replaceAll(/<[^>]*>/g, '')).toBe(words);
});

it('this period’s change in the reverse allocation is marked as computed', () => {
  const unit = { code: '360483', name: '庐山市', nowPct: 1.16, neededPct: -2 };
  const one = { aim: 'rollUp', aimPct: -4, outcome: 'needed', factor: 0.9, savingWanTce: 1, units: [unit] };
  const causes = {
    label: '2026年1–10月',
    asOf: null,
    weights: null,
    reverse: { targetPct: -4, cases: [{ ...one, sentence: '须再降。' }] },
  } as unknown as CausesReply;
  const card = createElement(ReverseCard, { causes });
  const html = renderToStaticMarkup(createElement(QueryClientProvider, { client: new QueryClient() }, card));
  expect(html).toContain('本期同比（测算，%）');
  expect(html).toContain('与公布数可能略有出入');
});
