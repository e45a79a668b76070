import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { AppError } from '../http/errors.ts';

/** argon2id parameters: OWASP Password Storage Cheat Sheet, 19 MiB, 2 passes, 1 lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const TAG_BYTES = 32;

/**
 * At most this many hashes are computed at once, so that a flood of sign-ins starves nobody else: one core always stays
 * for the requests, and of libuv's four threads one for reading files.
 */
export const HASHES_AT_ONCE = Math.min(3, Math.max(1, availableParallelism() - 1));
/**
 * At most this many wait for their turn, some seconds of work: everybody who uses the system may sign in in the same
 * minute, and what a flood asks beyond it is refused at once instead of being kept in memory.
 */
export const QUEUE_MAX = 100;
const waiting: (() => void)[] = [];
let running = 0;

/** How many password checks wait for their turn. */
export const passwordQueue = () => waiting.length;

/** @throws AppError 503 `busy` where too many wait already */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= HASHES_AT_ONCE && waiting.length >= QUEUE_MAX) {
    throw new AppError(503, 'busy', '当前登录的人过多，请稍等片刻再试。');
  }
  // whoever ends hands his place on, so that never more than these run
  if (running >= HASHES_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

let done = 0;

/** How many hashes this process has computed: what a sign-in costs, counted. */
export const hashesDone = () => done;

function derive(password: string, nonce: Buffer): Promise<Buffer> {
  done += 1;
  const parameters = {
    message: Buffer.from(password.normalize('NFKC')),
    nonce,
    parallelism: LANES,
    tagLength: TAG_BYTES,
    memory: MEMORY_KIB,
    passes: PASSES,
  };
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(Buffer.from(tag))));
  });
}

/** `argon2id$<memory>$<passes>$<lanes>$<nonce>$<tag>` (base64url). */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await inTurn(() => derive(password, nonce));
  const encoded = [nonce, tag].map((part) => part.toString('base64url'));
  return ['argon2id', MEMORY_KIB, PASSES, LANES, ...encoded].join('$');
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, , , , nonce, tag] = stored.split('$');
  if (scheme !== 'argon2id' || !nonce || !tag) return false;
  const expected = Buffer.from(tag, 'base64url');
  const actual = await inTurn(() => derive(password, Buffer.from(nonce, 'base64url')));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** Stands in for an unknown account, so that the answer takes as long as for a known one. */
export const DUMMY_HASH = [
  'argon2id',
  MEMORY_KIB,
  PASSES,
  LANES,
  'AAAAAAAAAAAAAAAAAAAAAA',
  'A'.repeat(43),
].join('$');

/** What common passwords are built of, in lower case: years, runs and repeated characters are looked for besides. */
const COMMON = [
  'password',
  'passwd',
  'qwerty',
  'qwer',
  'asdfgh',
  'asdf',
  'zxcvbn',
  '1qaz2wsx',
  '1q2w3e4r',
  '1q2w3e',
  'qazwsx',
  'administrator',
  'admin',
  'root',
  'test',
  'jiujiang',
  'jiangxi',
  'iloveyou',
  'woaini',
  'welcome',
  'letmein',
  'abc',
  '5201314',
];

const LOOKALIKES: Readonly<Record<string, string>> = { '@': 'a', '0': 'o', $: 's', '3': 'e', '!': 'i' };

/** 'P@ssw0rd' reads as 'password'. */
const withoutLookalikes = (text: string) => text.replace(/[@0$3!]/g, (sign) => LOOKALIKES[sign] ?? sign);

/** Digits that follow one another upwards or downwards, at least three: '1234', '987'. */
const DIGIT_RUNS = ['01234567890', '9876543210'].flatMap((run) =>
  [8, 7, 6, 5, 4, 3].flatMap((length) =>
    Array.from({ length: run.length - length + 1 }, (_, start) => run.slice(start, start + length)),
  ),
);

/** What remains of a password once its common pieces are taken out. */
function uncommonRest(lower: string): string {
  const pieces = [...COMMON, ...DIGIT_RUNS];
  const rest = pieces.reduce((text, piece) => text.replaceAll(piece, ''), lower);
  return rest.replace(/(?:19|20)\d\d/g, '').replace(/(.)\1{2,}/g, '$1');
}

/**
 * Why a new password is refused, in Chinese, or null: at least 10 characters of 3 classes, not built on a common
 * one, not containing the account's name.
 */
export function passwordProblem(password: string, username: string): string | null {
  if (password.length < 10) return '密码至少 10 位。';
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((pattern) => pattern.test(password));
  if (classes.length < 3) return '密码须包含大写字母、小写字母、数字、符号中的至少三类。';
  const lower = password.toLowerCase();
  if (username.length >= 3 && lower.includes(username.toLowerCase())) return '密码不能包含用户名。';
  const rests = [lower, withoutLookalikes(lower)].map((text) => uncommonRest(text).length);
  if (Math.min(...rests) < 5) return '密码过于常见，请换一个。';
  return null;
}

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';

/** A random one-time password that passes the policy, without characters that look alike. */
export function oneTimePassword(): string {
  const letters = Array.from({ length: 15 }, () => ALPHABET[randomInt(ALPHABET.length)] ?? 'x').join('');
  return `${letters.slice(0, 5)}-${letters.slice(5, 10)}-${letters.slice(10)}${randomInt(10)}a`;
}
