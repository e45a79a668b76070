import { ApiError } from '../api/client.ts';

/** A refusal in words: at the fields it names, else as a whole. */
export interface Problems {
  fields: Readonly<Record<string, string>>;
  /** shown at the foot of the dialog; '' where every fault stands at its field */
  message: string;
}

export const NO_PROBLEMS: Problems = { fields: {}, message: '' };

/** What the server refused, for the fields a dialog shows; faults of other fields go to its foot, so that none is silent. */
export function problemsOf(error: unknown, shown: readonly string[]): Problems {
  if (!(error instanceof ApiError)) return { fields: {}, message: '操作未成功，请重试。' };
  if (error.code === 'version_conflict')
    return { fields: {}, message: '该内容刚被他人修改，请关闭后按最新情况重新操作。' };
  const entries = Object.entries(error.fields);
  const fields = Object.fromEntries(
    entries.filter(([name]) => shown.includes(name)).map(([name, { message }]) => [name, message]),
  );
  const rest = entries.filter(([name]) => !shown.includes(name)).map(([, { message }]) => message);
  if (entries.length === 0) return { fields: {}, message: error.message };
  return { fields, message: rest.join('') };
}
