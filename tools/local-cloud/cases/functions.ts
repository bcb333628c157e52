// Functions as a server calls them, through the deployed probe: results, failures, limits, the person who is not there.
import { type Case, refusalOf, type Target } from './case';

const one = (name: string, run: Case['run'], gives: unknown, more: Partial<Case> = {}): Case => ({
  area: 'Functions',
  name,
  run,
  gives,
  needs: ['probe function'],
  ...more,
});
const call = async ({ sdk, probe }: Target, deed: string, data: object = {}): Promise<unknown> =>
  (await sdk.callFunction({ name: probe, data: { deed, ...data } })).result;
const failure = async (work: Promise<unknown>, words: string): Promise<unknown> => {
  const { errCode, code, words: said } = await refusalOf(work);
  return [errCode, code, said.includes(words) ? words : said];
};

export const FUNCTIONS: Case[] = [
  one('a result comes back as it was', (target) => call(target, 'ping'), 'pong'),
  one('undefined arrives as null', (target) => call(target, 'nothing'), null, { believed: true }), // believed: as JSON has no undefined
  one(
    'an exception: FUNCTIONS_EXECUTE_FAIL with its message',
    (target) => failure(call(target, 'boom'), 'a planted failure'),
    [-1, 'FUNCTIONS_EXECUTE_FAIL', 'a planted failure'],
    { believed: true }, // believed: some versions of the service answer with a result that tells the error
  ),
  one(
    'a function that does not end is killed on its timeout',
    (target) => failure(call(target, 'hang'), 'timed out'),
    [-1, 'FUNCTIONS_TIME_LIMIT_EXCEEDED', 'timed out'],
    { believed: true, needs: ['probe function', 'time'] }, // believed: code and words
  ),
  one(
    'killed in the middle of a transaction: nothing of it stays, its lock goes with the transaction',
    async (target) => {
      const { _id: id } = await target.db.collection('claims').add({ data: { serial: 'half', n: 0 } });
      await refusalOf(call(target, 'half', { collection: target.named('claims'), id }));
      await new Promise((resolve) => setTimeout(resolve, target.transactionMs * 1.2));
      await target.db
        .collection('claims')
        .doc(id)
        .update({ data: { n: target.db.command.inc(1) } });
      const { data } = await target.db
        .collection('claims')
        .where({ _id: target.db.command.in([id, `${id}:half`]) })
        .get();
      return data.map(({ n }) => n);
    },
    [1],
    { believed: true, needs: ['probe function', 'time'] }, // believed: the service cannot know that the transaction's owner died
  ),
  one(
    'an unknown function',
    (target) => failure(target.sdk.callFunction({ name: `${target.probe}-nobody` }), 'could not be found'),
    [-1, 'FUNCTION_NOT_FOUND', 'could not be found'],
    { believed: true }, // believed: code and words
  ),
  one(
    'a request of 90 kB passes, one of 101 kB does not',
    async (target) => [
      await call(target, 'length', { pad: 'x'.repeat(90_000) }),
      (await refusalOf(call(target, 'length', { pad: 'x'.repeat(101 * 1024) }))).code,
    ],
    [90_000, 'EXCEED_MAX_PAYLOAD_SIZE'],
    { believed: true }, // believed: vendor pages give 100 kB and 6 MB; the smaller is kept here
  ),
  one(
    'an answer of more than 1 MB is refused',
    async (target) => (await refusalOf(call(target, 'large', { size: 1024 * 1024 }))).code,
    'EXCEED_MAX_RESPONSE_SIZE',
    { believed: true }, // believed: for a server, as for a phone
  ),
  one(
    'called by a server: nobody. No OPENID, no userInfo',
    async (target) => {
      const { context, event } = (await call(target, 'whoami')) as { context: object; event: object };
      return ['OPENID' in context, 'userInfo' in event];
    },
    [false, false],
    { believed: true }, // believed: the identity of a key is no person's
  ),
  one(
    'the environment a function sees is the one it was called in',
    async (target) => {
      const { context } = (await call(target, 'whoami')) as { context: { ENV: string } };
      return context.ENV === (await environmentOf(target));
    },
    true,
  ),
  one(
    'function to function: result and failure',
    async (target) => [
      await call(target, 'call', { name: target.probe, data: { deed: 'ping' } }),
      (await refusalOf(call(target, 'call', { name: target.probe, data: { deed: 'boom' } }))).words.includes('a planted failure'),
    ],
    ['pong', true],
    { believed: true }, // believed: that the message of the inner failure arrives
  ),
];

/** From the id of a file: `cloud://ENV.bucket/…`. */
async function environmentOf({ sdk, file }: Target): Promise<string> {
  const { fileID } = await sdk.uploadFile({ cloudPath: file('environment'), fileContent: Buffer.from('x') });
  return /^cloud:\/\/([^.]+)\./.exec(fileID)?.[1] ?? '';
}
