import type { ErrorReply } from '../../server/http/schemas.ts';

/** A refused or failed request. `code` is stable; `message` is Chinese and ready to show. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, { code: string; message: string }>;
  readonly details: unknown;
  constructor(status: number, error: Omit<ErrorReply['error'], 'requestId'>) {
    super(error.message);
    this.status = status;
    this.code = error.code;
    this.fields = error.fields ?? {};
    this.details = error.details;
  }
}

/** The request never reached the server or no answer came back: what was typed is still here. */
export const OFFLINE_CODE = 'offline';

async function errorOf(response: Response): Promise<ApiError> {
  try {
    const body = (await response.json()) as ErrorReply;
    return new ApiError(response.status, body.error);
  } catch {
    return new ApiError(response.status, {
      code: 'bad_reply',
      message: `服务器暂时无法处理（${response.status}），请稍后重试。`,
    });
  }
}

type Query = Record<string, string | number | null | undefined>;

function urlOf(path: string, query?: Query): string {
  const pairs = Object.entries(query ?? {}).filter(
    (pair): pair is [string, string | number] => pair[1] !== null && pair[1] !== undefined,
  );
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]));
  return `/api/v1${path}${pairs.length > 0 ? `?${search}` : ''}`;
}

/** One request; what is not a success is thrown as ApiError. */
async function respond(method: string, url: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const init: RequestInit = { method, credentials: 'same-origin', headers: { accept: 'application/json' } };
  if (signal) init.signal = signal;
  if (body instanceof Blob) {
    init.body = body;
    init.headers = { accept: 'application/json', 'content-type': 'application/octet-stream' };
  } else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
  }
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, {
      code: OFFLINE_CODE,
      message: '网络连接中断，已填内容保留在本机，恢复后可继续。',
    });
  }
  if (!response.ok) throw await errorOf(response);
  return response;
}

async function request<T>(method: string, url: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const response = await respond(method, url, body, signal);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** Reads a reply; `T` is the reply type of the feature's schema.ts. */
export function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return request<T>('GET', urlOf(path, query), undefined, signal);
}

/** Sends a change; `T` is the reply type of the feature's schema.ts. */
export function send<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  return request<T>(method, urlOf(path), body ?? (method === 'DELETE' ? undefined : {}));
}

/** Sends a file as it is; the server tells its kind by its content, not by its name. */
export function sendFile<T>(path: string, query: Query, file: Blob): Promise<T> {
  return request<T>('PUT', urlOf(path, query), file);
}

/** Asks for a file made from what is sent. */
export async function sendForFile(path: string, body: unknown): Promise<Blob> {
  const response = await respond('POST', urlOf(path), body);
  return response.blob();
}
