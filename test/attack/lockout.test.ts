import { argon2Sync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signInFailure } from '../../db/schema.ts';
import { HASHES_AT_ONCE, hashesDone, QUEUE_MAX } from '../../server/accounts/passwords.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await TestApp.withDemo();
});
afterEach(() => app.close());

const PASSWORD = 'Demo-2027!';
const guess = (username: string, password = 'wrong', headers: Record<string, string> = {}): Promise<Answer> =>
  app.someone().ask('POST', '/session', { username, password }, headers);
const outcome = (answer: Answer) => `${answer.status} ${at(answer, 'error.code') ?? ''}`;

async function fail(times: number, username: string, headers: Record<string, string> = {}): Promise<void> {
  for (let i = 0; i < times; i += 1)
    expect(outcome(await guess(username, 'wrong', headers))).toBe('401 wrong_credentials');
}

/** As many wrong passwords as if they had been typed just now. */
function failedBefore(username: string, failures: number): void {
  const row = { username, source: 'local', failures, lastFailureAt: app.clock.now().toISOString() };
  app.db.write((tx) => tx.insert(signInFailure).values(row).run());
}

describe('the lock after five wrong passwords', () => {
  test('is not passed by with a forwarded address, another browser or a made-up cookie', async () => {
    const disguises: Record<string, string>[] = [
      { 'x-forwarded-for': '203.0.113.1' },
      { 'x-forwarded-for': '127.0.0.1, 203.0.113.2', 'x-client-ip': '203.0.113.2' },
      { forwarded: 'for=203.0.113.3;proto=https', 'true-client-ip': '203.0.113.3' },
      { 'x-real-ip': '203.0.113.4', 'cf-connecting-ip': '203.0.113.4' },
      { 'user-agent': 'Browser/5', cookie: 'session=5' },
    ];
    for (const headers of disguises) await fail(1, 'leader', headers);
    for (const headers of [...disguises, { 'x-forwarded-for': '203.0.113.99' }]) {
      expect(outcome(await guess('leader', PASSWORD, headers))).toBe('429 locked');
    }
  });

  test.each([
    ['capitals', 'LEADER'],
    ['a mixture', 'LeAdEr'],
    ['a blank before', ' leader'],
    ['a blank after', 'leader '],
    ['a blank of the ideographic kind', '\u3000leader\u3000'],
    ['a line end', 'leader\n'],
    ['a blank without width', '\ufeffleader'],
  ])('holds for the name with %s', async (_name, variant) => {
    failedBefore('leader', 4);
    await fail(1, variant);
    expect(outcome(await guess('leader', PASSWORD))).toBe('429 locked');
    expect(outcome(await guess(variant, PASSWORD))).toBe('429 locked');
  });

  test.each([
    ['full-width letters', 'ｌｅａｄｅｒ'],
    ['a Cyrillic letter', 'lеader'],
    ['a sign without width inside', 'lea\u200bder'],
    ['an accent put on', 'leader\u0301'],
    ['a wildcard', 'leade%'],
    ['a quote', "leader' --"],
  ])('the name with %s is another name: it opens nothing and locks nobody', async (_name, variant) => {
    failedBefore('leader', 4);
    expect((await guess(variant, PASSWORD)).status).toBe(401);
    expect((await guess('leader', PASSWORD)).status).toBe(200);
  });

  test('is not passed by with many at once: of 15 parallel guesses at most five are told they are wrong', async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, (_all, i) => guess('leader', `wrong-${i}`)));
    const told = answers.map(outcome);
    expect(told.filter((one) => one === '401 wrong_credentials')).toHaveLength(5);
    expect(told.filter((one) => one === '429 locked')).toHaveLength(10);
    expect(outcome(await guess('leader', PASSWORD))).toBe('429 locked');
  });

  test('a right password among many wrong ones at once does not open after the lock', async () => {
    const wrong = Array.from({ length: 8 }, (_all, i) => guess('leader', `wrong-${i}`));
    const right = guess('leader', PASSWORD);
    await Promise.all(wrong);
    expect(outcome(await right)).toBe('429 locked');
  });

  test('is told before any work is done, and for an unknown name as for a known one', async () => {
    for (const name of ['leader', 'no-such-person']) {
      failedBefore(name, 4);
      await fail(1, name);
    }
    const before = hashesDone();
    const [known, unknown] = [await guess('leader', PASSWORD), await guess('no-such-person', PASSWORD)];
    expect(hashesDone()).toBe(before);
    expect(sameBut(known)).toEqual(sameBut(unknown));
  });

  test('a running session works on while its account is locked', async () => {
    const leader = await app.as('leader');
    failedBefore('leader', 4);
    await fail(1, 'leader');
    expect(outcome(await guess('leader', PASSWORD))).toBe('429 locked');
    expect((await leader.get('/session')).status).toBe(200);
  });
});

describe('the current password, asked for when it is changed', () => {
  const change = (person: Person, currentPassword: string) =>
    person.ask('PUT', '/session/password', { currentPassword, newPassword: 'Lushan-Mist-42' });
  const logged = () =>
    app.db.sqlite
      .prepare("SELECT action, actor_name FROM audit_log WHERE entity = 'sign_in' ORDER BY id")
      .raw()
      .all();

  test('cannot be guessed at a session left open: the fifth wrong one locks, and the right one comes too late', async () => {
    const leader = await app.as('leader');
    for (let i = 0; i < 5; i += 1) {
      expect(outcome(await change(leader, `wrong-${i}`))).toBe('422 invalid_fields');
    }
    const hashes = hashesDone();
    expect(outcome(await change(leader, PASSWORD))).toBe('429 locked');
    expect(hashesDone()).toBe(hashes);
    expect(outcome(await guess('leader', PASSWORD))).toBe('429 locked');
    expect(logged()).toEqual([
      ...Array.from({ length: 4 }, () => ['account.password_refused', 'leader']),
      ['session.locked', 'leader'],
    ]);
    app.clock.forward(15 * 60_000 + 1000);
    expect(outcome(await change(leader, PASSWORD))).toBe('200 ');
  });

  test('counts together with the sign-in, and the right one ends the count', async () => {
    const leader = await app.as('leader');
    failedBefore('leader', 3);
    expect(outcome(await change(leader, 'wrong'))).toBe('422 invalid_fields');
    expect(outcome(await change(leader, PASSWORD))).toBe('200 ');
    failedBefore('leader', 4);
    expect(outcome(await change(leader, 'wrong'))).toBe('422 invalid_fields');
    expect(outcome(await guess('leader', 'Lushan-Mist-42'))).toBe('429 locked');
  });

  test('of ten wrong ones at once only five are told they are wrong', async () => {
    const leader = await app.as('leader');
    const answers = await Promise.all(Array.from({ length: 10 }, (_all, i) => change(leader, `wrong-${i}`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      ...Array.from({ length: 5 }, () => 422),
      ...Array.from({ length: 5 }, () => 429),
    ]);
  });
});

/** An answer without what is its own in each: the number of the request. */
function sameBut({ status, headers, text }: Answer): unknown {
  const own = headers.get('x-request-id') ?? '';
  return {
    status,
    text: text.replace(own, '…'),
    headers: [...headers].map(([name, value]) => (name === 'x-request-id' ? [name, '…'] : [name, value])),
  };
}

test('unknown, disabled, wrong and misspelt get the same answer, header by header, for the same work', async () => {
  app.db.sqlite.exec("UPDATE user SET disabled = 1 WHERE username = 'county-360402'");
  app.db.write((tx) => void tx);
  const asked: [username: string, password: string][] = [
    ['leader', 'wrong'],
    ['no-such-person', PASSWORD],
    ['county-360402', PASSWORD],
    ['county-360402', 'wrong'],
    ["' OR 1=1 --", PASSWORD],
    ['领导', PASSWORD],
  ];
  const answers: unknown[] = [];
  for (const [username, password] of asked) {
    const before = hashesDone();
    const answer = await guess(username, password);
    expect([username, hashesDone() - before, at(answer, 'error.code')]).toEqual([
      username,
      1,
      'wrong_credentials',
    ]);
    answers.push(sameBut(answer));
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test('the hash is argon2id at the cost OWASP asks for, with a nonce of its own for each account', async () => {
  const admin = await app.as('admin');
  for (const username of ['wang.fang', 'li.ming']) {
    await admin.ask('POST', '/accounts', { username, displayName: '新人', role: 'leader', units: [] });
  }
  const stored = app.db.sqlite
    .prepare("SELECT password_hash FROM user WHERE username IN ('wang.fang', 'li.ming', 'leader')")
    .pluck()
    .all() as string[];
  const parts = stored.map((hash) => hash.split('$'));
  for (const [scheme, memory, passes, lanes] of parts) {
    expect([scheme, memory, passes, lanes]).toEqual(['argon2id', '19456', '2', '1']);
  }
  expect(new Set(parts.map((part) => part[4])).size).toBe(3);
  // computed again from outside: what is written down is what is done
  const [leader] = parts.filter(([, , , , nonce, tag]) => {
    const again = argon2Sync('argon2id', {
      message: PASSWORD,
      nonce: Buffer.from(nonce ?? '', 'base64url'),
      parallelism: 1,
      tagLength: 32,
      memory: 19_456,
      passes: 2,
    });
    return Buffer.from(again).toString('base64url') === tag;
  });
  expect(leader).toBeDefined();
});

const auditRows = () => app.db.sqlite.prepare('SELECT count(*) FROM audit_log').pluck().get() as number;

describe('a flood of sign-ins', () => {
  test('fills a queue of a known length; who comes beyond it is told to come again, and nothing is kept of him', async () => {
    const before = hashesDone();
    const rowsBefore = auditRows();
    const room = QUEUE_MAX + HASHES_AT_ONCE;
    const flood = Array.from({ length: room + 10 }, (_all, i) => guess(`nobody-${i}`));
    const answers = await Promise.all(flood);
    const busy = answers.filter(({ status }) => status === 503);
    expect(busy).toHaveLength(10);
    for (const answer of busy) {
      expect(at(answer, 'error.code')).toBe('busy');
      expect(at(answer, 'error.message')).toMatch(/[\u4e00-\u9fff]/);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(room);
    expect(hashesDone() - before).toBe(room);
    expect(auditRows() - rowsBefore).toBe(room);
    const failures = app.db.sqlite.prepare('SELECT count(*) FROM sign_in_failure').pluck().get();
    expect(failures).toBe(room);
    expect((await guess('leader', PASSWORD)).status).toBe(200);
  });

  test('empties no cache: what others read is not computed anew for it', async () => {
    const bureau = await app.as('bureau');
    const { commits } = app.db;
    const before = commits();
    expect(outcome(await guess('nobody'))).toBe('401 wrong_credentials');
    expect(outcome(await guess('leader', PASSWORD))).toBe('200 ');
    expect(commits()).toBe(before);
    expect((await bureau.get('/session')).status).toBe(200);
  });

  test('leaves who is signed in alone', async () => {
    const bureau = await app.as('bureau');
    let waiting = true;
    const flood = Promise.all(Array.from({ length: 12 }, (_all, i) => guess(`nobody-${i}`))).then(() => {
      waiting = false;
    });
    const answered: boolean[] = [];
    for (let i = 0; i < 8; i += 1) {
      expect((await bureau.get('/progress?period=2026-10')).status).toBe(200);
      answered.push(waiting);
    }
    await flood;
    expect(answered.at(-1)).toBe(true);
  });
});
