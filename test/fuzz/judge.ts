import { errorSchema } from '../../server/http/schemas.ts';

/** What no reply may say: how the server is made, or where it stands. Nothing that the fuzzer sends contains it. */
const INSIDES =
  /SQLITE|node_modules|at file:|node:internal|better-sqlite3|drizzle|ZodError|(?:Type|Range|Syntax|Reference)Error|\n\s+at |\.ts:\d|UNIQUE constraint|FOREIGN KEY|SELECT .{1,80} FROM |INSERT INTO /;

/** What is wrong with a reply to a hostile request; null where nothing is. */
export function faultOf(reply: Response, text: string, secrets: readonly string[]): string | null {
  if (reply.status >= 500) return `status ${reply.status}`;
  const inside = INSIDES.exec(text)?.[0] ?? secrets.find((secret) => text.includes(secret));
  if (inside !== undefined) return `the reply says “${inside}”`;
  const type = reply.headers.get('content-type') ?? '';
  if (reply.status < 400) {
    if (type.includes('json')) JSON.parse(text);
    return null;
  }
  if (text === '') return 'an error without words';
  if (!type.includes('json')) return `an error of type ${type}`;
  const { success, data } = errorSchema.strict().safeParse(JSON.parse(text));
  if (!success) return `not the error shape: ${text.slice(0, 200)}`;
  if (!/^[a-z][a-z0-9_]*$/.test(data.error.code)) return `code ${data.error.code}`;
  if (!/[\u4e00-\u9fff]/.test(data.error.message)) return `message ${data.error.message}`;
  if (data.error.requestId !== reply.headers.get('x-request-id'))
    return 'another request id than in the header';
  return null;
}
