import type { SessionEntry } from '../../server/accounts/schema.ts';

/** The list of sessions (登录情况) in words. All pure. */

/** '本机' for a browser on the server itself; an address otherwise; IPv4 in IPv6 clothes without them. */
export function sourceWords(source: string | null): string {
  if (source === null) return '未记录';
  const plain = source.replace(/^::ffff:/i, '');
  return plain === '::1' || plain === '127.0.0.1' ? `本机（${plain}）` : plain;
}

/** What the dialog says above its list. */
export function sessionsSentence(sessions: readonly SessionEntry[], own: boolean): string {
  const others = sessions.filter(({ current }) => !current).length;
  if (!own) return sessions.length === 0 ? '该账号目前没有登录。' : `该账号目前在${sessions.length}处登录。`;
  return others === 0
    ? '只在这里登录，没有其他登录。'
    : `除这里外，还在${others}处登录。不认识的请立即结束并修改密码。`;
}
