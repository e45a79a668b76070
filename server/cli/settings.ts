import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Where an installed release finds its settings: the service and every command typed beside it read the same file, so
 * that none of them works on another folder than the others.
 */

/** Where whoever installs a release puts the settings; one `NAME=value` a line. */
export const SETTINGS_FILE = '/etc/jiujiang-tracker.env';
/** Data of an installed release where no setting says otherwise. */
export const DATA_FOLDER = '/var/lib/jiujiang-tracker';

/** Settings or account cannot be used; `message` is one Chinese line. */
export class SettingsError extends Error {}

const LINE = /^(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/;

/**
 * The settings a file holds: one a line, `#` or `;` begins a remark line, a value may stand in quotes; nothing is
 * expanded. @throws SettingsError naming the line that is none of these
 */
export function settingsIn(text: string, path: string): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || /^[#;]/.test(line)) continue;
    const [, name, value = ''] = LINE.exec(line) ?? [];
    if (name === undefined) throw new SettingsError(`${path} 第${index + 1}行应形如 名称=值。`);
    settings[name] = value.replace(/^(["'])(.*)\1$/, '$2');
  }
  return settings;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new SettingsError(
      `读不到设置文件 ${path}：请以服务账号运行（runuser -u tracker -- …），并检查文件权限。`,
    );
  }
}

/**
 * The settings of a command of an installed release: what the environment says goes first, then the first of `files`
 * that exists, then the data folder of the service. @throws SettingsError
 */
export function installedSettings(
  env: Record<string, string | undefined>,
  files: readonly string[],
): Record<string, string> {
  const path = files.find((file) => existsSync(file));
  const fromFile = path === undefined ? {} : settingsIn(textOf(path), path);
  const missing = Object.entries({ DATA_DIR: DATA_FOLDER, ...fromFile });
  return Object.fromEntries(missing.filter(([name]) => env[name] === undefined));
}

/**
 * Root working in the service's folder would leave files there which the service cannot read any more.
 * @throws SettingsError
 */
export function refuseForeignFolder(dataDir: string, uid: number, called: string): void {
  const owner = statSync(dataDir, { throwIfNoEntry: false })?.uid;
  if (uid !== 0 || owner === undefined || owner === 0) return;
  throw new SettingsError(
    `数据目录 ${dataDir} 属于服务账号，以 root 运行会留下服务读不了的文件。请运行：runuser -u tracker -- ${called}`,
  );
}

/** What the launcher of a release in `folder` does before a command; `called`: the command as it was typed. */
export function useInstalledSettings(folder: string, called: string): void {
  try {
    Object.assign(process.env, installedSettings(process.env, [join(folder, 'tracker.env'), SETTINGS_FILE]));
    refuseForeignFolder(process.env.DATA_DIR ?? DATA_FOLDER, process.getuid?.() ?? 0, called);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
