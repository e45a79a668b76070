import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'rules-'));
const facts = join(folder, 'facts.json');
const module = new URL('./rules.ts', import.meta.url).href;

function run(...args: string[]) {
  const script = `const { rules } = await import(${JSON.stringify(module)}); await rules();`;
  const options = ['--input-type=module', '--eval', script, '--', 'rules', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

beforeAll(() => {
  writeFileSync(
    facts,
    JSON.stringify({ applicant: 'enterprise', unit: 'JKQ', greenFactoryLevel: 'national' }),
  );
  writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ unit: '110000', 别的: 1 }));
  writeFileSync(join(folder, 'broken.json'), '{');
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run rules', () => {
  test('prints a readable trace', () => {
    const { status, stdout, stderr } = run('--facts', facts, '--date', '2026-03-01');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('[符合] 措施三 绿色工厂【免申即享】：20万元（定额）');
  });

  test('prints the same as data', () => {
    const { stdout } = run('--facts', facts, '--date', '2026-03-01', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ resolved: { totalFen: 20_000_000 } });
  });

  const refused: [string, string[], string][] = [
    ['no arguments', [], '用法：npm run rules'],
    ['an unknown option', ['--facts', facts, '--date', '2026-03-01', '--x'], '用法：npm run rules'],
    ['a day that does not exist', ['--facts', facts, '--date', '2026-02-30'], '--date 应为日期'],
    ['no such file', ['--facts', join(folder, 'none.json'), '--date', '2026-03-01'], '读不到事实文件'],
    ['no JSON', ['--facts', join(folder, 'broken.json'), '--date', '2026-03-01'], '不是有效的 JSON'],
    [
      'unknown facts',
      ['--facts', join(folder, 'wrong.json'), '--date', '2026-03-01'],
      '没有名为“别的”的事实',
    ],
    ['no such document', ['--facts', facts, '--date', '2026-03-01', '--as-if', 'x'], '没有文件“x”'],
  ];
  test.each(refused)('%s is refused in one sentence, without a stack', (_description, args, message) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
});
