// The door to the cloud: the envelope that leaves, and every way an answer can be bad as the one error pages know.
import type { Reply } from '@shared/contract/index';
import { CallError, call } from '../../miniprogram/services/call';
import { type FakePhone, ok, putPhone } from './support/phone';

let phone: FakePhone;
beforeEach(() => {
  phone = putPhone();
});

const failure = async (work: Promise<unknown>): Promise<CallError> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CallError);
  return error as CallError;
};

it('sends the five keys at most, to the function that serves the action', async () => {
  phone.answer = () => ok({ items: [], next: null });
  await expect(call('job.list', { limit: 5 })).resolves.toEqual({ items: [], next: null });
  await call('assess.me', { person: 'p1' });
  await call('claim.queue', { view: 'waiting' });
  expect(phone.sent.map(({ fn }) => fn)).toEqual(['public', 'resident', 'staff']);
  expect(Object.keys(phone.sent[0] ?? {}).sort()).toEqual(['action', 'clientVersion', 'fn', 'input', 'requestId']);
  expect(new Set(phone.sent.map(({ requestId }) => requestId)).size).toBe(3);
});

it('passes a refusal on in its own words', async () => {
  const refusal: Reply<never> = {
    ok: false,
    error: { code: 'not_allowed', message: '这一件不归您办', next: '找乡里', fields: { claim: '不在您的村' } },
    requestId: 'r',
  };
  phone.answer = () => refusal;
  const error = await failure(call('claim.case', { claim: 'c1' }));
  expect(error).toMatchObject({
    code: 'not_allowed',
    message: '这一件不归您办',
    next: '找乡里',
    fields: { claim: '不在您的村' },
    passing: false,
  });
});

it.each([
  ['no network', { errMsg: 'cloud.callFunction:fail request:fail network error' }, 'no_signal', true],
  ['a timeout', { errCode: -1, errMsg: 'cloud.callFunction:fail timeout' }, 'no_signal', true],
  ['a missing function', { errCode: -501000, errMsg: 'cloud.callFunction:fail FUNCTION_NOT_FOUND' }, 'broken', false],
  ['nonsense', 'what', 'broken', false],
] as const)('turns %s into words without a trace of the inside', async (_name, thrown, code, passing) => {
  phone.answer = () => Promise.reject(thrown);
  const error = await failure(call('session.me', {}));
  expect(error).toMatchObject({ code, passing });
  expect(`${error.message}${error.next}`).not.toMatch(/[a-zA-Z]/);
  expect(error.next).not.toBe('');
});

it.each([null, undefined, 'text', 42, {}, { ok: 'yes' }])('does not believe an answer that is no reply: %p', async (result) => {
  phone.answer = () => result as never;
  expect((await failure(call('session.me', {}))).code).toBe('broken');
});
