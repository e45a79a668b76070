import type { Contact, Question } from './guide.ts';

/** Questions everybody asks, whatever the role. */
export const FORGOTTEN_PASSWORD: Question = {
  ask: '忘记密码，或者账号被锁定',
  answer:
    '请系统管理员重置，用新的一次性密码登录后立即改成自己的。连续输错5次会锁定15分钟，可以等，也可以请系统管理员解除。记得密码、只想更换的，点右上角自己的名字，选“修改密码”。',
};

export const SIGNED_OUT: Question = {
  ask: '用着用着要求重新登录',
  answer:
    '半小时没有操作或登录满12小时会自动退出，重新登录后回到刚才的页面。在哪些电脑上登录着，见右上角名字下的“登录情况”；不是自己的，立即结束并修改密码。',
};

export const ADMINISTRATOR: Contact = {
  matter: '账号、密码、换人、系统打不开',
  who: '系统管理员',
};

export const BUREAU: Contact = { matter: '目标、期限、审核意见、公布', who: '市工信局' };
