import { isAbsolute, join, resolve } from 'node:path';
import { LOG_LEVELS, type LogLevel } from './log.ts';

/** Settings of the server, read once at start. Each is documented in the README. */
export interface Environment {
  /** `PORT`, 1–65535; 0 lets the system choose (tests) */
  port: number;
  /** `HOST`, address to listen on */
  host: string;
  /** `DATA_DIR`, absolute */
  dataDir: string;
  /** `PUBLIC_ORIGIN`, e.g. `https://gm.jiujiang.gov.cn`, when a reverse proxy with TLS stands in front */
  publicOrigin: string | null;
  /** `DEMO_DATE`: business date of the demo, `YYYY-MM-DD`; null = the day it was made for */
  demoDate: string | null;
  /** `DEMO_KEEP=1`: the demo keeps its data folder instead of recreating it */
  demoKeep: boolean;
  /** `LOG_LEVEL`; `info` writes a line a request */
  logLevel: LogLevel;
  /** `METRICS_TOKEN`: who sends it may read `/metrics`; null = nobody */
  metricsToken: string | null;
  /** `BACKUP_DIR`, absolute; by default `backups` in the data folder, better on another disk */
  backupDir: string;
  /** `BACKUP_AT`: time of the nightly backup in Shanghai, `HH:mm`; null (`off`) = none */
  backupAt: string | null;
  /** `BACKUP_KEEP`: days a backup is kept; the first of a month stays a year */
  backupKeep: number;
}

/** A setting cannot be used; `message` is one Chinese line. */
export class EnvironmentError extends Error {}

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return 3000;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new EnvironmentError(`PORT 应为 0–65535 的整数，当前为“${text}”。`);
  }
  return port;
}

function originOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  const wellFormed = /^https?:\/\/[^/]+$/.test(text) && URL.canParse(text);
  if (!wellFormed)
    throw new EnvironmentError(`PUBLIC_ORIGIN 应形如 https://域名，不带路径，当前为“${text}”。`);
  // as browsers write it: lower case, without the port that goes without saying
  return new URL(text).origin;
}

function dateOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (!isDate) throw new EnvironmentError(`DEMO_DATE 应形如 2026-11-21，当前为“${text}”。`);
  return text;
}

function logLevelOf(text: string | undefined, usual: LogLevel): LogLevel {
  if (text === undefined || text === '') return usual;
  const level = LOG_LEVELS.find((known) => known === text);
  if (!level) throw new EnvironmentError(`LOG_LEVEL 应为 ${LOG_LEVELS.join('、')} 之一，当前为“${text}”。`);
  return level;
}

function tokenOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  if (!/^[\x21-\x7e]{16,}$/.test(text)) {
    throw new EnvironmentError('METRICS_TOKEN 应为至少16位的字母、数字或符号，不含空格。');
  }
  return text;
}

function backupAtOf(text: string | undefined, usual: string | null): string | null {
  if (text === undefined || text === '') return usual;
  if (text === 'off') return null;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text))
    throw new EnvironmentError(`BACKUP_AT 应形如 02:30（北京时间），或 off，当前为“${text}”。`);
  return text;
}

function backupKeepOf(text: string | undefined): number {
  if (text === undefined || text === '') return 30;
  const days = Number(text);
  if (!/^\d{1,4}$/.test(text) || days < 1 || days > 3650)
    throw new EnvironmentError(`BACKUP_KEEP 应为 1–3650 的整数天数，当前为“${text}”。`);
  return days;
}

/** Reads and checks the settings. @throws EnvironmentError */
export function readEnvironment(
  env: Record<string, string | undefined>,
  mode: 'start' | 'demo',
): Environment {
  const dataDir = env.DATA_DIR?.trim() || (mode === 'demo' ? 'data-demo' : 'data');
  const host = env.HOST?.trim() || '127.0.0.1';
  if (/[\s/]/.test(host)) throw new EnvironmentError(`HOST 应为 IP 地址或主机名，当前为“${host}”。`);
  return {
    port: portOf(env.PORT?.trim()),
    host,
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(dataDir),
    publicOrigin: originOf(env.PUBLIC_ORIGIN?.trim()),
    demoDate: dateOf(env.DEMO_DATE?.trim()),
    demoKeep: env.DEMO_KEEP === '1',
    logLevel: logLevelOf(env.LOG_LEVEL?.trim(), mode === 'demo' ? 'warn' : 'info'),
    metricsToken: tokenOf(env.METRICS_TOKEN?.trim()),
    backupDir: resolve(env.BACKUP_DIR?.trim() || join(dataDir, 'backups')),
    backupAt: backupAtOf(env.BACKUP_AT?.trim(), mode === 'demo' ? null : '02:30'),
    backupKeep: backupKeepOf(env.BACKUP_KEEP?.trim()),
  };
}
