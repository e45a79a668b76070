import { ADMINISTRATOR, FORGOTTEN_PASSWORD, SIGNED_OUT } from './common-questions.ts';
import type { Guide } from './guide.ts';

/** 审计员: who changed what, and whether the log is whole. */
export const AUDITOR_GUIDE: Guide = {
  role: 'auditor',
  title: '查清谁在什么时候改了什么，并证明记录没有被动过。',
  lead: '登录后就是“审计日志”。只读，不能改也不能删；日志只增不改，管理员也改不了。',
  steps: [
    {
      title: '按人、单位、时间、对象筛选',
      lines: [
        '在上方选人员、单位、起止日期、对象和操作，可以同时选；条件写在网址里，可以收藏或转发。',
        '点一条记录的对象名，只看它从头到尾的变化；“清除筛选”回到全部。',
        '默认显示最近的，点“更早的记录”继续往前。',
      ],
      picture: {
        name: 'auditor-filter',
        alt: '审计日志：筛选条件，以及按条件列出的时间、人员、操作、对象和变化',
      },
    },
    {
      title: '看改前改后',
      lines: [
        '点行首的展开，逐项列出“原来”和“现在”。',
        '报表的每一稿、审核、退回、公布，账号的新建、移交、重置，名单和资金的每一步，都有记录。',
      ],
      picture: {
        name: 'auditor-changes',
        alt: '展开的一条记录：项目、原来、现在三列，下方是记录编号',
      },
    },
    {
      title: '校验和留存',
      lines: [
        '按“校验”：系统从第一条起逐条核对，写明“审计链完整”、共多少条和最新一条的摘要；把摘要抄下来，下次可以对照。',
        '按“导出”把筛选结果存成 Excel 或文本表格，附在审计底稿里。',
      ],
      picture: {
        name: 'auditor-verify',
        alt: '校验结果：审计链完整，共多少条，最新一条的摘要',
      },
    },
  ],
  questions: [
    {
      ask: '校验说“审计链不完整”怎么办',
      answer:
        '页面会指出第一条不对的记录，说明是被改、被删还是末尾被截。请保留现场，通知系统管理员停止服务，从备份核对并查明原因。',
    },
    {
      ask: '为什么打不开总览和填报页',
      answer: '审计员只看审计日志，不看业务页面，这是权限分工。需要核对业务数据的，请市工信局提供。',
    },
    {
      ask: '人员的名字和当时不一样',
      answer: '日志记的是账号的用户名，显示的是现在的姓名或岗位；移交前后的经办人以用户名为准。',
    },
    FORGOTTEN_PASSWORD,
    SIGNED_OUT,
  ],
  contacts: [{ matter: '业务数据、审核意见的由来', who: '市工信局' }, ADMINISTRATOR],
};
