import { describe, expect, test } from 'vitest';
import { type DatedStages, type ImportedStage, parseStage } from './stage-words.ts';

const NONE: DatedStages = { diagnosed: false, scheme: false };
const BOTH: DatedStages = { diagnosed: true, scheme: true };

describe('a stage as it stands', () => {
  test.each<[string, ImportedStage]>([
    ['', 'willing'],
    ['意愿', 'willing'],
    ['有改造意向', 'willing'],
    ['谋划', 'willing'],
    ['诊断', 'diagnosed'],
    ['有改造意愿，已诊断', 'diagnosed'],
    ['已诊断', 'diagnosed'],
    ['完成诊断', 'diagnosed'],
    ['诊断已完成', 'diagnosed'],
    ['方案', 'scheme'],
    ['方案已编制', 'scheme'],
    ['实施方案', 'scheme'],
    ['改造中', 'retrofitting'],
    ['在建', 'retrofitting'],
    ['已开工', 'retrofitting'],
    ['正在施工', 'retrofitting'],
    ['施工中', 'retrofitting'],
    ['方案已定，改造中', 'retrofitting'],
    ['未来三年计划已批，已开工', 'retrofitting'],
  ])('%s is %s', (text, stage) => {
    expect(parseStage(text, NONE)).toEqual({ stage, note: null });
    expect(parseStage(text, BOTH)).toEqual({ stage, note: null });
  });
});

test.each([
  '已验收',
  '已完工',
  '竣工',
  '完成改造',
  '已改造',
  '通过验收',
  '已奖补',
])('%s is 改造中, to be accepted with its report', (text) => {
  const read = parseStage(text, NONE);
  expect(read?.stage).toBe('retrofitting');
  expect(read?.note).toContain('节能验收报告');
});

describe('what is not reached yet is the stage before, and the reader is told', () => {
  test.each<[string, ImportedStage, ImportedStage]>([
    ['未开工', 'willing', 'scheme'],
    ['尚未开工', 'willing', 'scheme'],
    ['待开工', 'willing', 'scheme'],
    ['拟于2026年12月开工', 'willing', 'scheme'],
    ['施工准备', 'willing', 'scheme'],
    ['方案已完成，未开工', 'scheme', 'scheme'],
    ['已诊断未开工', 'diagnosed', 'scheme'],
    ['未诊断', 'willing', 'willing'],
    ['待诊断', 'willing', 'willing'],
    ['未完成诊断', 'willing', 'willing'],
    ['正在诊断', 'willing', 'willing'],
    ['计划改造', 'willing', 'scheme'],
    ['拟改造', 'willing', 'scheme'],
    ['准备改造', 'willing', 'scheme'],
    ['未改造', 'willing', 'scheme'],
    ['意愿改造', 'willing', 'scheme'],
    ['方案编制中', 'willing', 'diagnosed'],
    ['正在编制方案', 'willing', 'diagnosed'],
    ['已诊断，方案编制中', 'diagnosed', 'diagnosed'],
    ['待验收', 'retrofitting', 'retrofitting'],
    ['未验收', 'retrofitting', 'retrofitting'],
    ['准备验收', 'retrofitting', 'retrofitting'],
    ['未完工', 'retrofitting', 'retrofitting'],
    ['未开工，未验收', 'willing', 'scheme'],
  ])('%s is %s, and %s where the days before it are stated', (text, stage, dated) => {
    for (const [given, expected] of [
      [NONE, stage],
      [BOTH, dated],
    ] as const) {
      const read = parseStage(text, given);
      expect(read?.stage).toBe(expected);
      expect(read?.note).toContain(`“${text}”按`);
      expect(read?.note).not.toContain('验收报告');
    }
  });
});

test.each(['很快', '暂停', '未定'])('%s names no stage', (text) => {
  expect(parseStage(text, BOTH)).toBeNull();
});
