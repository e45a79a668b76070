import { describe, expect, test } from 'vitest';
import { type HeadlineInput, headline } from './headline.ts';

const INPUT: HeadlineInput = {
  actualPct: '-3.6',
  targetPct: '-4',
  lamp: 'yellow',
  unitCount: 14,
  lampCounts: { green: 9, yellow: 2, red: 2 },
  notReported: ['永修县'],
};

const UNITS = '14个单位中9个达到进度，2个二级预警，2个一级预警，永修县未报送。';

describe('the headline of the overview', () => {
  test.each<[string, Partial<HeadlineInput>, string]>([
    ['short of the target', {}, `全市单位工业增加值能耗同比下降3.6%，距年度目标还差0.4个百分点；${UNITS}`],
    [
      'short of it when the year is over',
      { yearEnd: true },
      `全市单位工业增加值能耗同比下降3.6%，未完成年度目标，差0.4个百分点；${UNITS}`,
    ],
    [
      'beyond it',
      { actualPct: '-4.2', lamp: 'green' },
      `全市单位工业增加值能耗同比下降4.2%，超过年度目标0.2个百分点；${UNITS}`,
    ],
    [
      'exactly on it',
      { actualPct: '-4.0', lamp: 'green' },
      `全市单位工业增加值能耗同比下降4.0%，达到年度目标；${UNITS}`,
    ],
    [
      'a rise',
      { actualPct: '0.5', lamp: 'red' },
      `全市单位工业增加值能耗同比上升0.5%，距年度目标还差4.5个百分点；${UNITS}`,
    ],
    [
      'no change',
      { actualPct: '0', lamp: 'red' },
      `全市单位工业增加值能耗同比持平，距年度目标还差4.0个百分点；${UNITS}`,
    ],
    [
      'computed figures have two decimals',
      { actualPct: '-3.6288' },
      `全市单位工业增加值能耗同比下降3.63%，距年度目标还差0.37个百分点；${UNITS}`,
    ],
    [
      'a hair short is not on target',
      { actualPct: '-3.999' },
      `全市单位工业增加值能耗同比下降4.00%，距年度目标还差不足0.01个百分点；${UNITS}`,
    ],
    [
      'submitted only',
      { provisional: true },
      `全市单位工业增加值能耗同比下降3.6%（待审核），距年度目标还差0.4个百分点；${UNITS}`,
    ],
    ['no figure of the city', { actualPct: null, lamp: 'none' }, `全市数据未报送；${UNITS}`],
    ['no target', { targetPct: null, lamp: 'none' }, `全市单位工业增加值能耗同比下降3.6%；${UNITS}`],
  ])('%s', (_name, change, text) => {
    expect(headline({ ...INPUT, ...change }).text).toBe(text);
  });

  test.each<[string, Partial<HeadlineInput>, string]>([
    ['three names', { notReported: ['永修县', '德安县', '都昌县'] }, '永修县、德安县、都昌县未报送。'],
    ['five are counted', { notReported: ['甲', '乙', '丙', '丁', '戊'] }, '5个单位未报送。'],
    ['everybody reported', { notReported: [] }, '2个一级预警。'],
    [
      'the red ones by name where they are few',
      { notReported: [], redNames: ['庐山市', '德安县'] },
      '2个一级预警（庐山市、德安县）。',
    ],
    [
      'three are still named',
      { notReported: [], lampCounts: { green: 11, yellow: 0, red: 3 }, redNames: ['甲', '乙', '丙'] },
      '11个达到进度，3个一级预警（甲、乙、丙）。',
    ],
    [
      'four are counted',
      { notReported: [], lampCounts: { green: 10, yellow: 0, red: 4 }, redNames: ['甲', '乙', '丙', '丁'] },
      '10个达到进度，4个一级预警。',
    ],
    [
      'a red one on a figure not yet approved',
      {
        notReported: [],
        lampCounts: { green: 13, yellow: 0, red: 1 },
        provisionalCounts: { green: 0, yellow: 0, red: 1 },
        redNames: ['庐山市'],
      },
      '13个达到进度，1个（含1个待审核）一级预警（庐山市）。',
    ],
    [
      'one unit alone, on course',
      { unitCount: 1, lampCounts: { green: 1, yellow: 0, red: 0 }, notReported: [] },
      '；1个单位达到进度。',
    ],
    [
      'one unit alone, red',
      { unitCount: 1, lampCounts: { green: 0, yellow: 0, red: 1 }, notReported: [], redNames: ['庐山市'] },
      '；1个单位中尚无单位达到进度，1个一级预警（庐山市）。',
    ],
    [
      'one unit alone, not reported',
      { unitCount: 1, lampCounts: { green: 0, yellow: 0, red: 0 }, notReported: ['永修县'] },
      '；1个单位未报送。',
    ],
    [
      'all green',
      { notReported: [], lampCounts: { green: 14, yellow: 0, red: 0 } },
      '；14个单位全部达到进度。',
    ],
    [
      'a unit on course on a figure not yet approved is said, not counted silently',
      { notReported: [], provisionalCounts: { green: 1, yellow: 0, red: 0 } },
      '；14个单位中9个（含1个待审核）达到进度，2个二级预警，2个一级预警。',
    ],
    [
      'all green, one of them not yet approved',
      {
        notReported: [],
        lampCounts: { green: 14, yellow: 0, red: 0 },
        provisionalCounts: { green: 1, yellow: 0, red: 0 },
      },
      '；14个单位中14个（含1个待审核）达到进度。',
    ],
    [
      'none green',
      { lampCounts: { green: 0, yellow: 13, red: 0 } },
      '；14个单位中尚无单位达到进度，13个二级预警，永修县未报送。',
    ],
    [
      'nobody reported',
      { lampCounts: { green: 0, yellow: 0, red: 0 }, notReported: Array(14).fill('县') },
      '；14个单位均未报送。',
    ],
    ['waiting for approval', { awaitingApproval: ['都昌县'] }, '2个一级预警，都昌县待审核，永修县未报送。'],
    [
      'not disclosed to this reader',
      { lampCounts: { green: 1, yellow: 0, red: 0 }, notReported: [], undisclosed: 13 },
      '；14个单位中1个达到进度，13个单位数据未公布。',
    ],
    [
      'nothing disclosed',
      { lampCounts: { green: 0, yellow: 0, red: 0 }, notReported: [], undisclosed: 14 },
      '；14个单位数据均未公布。',
    ],
  ])('%s', (_name, change, ending) => {
    expect(headline({ ...INPUT, ...change }).text.endsWith(ending)).toBe(true);
  });

  test('the parts make the text, and only the figures have a tone', () => {
    const { text, parts } = headline(INPUT);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.filter((part) => part.tone !== 'plain')).toEqual([
      { text: '3.6%', tone: 'good' },
      { text: '0.4个百分点', tone: 'warn' },
    ]);
  });

  test('a red gap and a rise are bad', () => {
    const { parts } = headline({ ...INPUT, actualPct: '0.5', lamp: 'red' });
    expect(parts.filter((part) => part.tone === 'bad').map((part) => part.text)).toEqual([
      '0.5%',
      '4.5个百分点',
    ]);
  });
});
