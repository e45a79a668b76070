import { html } from 'hono/html';

interface Operation {
  summary?: string;
  'x-access'?: string;
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>;
}

interface Document {
  info: { title: string };
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, unknown> };
}

/** `Name` of a `$ref`, or the schema itself as JSON. */
function schemaLabel(content: Record<string, { schema?: unknown }> | undefined): string {
  const schema = content?.['application/json']?.schema;
  if (schema === undefined) return '—';
  const ref = (schema as { $ref?: string }).$ref;
  return ref ? (ref.split('/').at(-1) ?? ref) : JSON.stringify(schema);
}

function operationRow(method: string, path: string, operation: Operation) {
  const parameters = (operation.parameters ?? []).map(
    (parameter) => `${parameter.name}${parameter.required ? '' : '?'}（${parameter.in}）`,
  );
  return html`<tr>
    <td><code>${method.toUpperCase()}</code></td>
    <td><code>${path}</code><br />${operation.summary ?? ''}</td>
    <td>${operation['x-access'] ?? ''}</td>
    <td>${parameters.join('、') || '—'}</td>
    <td>${schemaLabel(operation.requestBody?.content)}</td>
    <td>${schemaLabel(operation.responses?.['200']?.content)}</td>
  </tr>`;
}

const STYLE = `body{font:14px/1.6 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1e2a27}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #e3e6e1;padding:.4rem .6rem;text-align:left;vertical-align:top}
pre{background:#fafaf7;border:1px solid #e3e6e1;padding:1rem;overflow:auto}`;

/** The OpenAPI document as a readable page: no script, no outside host. */
export function apiDocsPage(document: Document) {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationRow(method, path, operation)),
  );
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) => html`<h3 id="${name}">${name}</h3>
      <pre>${JSON.stringify(schema, null, 2)}</pre>`,
  );
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>接口说明 · ${document.info.title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <h1>接口说明</h1>
        <p>
          机器可读版本：<a href="/api/v1/openapi.json">/api/v1/openapi.json</a>（OpenAPI
          3.1）。出错时一律返回 Error 结构。
        </p>
        <table>
          <thead>
            <tr>
              <th>方法</th>
              <th>路径</th>
              <th>权限</th>
              <th>参数</th>
              <th>请求体</th>
              <th>返回</th>
            </tr>
          </thead>
          <tbody>
            ${operations}
          </tbody>
        </table>
        <h2>数据结构</h2>
        ${schemas}
      </body>
    </html>`;
}
