import { describe, expect, test } from 'vitest';
import { POLICIES } from '../server/rules/subsidies/catalogue.ts';
import { INDICATORS } from './indicators.ts';
import { PLAN_TASKS, PROVINCE_ITEMS, PROVINCE_TASKS, TASKS } from './tasks.ts';

/** Number, clause, title and 责任单位, typed from part 二 of the plan; 各县〔市、区〕 of task 1 hold for all. */
const PRINTED: readonly [number, string, string, string[]][] = [
  [1, '二、（一）1', '加快能源消费绿色升级', ['市发改委', '市工信局', '市住建局', '国网九江供电公司']],
  [2, '二、（一）2', '严格技改项目能耗管理', ['市工信局', '市发改委', '市行政审批局']],
  [
    3,
    '二、（一）3',
    '依法依规推动落后产能退出',
    ['市工信局', '市发改委', '市生态环境局', '市应急管理局', '市市场监管局'],
  ],
  [4, '二、（一）4', '大力实施绿色低碳改造', ['市工信局', '市发改委']],
  [5, '二、（二）5', '打造绿色、零碳工厂示范标杆', ['市工信局', '市发改委']],
  [6, '二、（二）6', '打造产业链绿色低碳供应链示范标杆', ['市工信局']],
  [7, '二、（二）7', '打造绿色低碳园区示范标杆', ['市工信局', '市发改委']],
  [8, '二、（二）8', '打造能效水效“领跑者”示范标杆', ['市工信局', '市水利局', '市发改委']],
  [9, '二、（三）9', '巩固提升节能环保装备产业', ['市工信局', '市发改委', '市商务局']],
  [10, '二、（三）10', '培育壮大新兴绿色环保产业', ['市工信局', '市发改委', '市商务局', '市自然资源局']],
  [11, '二、（三）11', '抢先布局新兴固废综合利用项目', ['市商务局', '市工信局', '市发改委', '市生态环境局']],
  [12, '二、（四）12', '推进再生资源高值化循环利用', ['市工信局', '市商务局', '市发改委', '市税务局']],
  [13, '二、（四）13', '加大工业固废资源化利用', ['市生态环境局', '市工信局', '市发改委']],
  [
    14,
    '二、（四）14',
    '加强尾矿资源综合利用',
    ['市自然资源局', '市住建局', '市水利局', '市生态环境局', '市工信局'],
  ],
  [15, '二、（五）15', '大力引进培育服务商', ['市工信局', '市发改委']],
  [16, '二、（五）16', '全力搭建服务平台', ['市工信局', '市发改委', '市国资委', '市工发集团']],
  [17, '二、（五）17', '建立完善技术服务支撑体系', ['市工信局', '市科技局', '市发改委', '市市场监管局']],
  [18, '二、（五）18', '推广绿色低碳诊断服务', ['市发改委', '市工信局']],
  [19, '二、（六）19', '推动数字赋能制造业绿色发展', ['市工信局', '市发改委']],
  [20, '二、（六）20', '推动科技赋能制造业绿色发展', ['市科技局', '市工信局', '市发改委']],
  [
    21,
    '二、（六）21',
    '推动绿色消费需求和绿色产品供给融合',
    ['市商务局', '市工信局', '市市场监管局', '市财政局', '市机关事务管理局'],
  ],
];

/** Targets that stand in the text of a task, with their printed figures. */
const TARGETS: Readonly<Record<number, string[]>> = {
  3: ['chemicalParks 6'],
  4: ['retrofitCoverage 100', 'efficientMotors 25'],
  6: ['supplyChainPerKeyChain 1'],
  7: [
    'greenParkNationalGain 4',
    'greenParkNationalTotal 6',
    'greenParkProvincialGain 3',
    'greenParkProvincialCoverage 100',
  ],
  8: ['efficiencyLeaders 5'],
  15: ['serviceProviders 10–20'],
  17: ['researchInstitutes 1–2'],
};

/** Targets of part 一 that a task serves. */
const BELONGING: Readonly<Record<number, string[]>> = {
  5: ['greenFactoryNationalGain', 'greenFactoryProvincialGain'],
  9: ['circularRevenue', 'greenRevenueGrowth'],
  10: ['circularRevenue', 'greenRevenueGrowth'],
  11: ['circularRevenue', 'greenRevenueGrowth'],
};

/** Measure the plan as a whole, so no single task. */
const OF_THE_WHOLE_PLAN = ['energyIntensity', 'carbonIntensity', 'waterIntensity', 'benchmarkDoubling'];

const figureOf = (id: string) => {
  const found = INDICATORS.find((one) => one.id === id);
  if (!found) throw new Error(`no indicator ${id}`);
  return `${id} ${found.target}${found.targetUpper === null ? '' : `–${found.targetUpper}`}`;
};

describe('the 21 tasks of the plan', () => {
  test.each(
    PRINTED,
  )('task %i (%s) %s: the departments as printed, and the counties', (number, clause, title, departments) => {
    const task = PLAN_TASKS[number - 1];
    expect(task).toMatchObject({ id: `plan-${number}`, number: String(number), clause, title });
    expect(task?.departments).toEqual([...departments, '各县（市、区）']);
  });

  test('are complete, in six campaigns of 4, 4, 3, 3, 4 and 3', () => {
    expect(PLAN_TASKS).toHaveLength(21);
    const names = [...new Set(PLAN_TASKS.map(({ campaign }) => campaign))];
    const sizeOf = (name: string) => PLAN_TASKS.filter(({ campaign }) => campaign === name).length;
    expect(names.map((name) => [name, sizeOf(name)])).toEqual([
      ['传统优势产业绿色化改造攻坚行动', 4],
      ['示范标杆打造攻坚行动', 4],
      ['绿色低碳产业发展攻坚行动', 3],
      ['资源循环利用水平提升攻坚行动', 3],
      ['绿色低碳服务能力提升攻坚行动', 4],
      ['绿色融合新业态攻坚行动', 3],
    ]);
  });

  test('carry every figure printed in their text, and no other', () => {
    for (const task of PLAN_TASKS) {
      expect([task.number, task.printed.map(figureOf)]).toEqual([
        task.number,
        TARGETS[Number(task.number)] ?? [],
      ]);
      expect([task.number, task.belonging]).toEqual([task.number, BELONGING[Number(task.number)] ?? []]);
    }
  });

  test('an indicator said to be printed in a task cites that task', () => {
    for (const task of PLAN_TASKS) {
      for (const id of task.printed) {
        expect(INDICATORS.find((one) => one.id === id)?.clause).toContain(task.clause);
      }
      for (const id of task.belonging) {
        expect(INDICATORS.find((one) => one.id === id)?.clause).not.toContain(task.clause);
      }
    }
  });

  test('leave out only the indicators of the plan as a whole', () => {
    const linked = new Set(PLAN_TASKS.flatMap(({ printed, belonging }) => [...printed, ...belonging]));
    expect(INDICATORS.map(({ id }) => id).filter((id) => !linked.has(id))).toEqual(OF_THE_WHOLE_PLAN);
  });
});

/** Items of part 二, typed from the document: number, title, whether the text gives cities or places a part. */
const ITEMS: readonly [string, string, boolean][] = [
  ['（一）', '优化集群空间布局', true],
  ['（二）', '推进集群重点项目建设', false],
  ['（三）', '打造优质企业矩阵', false],
  ['（四）', '筑强集群承载平台', false],
  ['（五）', '实施集群分类培育建设', true],
  ['（六）', '加快培育壮大先进制造业集群', true],
  ['（七）', '提升协同创新能力', false],
  ['（八）', '深入推进数字化转型', false],
  ['（九）', '加快绿色低碳发展', false],
  ['（十）', '培育特色集群品牌', false],
  ['（十一）', '加强生产性服务业供给', false],
  ['（十二）', '促进专业人才集聚', false],
  ['（十三）', '增强金融服务质效', true],
  ['（十四）', '提升专业化治理水平', false],
  ['（十五）', '构建集群发展支撑机制', false],
];

describe('the 15 items of the province’s plan', () => {
  test('are all accounted for, with or without a part for the city, each with its reason', () => {
    expect(PROVINCE_ITEMS.map(({ number, title, cityPart }) => [number, title, cityPart !== null])).toEqual(
      ITEMS,
    );
    for (const { note } of PROVINCE_ITEMS) expect(note).toMatch(/原文/);
  });

  test('become tasks where the city has a part, with the province’s departments and none of the city’s', () => {
    expect(PROVINCE_TASKS.map(({ id, number, departments }) => [id, number, departments])).toEqual([
      ['province-1', '（一）', ['省工业和信息化厅']],
      ['province-5', '（五）', ['省工业和信息化厅']],
      ['province-6', '（六）', ['省工业和信息化厅']],
      [
        'province-13',
        '（十三）',
        [
          '省国资委',
          '省地方金融管理局',
          '江西金融监管局',
          '江西证监局',
          '中国人民银行江西省分行',
          '省工业和信息化厅',
        ],
      ],
    ]);
    for (const { summary } of PROVINCE_TASKS) expect(summary).toContain('列入依据');
  });

  test('are measured by what the province sets for each city, printed in the item itself', () => {
    const targets = POLICIES.filter(({ level }) => level === 'province').flatMap(({ title, clauses }) =>
      clauses.flatMap(({ cite, targets }) =>
        targets.map(({ id, value, valueTo, unit }) => ({
          id,
          said: `${value}–${valueTo} ${unit}`,
          cite,
          title,
        })),
      ),
    );
    const linked = PROVINCE_TASKS.flatMap(({ id, document, clause, printed, belonging }) =>
      [...printed, ...belonging].map((one) => {
        const found = targets.find((target) => target.id === one);
        expect([one, found?.title, found && `二、${found.cite.slice(1)}`]).toEqual([one, document, clause]);
        return [id, one, found?.said];
      }),
    );
    expect(linked).toEqual([
      ['province-5', 'jiangxi-city-clusters-100bn', '1–2 个'],
      ['province-6', 'jiangxi-city-advanced-clusters', '1–2 个'],
    ]);
    // the targets of the whole province measure no task of the city
    expect(targets.filter(({ id }) => id.startsWith('jiangxi-city-'))).toHaveLength(2);
  });

  test.each([
    ['plan-4', ['力争', '在役', '25%以上']],
    ['plan-6', ['力争', '1家以上']],
    ['plan-7', ['力争']],
    ['plan-8', ['力争', '5个以上']],
    ['province-1', ['支持各地']],
    ['province-5', ['支持', '一批500亿元']],
  ])('the summary of %s keeps the sense of the figures: %j', (id, words) => {
    const summary = TASKS.find((task) => task.id === id)?.summary ?? '';
    for (const word of words) expect(summary).toContain(word);
  });
});

test('every task of the ledger has an id, a title and a summary of its own', () => {
  expect(TASKS).toHaveLength(25);
  for (const key of ['id', 'title', 'summary'] as const) {
    expect(new Set(TASKS.map((task) => task[key])).size).toBe(25);
  }
  for (const { summary, title } of TASKS) expect(summary.length).toBeGreaterThan(title.length);
});
