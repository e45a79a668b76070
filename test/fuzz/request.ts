/** One request as it goes to the app; the path begins with `/`, the body is sent as it is. */
export interface FuzzRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** In one line, to send it again by hand. */
export function describeRequest({ method, path, headers, body }: FuzzRequest): string {
  const shown =
    typeof body === 'string' ? JSON.stringify(body).slice(0, 1_500) : `${body?.length ?? 0} bytes`;
  return `${method} ${path.slice(0, 400)} ${JSON.stringify({ ...headers, cookie: undefined })} ${shown}`;
}
