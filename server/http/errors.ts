import type { ErrorReply } from './schemas.ts';

export type FieldErrors = Record<string, { code: string; message: string }>;

/**
 * A refused request. `code` is stable English for programs, `message` Chinese for people.
 * Thrown inside a write, it rolls the whole transaction back.
 */
export class AppError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldErrors | undefined;
  readonly details: unknown;
  constructor(
    status: number,
    code: string,
    message: string,
    more: { fields?: FieldErrors; details?: unknown } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = more.fields;
    this.details = more.details;
  }
}

/** 401: nobody is signed in, or the session has ended. */
export const notSignedIn = () => new AppError(401, 'not_signed_in', '尚未登录或登录已过期，请重新登录。');

/** 403: signed in, but not entitled. */
export const forbidden = () => new AppError(403, 'forbidden', '您没有执行此操作的权限。');

/** 404. `what` is the Chinese name of the thing. */
export const notFound = (what: string) => new AppError(404, 'not_found', `${what}不存在。`);

/** 409: the edit was made on an old version. `details` carries both versions so that nothing is lost. */
export const versionConflict = (details: unknown) =>
  new AppError(409, 'version_conflict', '内容已被他人更新，请核对两个版本后再保存。', { details });

/** 422: well-formed, but a field cannot be accepted. */
export const invalidFields = (fields: FieldErrors) =>
  new AppError(422, 'invalid_fields', Object.values(fields)[0]?.message ?? '填写内容有误。', { fields });

/** The body of the one error shape. */
export function errorBody(error: AppError, requestId: string): ErrorReply {
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(error.fields ? { fields: error.fields } : {}),
      ...(error.details === undefined ? {} : { details: error.details }),
      requestId,
    },
  };
}
