import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isPolicyId, POLICIES } from '../rules/subsidies/catalogue.ts';
import { evaluate } from '../rules/subsidies/evaluate.ts';
import { isDate, parseFacts } from '../rules/subsidies/facts.ts';
import { resolve } from '../rules/subsidies/resolve.ts';
import { trace } from '../rules/subsidies/trace.ts';

const USAGE =
  '用法：npm run rules -- --facts facts.json --date 2026-03-01 [--as-if nanchang,changjiang] [--all] [--json]';

/** What the command line cannot use; `message` is Chinese. */
class UsageError extends Error {}

/**
 * `npm run rules`: evaluates a file of facts and prints a readable Chinese trace; `--as-if` adds comparisons with
 * documents not in force here, `--all` the awards no fact speaks for, `--json` prints the result as data.
 */
export async function rules(): Promise<void> {
  try {
    process.stdout.write(`${report(process.argv.slice(2))}\n`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** @throws UsageError */
function report(args: readonly string[]): string {
  const options = readOptions(args);
  const asIf = options.asIf.map((id) => {
    if (isPolicyId(id)) return id;
    throw new UsageError(`没有文件“${id}”，可用：${POLICIES.map((policy) => policy.id).join('、')}`);
  });
  if (!isDate(options.date))
    throw new UsageError(`--date 应为日期，形如 2026-03-01，现为“${options.date}”。`);
  const { facts, errors } = parseFacts(readJson(options.facts));
  if (errors.length > 0) {
    throw new UsageError(errors.map(({ name, message }) => `${name}：${message}`).join('\n'));
  }
  const results = evaluate(facts, options.date, { asIf });
  const resolved = resolve(results, { received: facts.received ?? [] });
  if (options.json) return JSON.stringify({ awards: results, resolved }, null, 2);
  return trace({ facts, date: options.date, results, resolved, all: options.all });
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      // run.mjs passes its own command name first
      args: args.filter((arg, index) => index > 0 || arg !== 'rules'),
      options: {
        facts: { type: 'string' },
        date: { type: 'string' },
        'as-if': { type: 'string' },
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    if (values.facts === undefined || values.date === undefined) throw new UsageError(USAGE);
    const asIf = (values['as-if'] ?? '').split(',').filter((id) => id !== '');
    return { facts: values.facts, date: values.date, asIf, all: values.all, json: values.json };
  } catch {
    throw new UsageError(USAGE);
  }
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`读不到事实文件：${path}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`事实文件不是有效的 JSON：${path}`);
  }
}
