import { isAbsolute, resolve } from 'node:path';

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
  return text;
}

function dateOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (!isDate) throw new EnvironmentError(`DEMO_DATE 应形如 2026-11-21，当前为“${text}”。`);
  return text;
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
  };
}
