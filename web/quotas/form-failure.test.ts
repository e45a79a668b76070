import { expect, it } from 'vitest';
import { ApiError } from '../api/client.ts';
import { failureOf } from './form-failure.ts';

const refusal = (...names: string[]) =>
  new ApiError(422, {
    code: 'invalid',
    message: '内容有误。',
    fields: Object.fromEntries(names.map((name) => [name, { code: 'required', message: `请填写${name}。` }])),
  });

it.each([
  ['a fault beside its control is not printed twice', ['a'], ['a'], '没有保存，请更正标红的内容。', []],
  ['a fault no control shows is printed', ['a'], [], '没有保存：', ['请填写a。']],
  ['both at once', ['a', 'b'], ['a'], '没有保存，请更正标红的内容。', ['请填写b。']],
  ['a refusal without fields keeps its own words', [], ['a'], '内容有误。', []],
] as [string, string[], string[], string, string[]][])('%s', (_name, faults, shown, message, more) => {
  expect(failureOf(refusal(...faults), shown)).toEqual({ message, more });
});

it('nothing has failed where there is no error', () => {
  expect(failureOf(null, [])).toBeNull();
});
