import { ApiError } from '../api/client.ts';

/** What a dialog says of a refused or failed attempt. */
export interface FormFailure {
  message: string;
  /** faults of fields that no control of the form shows */
  more: readonly string[];
}

/**
 * What went wrong as a whole. Faults of single fields stand beside their controls; those no control shows are printed
 * here, so that a refusal is never without words.
 * @param shown names of the fields whose controls print their own faults
 */
export function failureOf(error: unknown, shown: readonly string[]): FormFailure | null {
  if (!error) return null;
  if (!(error instanceof ApiError)) return { message: '没有保存成功，请重试。', more: [] };
  if (error.code === 'version_conflict') {
    return { message: `${error.message}本页已更新为最新数据，请核对后再保存。`, more: [] };
  }
  const faults = Object.entries(error.fields);
  if (faults.length === 0) return { message: error.message, more: [] };
  const more = [
    ...new Set(faults.filter(([name]) => !shown.includes(name)).map(([, fault]) => fault.message)),
  ];
  const message = more.length < faults.length ? '没有保存，请更正标红的内容。' : '没有保存：';
  return { message, more };
}
