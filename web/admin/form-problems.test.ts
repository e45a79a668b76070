import { expect, test } from 'vitest';
import { ApiError } from '../api/client.ts';
import { problemsOf } from './form-problems.ts';

const refusal = (code: string, fields: Record<string, { code: string; message: string }> = {}) =>
  new ApiError(422, { code, message: '填写内容有误。', fields });

test('a fault stands at its field; one of a field that is not shown stands at the foot', () => {
  const error = refusal('invalid_fields', {
    reason: { code: 'required', message: '请填写移交原因。' },
    disable: { code: 'units_left', message: '该账号还有所管单位。' },
  });
  expect(problemsOf(error, ['reason'])).toEqual({
    fields: { reason: '请填写移交原因。' },
    message: '该账号还有所管单位。',
  });
});

test('a refusal without fields is told in the server’s words, a conflict with what to do', () => {
  expect(problemsOf(refusal('own_account'), []).message).toBe('填写内容有误。');
  expect(problemsOf(refusal('version_conflict'), []).message).toMatch(/重新操作/);
});

test('what is no answer of the server says so too', () => {
  expect(problemsOf(new Error('boom'), []).message).toBe('操作未成功，请重试。');
});
