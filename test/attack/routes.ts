import { at, type TestApp } from '../support/app.ts';

/** One route of the product as the OpenAPI document has it, with an address that can be asked. */
export interface ListedRoute {
  method: string;
  /** address under /api/v1, its parameters filled in */
  url: string;
  /** permission, 'signedIn' or 'public' */
  access: string;
  /** whether its body is a file */
  upload: boolean;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What stands in an address for each parameter; any other is a number. */
const PARAMETERS: Readonly<Record<string, string>> = {
  unit: '360425',
  period: '2026-10',
  column: 'greenFactoryNational',
  year: '2026',
  list: 'willing',
  policyId: 'jiujiang-2',
};

interface Operation {
  'x-access': string;
  requestBody?: { content: Record<string, unknown> };
}

/** All routes, read from the app itself: a new one is attacked without anybody thinking of it. */
export async function listedRoutes(app: TestApp): Promise<ListedRoute[]> {
  const document = await (await app.as('admin')).get('/openapi.json');
  const paths = Object.entries(at(document, 'paths') as Record<string, Record<string, Operation>>);
  return paths.flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      url: path.replace('/api/v1', '').replace(/\{([^}]+)\}/g, (_all, name) => PARAMETERS[name] ?? '1'),
      access: operation['x-access'],
      upload: 'application/octet-stream' in (operation.requestBody?.content ?? {}),
    })),
  );
}

export const isUnsafe = ({ method }: ListedRoute) => !SAFE.has(method);
