import { wellFormed } from '../../db/well-formed.ts';
import { Bodies, type Definitions, type Operation, type Parameter } from './documented.ts';
import { oddText, oddValue, spoil } from './hostile.ts';
import type { Known, Row } from './known.ts';
import { plausible, type Setting } from './plausible.ts';
import type { Random } from './random.ts';
import type { FuzzRequest } from './request.ts';

const ODD_IDS = [
  '0',
  '-1',
  '1.5',
  '999999',
  '9007199254740993',
  '1e3',
  'NaN',
  ' ',
  '%00',
  'JKQ',
  '360499',
  '2026-01',
];

/** Beginnings of the files that are taken, and of some that are not. */
const FILES = [
  '%PDF-1.7\n',
  '\x89PNG\r\n\x1a\n',
  '\xff\xd8\xff',
  'PK\x03\x04[Content_Types].xmlword/document.xml',
  'PK',
  '',
];

function uploadOf(random: Random): Uint8Array<ArrayBuffer> {
  const head = Buffer.from(random.pick(FILES), 'latin1');
  return new Uint8Array(Buffer.concat([head, random.bytes(random.pick([0, 1, 20, 300, 5_000]))]));
}

/** How right a request is: as documented, with something wrong, or nothing right. */
type Care = 'valid' | 'spoiled' | 'odd';

export interface Asking {
  random: Random;
  known: Known;
  ownUnits: readonly string[];
  /** what the person sees of the thing before changing it */
  look: (path: string) => Promise<Row | null>;
}

const encode = (text: unknown) => encodeURIComponent(wellFormed(String(text)));

/** A value of a path: of the row it is about, of what its name says, or one that does not exist. */
function inPath({ name }: Parameter, setting: Setting, care: Care): string {
  const { random, row } = setting;
  if (care === 'odd' && random.chance(0.5)) return random.pick(ODD_IDS);
  const ofRow = row[name] ?? row[`${name}Code`] ?? row.beneficiaryId ?? row.rowid;
  const named = /^(id|fileId|session)$/.test(name) ? ofRow : (row[name] ?? row[`${name}Code`]);
  return encode(named ?? plausible(name, setting) ?? '1');
}

/** The path without its query; a file's own row also names the thing it belongs to. */
function pathOf(operation: Operation, setting: Setting, care: Care): string {
  const { row } = setting;
  const owner = row.certificateId ?? row.caseId ?? row.projectId ?? row.reportId ?? row.taskId;
  return operation.template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'fileId') return encode(row.id ?? 1);
    const ofFile = operation.template.includes('{fileId}') || operation.template.includes('/goals');
    const subject = ofFile ? { ...row, id: owner ?? 1 } : { ...row };
    if (name === 'id' && 'indicatorId' in row && !ofFile) subject.id = row.indicatorId;
    const parameter: Parameter = { name, in: 'path', schema: {} };
    return inPath(parameter, { ...setting, row: subject }, care);
  });
}

function queryOf(operation: Operation, setting: Setting, definitions: Definitions, care: Care): string {
  const { random } = setting;
  const bodies = new Bodies(definitions, { ...setting, row: {} });
  const pairs = operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .filter((parameter) => (parameter.required && care !== 'odd') || random.chance(0.5))
    .map(({ name, schema }) => {
      const odd = care !== 'valid' && random.chance(0.5);
      return `${name}=${encode(odd ? oddText(random).slice(0, 300) : bodies.make(schema, name))}`;
    });
  if (care === 'odd') pairs.push(`${encode(oddText(random).slice(0, 50))}=${random.below(9)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** What can be seen of a thing where it is changed: itself, or the thing a step is taken on. */
function seenAt({ method, template }: Operation, path: string): string | null {
  if (method === 'GET' || !/\{id\}|collection|settings|\{period\}/.test(template)) return null;
  if (template === '/task-settings') return '/tasks';
  return path.replace(/\/(steps|cases|offers|files|goals|departments|units|hand-over)$/, '');
}

const carefulness = (random: Random): Care => {
  const at = random.next();
  return at < 0.7 ? 'valid' : at < 0.92 ? 'spoiled' : 'odd';
};

function bodyOf(operation: Operation, setting: Setting, definitions: Definitions, care: Care): unknown {
  const { random, row } = setting;
  const made = new Bodies(definitions, setting).make(operation.body ?? {});
  const open = row.steps;
  if (
    operation.template.endsWith('/steps') &&
    Array.isArray(open) &&
    open.length > 0 &&
    random.chance(0.85)
  ) {
    (made as Record<string, unknown>).step = random.pick(open);
  }
  if (care === 'valid') return made;
  return care === 'odd' && random.chance(0.4) ? oddValue(random) : spoil(random, made);
}

/** A request as the document describes it, right or nearly so, about things that exist. */
export async function requestOf(
  operation: Operation,
  definitions: Definitions,
  { random, known, ownUnits, look }: Asking,
): Promise<FuzzRequest> {
  const care = carefulness(random);
  const row = known.rowOf(operation.template, ownUnits) ?? {};
  const setting: Setting = { random, known, ownUnits, row };
  const path = pathOf(operation, setting, care);
  const place = seenAt(operation, path);
  if (place !== null && random.chance(0.6)) setting.row = { ...row, ...(await look(place)) };
  const request: FuzzRequest = {
    method: operation.method,
    path: `/api/v1${path}${queryOf(operation, setting, definitions, care)}`,
    headers: {},
    body: null,
  };
  if (operation.bodyType === 'application/octet-stream') {
    return { ...request, headers: { 'content-type': operation.bodyType }, body: uploadOf(random) };
  }
  if (operation.body === null) return request;
  const body = JSON.stringify(bodyOf(operation, setting, definitions, care)) ?? 'null';
  return { ...request, headers: { 'content-type': 'application/json' }, body };
}
