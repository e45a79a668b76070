import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DATA_FOLDER, installedSettings, refuseForeignFolder, settingsIn } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'tracker-settings-'));
const first = join(folder, 'first.env');
const second = join(folder, 'second.env');
writeFileSync(second, 'DATA_DIR=/srv/data\nBACKUP_DIR=/mnt/backups\n');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['PORT=3100', { PORT: '3100' }],
  ['# 备注\n\n; auch\nPORT = 3100 \r\n', { PORT: '3100' }],
  ['export PUBLIC_ORIGIN="https://a.cn"', { PUBLIC_ORIGIN: 'https://a.cn' }],
  ["BACKUP_DIR='/mnt/a b'", { BACKUP_DIR: '/mnt/a b' }],
  ['METRICS_TOKEN=abc#def=ghi$PATH', { METRICS_TOKEN: 'abc#def=ghi$PATH' }],
  ['HOST=', { HOST: '' }],
])('%j is read as %j', (text, expected) => {
  expect(settingsIn(text, 'x.env')).toEqual(expected);
});

test('a line that is no setting is named', () => {
  expect(() => settingsIn('PORT=1\nDATA_DIR /srv\n', 'x.env')).toThrow('x.env 第2行应形如 名称=值。');
});

describe('the settings of an installed release', () => {
  test('come from the environment, then from the first file there is, then from the service', () => {
    expect(installedSettings({ DATA_DIR: '/own' }, [first, second])).toEqual({ BACKUP_DIR: '/mnt/backups' });
    expect(installedSettings({}, [first, second])).toEqual({
      DATA_DIR: '/srv/data',
      BACKUP_DIR: '/mnt/backups',
    });
    expect(installedSettings({}, [first])).toEqual({ DATA_DIR: DATA_FOLDER });
    writeFileSync(first, 'PORT=3200\n');
    expect(installedSettings({}, [first, second])).toEqual({ DATA_DIR: DATA_FOLDER, PORT: '3200' });
  });

  test('a file that cannot be read is no reason to take another folder', () => {
    expect(() => installedSettings({}, [folder])).toThrow(`读不到设置文件 ${folder}`);
  });
});

test('root is refused in a folder of somebody else, and nobody else is', () => {
  const theirs = join(folder, 'theirs');
  mkdirSync(theirs);
  if (process.getuid?.() === 0) chownSync(theirs, 12_345, 12_345);
  const words = './tracker backup';
  expect(() => refuseForeignFolder(theirs, 0, words)).toThrow(`runuser -u tracker -- ${words}`);
  expect(() => refuseForeignFolder(theirs, 12_345, words)).not.toThrow();
  expect(() => refuseForeignFolder(join(folder, 'none'), 0, words)).not.toThrow();
  expect(() => refuseForeignFolder('/etc', 0, words)).not.toThrow();
});
