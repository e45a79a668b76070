import type { Setting } from './plausible.ts';
import { plausible, plausibleNumber, plausibleText } from './plausible.ts';

/** As much of JSON Schema as the API's document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  schema: Schema;
}

/** One method of one path. */
export interface Operation {
  method: string;
  /** without `/api/v1`, parameters in braces */
  template: string;
  access: string;
  parameters: Parameter[];
  bodyType: string | null;
  body: Schema | null;
}

interface Document {
  paths: Record<
    string,
    Record<
      string,
      {
        'x-access': string;
        parameters?: Parameter[];
        requestBody?: { content: Record<string, { schema: Schema }> };
      }
    >
  >;
  components: { schemas: Record<string, Schema> };
}

export type Definitions = Record<string, Schema>;

/** Every operation of the document, references left as they are. */
export function operationsOf(document: unknown): { operations: Operation[]; definitions: Definitions } {
  const { paths, components } = document as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const [bodyType, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [null, null];
      return {
        method: method.toUpperCase(),
        template: path.replace('/api/v1', ''),
        access: operation['x-access'],
        parameters: operation.parameters ?? [],
        bodyType,
        body: content?.schema ?? null,
      };
    }),
  );
  return { operations, definitions: components.schemas };
}

/** Makes bodies as the document describes them, with values of the neighbourhood where a field's name says which. */
export class Bodies {
  private readonly definitions: Definitions;
  private readonly setting: Setting;
  constructor(definitions: Definitions, setting: Setting) {
    this.definitions = definitions;
    this.setting = setting;
  }

  make(schema: Schema, name = ''): unknown {
    const { random } = this.setting;
    if (schema.$ref !== undefined) {
      return this.make(this.definitions[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name);
    }
    if (schema.const !== undefined) return schema.const;
    if (schema.properties) return this.object(schema);
    if (schema.type === 'array') return this.list(schema, name);
    const suggested = this.suggested(schema, name);
    if (suggested !== undefined) return suggested;
    if (schema.enum) return random.pick(schema.enum);
    const branches = schema.anyOf ?? schema.oneOf ?? schema.allOf?.slice(0, 1);
    if (branches) return this.make(random.pick(branches), name);
    return this.plain(schema);
  }

  private object({ properties = {}, required = [] }: Schema): Record<string, unknown> {
    const { random } = this.setting;
    const body: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(properties)) {
      if (required.includes(key) || random.chance(0.5)) body[key] = this.make(schema, key);
    }
    return body;
  }

  private list({ items = {}, minItems = 0, maxItems = 20 }: Schema, name: string): unknown[] {
    const { random } = this.setting;
    const length = Math.max(minItems, Math.min(maxItems, random.pick([0, 1, 1, 1, 2, 3, 9])));
    const made = Array.from({ length }, () => this.make(items, name));
    const isPlain = made.every((one) => typeof one !== 'object');
    return isPlain ? [...new Set(made)] : made;
  }

  /** What the row has already, or what the field's name stands for; a choice only where it is one of the choices. */
  private suggested(schema: Schema, name: string): unknown {
    const { random, row } = this.setting;
    if (random.chance(0.05)) return undefined;
    const kept = name !== 'check' && name !== 'step' && random.chance(0.6) ? row[name] : undefined;
    const value = kept ?? plausible(name, this.setting);
    if (value === undefined) return undefined;
    if (schema.enum) return schema.enum.includes(value) ? value : undefined;
    const types = [schema.type ?? []].flat();
    if (value === null) return types.includes('null') ? null : undefined;
    if (types.includes('string')) return typeof value === 'object' ? undefined : String(value);
    if (types.includes('integer') || types.includes('number')) {
      return typeof value === 'number' ? value : undefined;
    }
    if (types.includes('boolean')) return Boolean(value);
    return value;
  }

  private plain({ type = [], minimum, maximum, maxLength }: Schema): unknown {
    const { random } = this.setting;
    const kind = random.pick([type].flat());
    if (kind === 'null') return null;
    if (kind === 'boolean') return random.chance(0.5);
    if (kind === 'integer' || kind === 'number') {
      const number = plausibleNumber(this.setting) as number;
      return Math.min(Math.max(number, minimum ?? number), maximum ?? number);
    }
    if (kind === 'object') return {};
    return String(plausibleText(this.setting)).slice(0, maxLength ?? 100);
  }
}
