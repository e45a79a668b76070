import type { World } from './world.ts';

/** A JSON schema of the OpenAPI document, as far as requests need it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export interface Route {
  method: string;
  path: string;
  /** a permission, `signedIn` or `public` */
  access: string;
  /** schema of its JSON body, where it has one */
  body?: Schema | undefined;
  /** its parameters in the query */
  query: readonly Parameter[];
}

interface Operation {
  'x-access'?: string;
  requestBody?: { content: Record<string, { schema: Schema }> };
  parameters?: (Parameter & { in: string })[];
}

interface Parameter {
  name: string;
  required?: boolean;
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export const openApiOf = async ({ people }: World) =>
  (await people.admin.get('/openapi.json')).body as OpenApi;

/** Every route of the OpenAPI document, and those the app answers that are not in it. */
export async function routeTable(world: World): Promise<Route[]> {
  const { paths } = await openApiOf(world);
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      access: operation['x-access'] ?? 'none stated',
      body: operation.requestBody?.content['application/json']?.schema,
      query: (operation.parameters ?? []).filter((one) => one.in === 'query'),
    })),
  );
  const known = new Set(documented.map(({ method, path }) => `${method} ${path}`));
  const served = world.app.app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
    .map(({ method, path }) => ({ method, path: path.replace(/:(\w+)(\{.+?\})?/g, '{$1}') }));
  const others = new Map(served.map((one) => [`${one.method} ${one.path}`, one]));
  const undocumented = [...others].filter(([key]) => !known.has(key));
  return [...documented, ...undocumented.map(([, one]) => ({ ...one, access: 'signedIn', query: [] }))];
}

/** The name a route has in the rows. */
export const keyOf = ({ method, path }: Route) => `${method} ${path.replace(/^\/api\/v1/, '')}`;
