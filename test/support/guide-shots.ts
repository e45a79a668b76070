import type { Page } from 'playwright-core';

/** One picture of the guides: who looks at what, and which part of the page is cut out. */
export interface GuideShot {
  /** as in web/help/guide-*.ts */
  name: string;
  who: string;
  path: string;
  /** of the window, CSS pixels; narrow ones make words large in the guide */
  width: number;
  /** selectors of what must be in the picture */
  places: readonly string[];
  /** CSS pixels around the places */
  margin?: number;
  /** what lies below is cut off, CSS pixels */
  maxHeight?: number;
  /** steps to the state shown */
  prepare?: (page: Page) => Promise<unknown>;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

async function openVerdict(page: Page) {
  await button(page, '校验').click();
  await page.getByText('审计链完整').waitFor();
}

async function openRow(page: Page) {
  await page.getByLabel('操作', { exact: true }).selectOption('report.return');
  await page.waitForLoadState('networkidle');
  await page.locator('.ant-table-row-expand-icon').first().click();
}

async function openSource(page: Page) {
  await page.locator('main button[aria-haspopup="dialog"]').first().click();
  await page.getByRole('dialog', { name: '数据来源' }).waitFor();
}

async function chooseCountyRole(page: Page) {
  await button(page, '新建账号').click();
  await page.getByLabel('用户名').fill('wang.fang');
  await page.getByLabel('姓名或岗位').fill('王芳');
  await page.getByLabel('角色').click();
  await page.getByTitle('县区填报员').click();
  await page.getByRole('checkbox', { name: '武宁县' }).check();
  await page.getByRole('switch', { name: '武宁县可签核' }).click();
}

async function openHandOver(page: Page) {
  await button(page, '移交：county-360426').click();
  await page.getByLabel('接手人用户名').fill('li.ming');
  await page.getByLabel('接手人姓名或岗位').fill('李明');
  await page.getByLabel('移交原因').fill('岗位调整');
}

async function openTaskReport(page: Page) {
  await button(page, '报告进展').click();
  await page.getByLabel('进展情况').fill('会同市工信局督促12家企业开工改造，更换高效电机86台。');
  await page.getByRole('radio', { name: '按进度' }).check();
}

/** Opens an approved report again, so that the form can be seen with numbers in it. */
async function correct(page: Page, reason: string) {
  await button(page, '更正数据').click();
  await page.getByLabel('更正原因').fill(reason);
  await button(page, '开始更正').click();
  await page.getByRole('form', { name: '报送表' }).waitFor();
}

async function askForSignOff(page: Page) {
  await correct(page, '统计部门修订10月反馈数。');
  await page.getByRole('textbox', { name: /说明/ }).last().fill('按修订后的反馈数更正。');
  await button(page, '提交签核').click();
  await button(page, '撤回修改').waitFor();
}

/** In the order they are taken: those that change the demo come last. */
export const GUIDE_SHOTS: readonly GuideShot[] = [
  {
    name: 'county-confirm',
    who: 'county-360425',
    path: '/entry',
    width: 1040,
    places: ['main header', 'main form'],
    maxHeight: 640,
  },
  {
    name: 'county-returned',
    who: 'county-360423',
    path: '/entry',
    width: 1040,
    places: ['main header', 'main form'],
    maxHeight: 680,
  },
  {
    name: 'county-page',
    who: 'county-360402',
    path: '/counties/360402',
    width: 1040,
    places: ['main h1', 'main section'],
    maxHeight: 520,
    margin: 5,
  },
  {
    name: 'county-projects',
    who: 'county-360481',
    path: '/projects?tab=projects',
    width: 1280,
    places: ['main section'],
    maxHeight: 640,
  },
  {
    name: 'bureau-ledger',
    who: 'bureau',
    path: '/projects',
    width: 1180,
    places: ['main section'],
    maxHeight: 700,
  },
  {
    name: 'bureau-feedback',
    who: 'bureau',
    path: '/reporting?tab=feedback&period=2026-10',
    width: 1100,
    places: ['main header', 'main section'],
    maxHeight: 600,
  },
  {
    name: 'bureau-review',
    who: 'bureau',
    path: '/review?unit=360428',
    width: 1280,
    places: ['main header', '[aria-label="审核队列"]', '[aria-label$="报表"]'],
    maxHeight: 800,
  },
  {
    name: 'bureau-periods',
    who: 'bureau',
    path: '/reporting?tab=periods',
    width: 1180,
    places: ['main header', 'main section'],
    maxHeight: 600,
  },
  {
    name: 'bureau-quality',
    who: 'bureau',
    path: '/reporting?tab=quality',
    width: 1320,
    places: ['main header', 'main section'],
    maxHeight: 720,
  },
  {
    name: 'bureau-register',
    who: 'bureau',
    path: '/quotas?tab=register',
    width: 1040,
    places: ['main header', 'main section'],
    maxHeight: 480,
  },
  {
    name: 'leader-headline',
    who: 'leader',
    path: '/',
    width: 1200,
    places: ['main h1', 'main section >> nth=0', 'main section >> nth=1', 'main section >> nth=2'],
    maxHeight: 560,
    margin: 5,
  },
  {
    name: 'leader-places',
    who: 'leader',
    path: '/',
    width: 1366,
    places: [
      'main section:has(button:text("切换示意图"))',
      'div:has(> section button:text("切换示意图")) + div section',
    ],
    maxHeight: 640,
  },
  {
    name: 'leader-source',
    who: 'leader',
    path: '/',
    width: 1200,
    places: ['main section >> nth=0', 'main section >> nth=1', '[role="dialog"]'],
    prepare: openSource,
    maxHeight: 520,
  },
  {
    name: 'leader-intensity',
    who: 'leader',
    path: '/intensity',
    width: 1100,
    places: ['main section'],
    maxHeight: 640,
  },
  {
    name: 'leader-as-of',
    who: 'leader',
    path: '/?asOf=2026-06-16&revisions=open',
    width: 1100,
    places: ['main aside', 'main section'],
    maxHeight: 560,
  },
  {
    name: 'admin-accounts',
    who: 'admin',
    path: '/admin',
    width: 1100,
    places: ['main header', '.ant-table-wrapper'],
    maxHeight: 700,
  },
  {
    name: 'admin-new',
    who: 'admin',
    path: '/admin',
    width: 900,
    places: ['.ant-modal-container'],
    margin: 0,
    maxHeight: 840,
    prepare: chooseCountyRole,
  },
  {
    name: 'admin-hand-over',
    who: 'admin',
    path: '/admin',
    width: 900,
    places: ['.ant-modal-container'],
    margin: 0,
    maxHeight: 700,
    prepare: openHandOver,
  },
  {
    name: 'admin-audit',
    who: 'admin',
    path: '/admin?tab=audit&to=2026-11-20',
    width: 1240,
    places: ['main header', '.ant-table-wrapper'],
    maxHeight: 560,
  },
  {
    name: 'auditor-filter',
    who: 'auditor',
    path: '/admin?tab=audit&unit=360423',
    width: 1240,
    places: ['main header', '.ant-table-wrapper'],
    maxHeight: 560,
  },
  {
    name: 'auditor-changes',
    who: 'auditor',
    path: '/admin?tab=audit&unit=360423',
    width: 1100,
    places: ['.ant-table'],
    maxHeight: 420,
    prepare: openRow,
  },
  {
    name: 'auditor-verify',
    who: 'auditor',
    path: '/admin?tab=audit',
    width: 1240,
    places: ['main header', 'p:has-text("审计链完整")'],
    maxHeight: 420,
    prepare: openVerdict,
  },
  {
    name: 'dep-ledger',
    who: 'dept-fgw',
    path: '/tasks',
    width: 1280,
    places: ['main header', 'main section'],
    maxHeight: 640,
  },
  {
    name: 'dep-page',
    who: 'dept-fgw',
    path: '/tasks?tab=department',
    width: 1180,
    places: ['main header', 'main section'],
    maxHeight: 640,
  },
  {
    name: 'dep-report',
    who: 'dept-fgw',
    path: '/tasks?task=plan-4',
    width: 960,
    places: ['main [aria-label="进展报告"]'],
    maxHeight: 640,
    prepare: openTaskReport,
  },
  {
    name: 'county-entry',
    who: 'county-360426',
    path: '/entry?period=2026-06',
    width: 1040,
    places: ['main form'],
    maxHeight: 660,
    prepare: (page) => correct(page, '统计部门修订6月反馈数。'),
  },
  {
    name: 'county-signing',
    who: 'county-360429-2',
    path: '/entry',
    width: 1040,
    places: ['main header', 'main section'],
    maxHeight: 590,
  },
];

/** What must have happened before a picture can be taken: county-360429 asks its second person to sign off. */
export const ASK_FOR_SIGN_OFF = {
  who: 'county-360429',
  path: '/entry?period=2026-10',
  prepare: askForSignOff,
};
