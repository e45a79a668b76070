import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from './context.ts';
import { errorSchema } from './schemas.ts';

const ERRORS: Record<string, string> = {
  '400': 'Malformed JSON, unknown field, invalid parameter',
  '401': 'Not signed in',
  '403': 'Not entitled, cross-site, or password change due',
  '404': 'No such thing',
  '409': 'Edited on an old version, or not in the right state',
  '422': 'A field cannot be accepted',
};

type Document = ReturnType<OpenAPIHono<AppEnv>['getOpenAPI31Document']>;

const documents = new WeakMap<OpenAPIHono<AppEnv>, Document>();

/** OpenAPI 3.1 of all routes, with the one error shape added to each; made once per app. */
export function openApiDocument(app: OpenAPIHono<AppEnv>): Document {
  const known = documents.get(app);
  if (known) return known;
  app.openAPIRegistry.register('Error', errorSchema);
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: '九江绿色制造目标跟踪平台', version: '1' },
  });
  const body = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path as Record<string, { responses?: Record<string, unknown> }>)) {
      if (!operation.responses) continue;
      for (const [status, description] of Object.entries(ERRORS)) {
        operation.responses[status] = { description, content: body };
      }
    }
  }
  documents.set(app, document);
  return document;
}
