// Open APIs as the probe calls them: what needs no person's phone. What needs one stands in tests/local-cloud/openapi.test.ts alone.
import type { Case, Target } from './case';

/** What the probe must be permitted. */
export const PROBE_APIS = ['subscribeMessage.send', 'wxacode.getUnlimited', 'security.msgSecCheck', 'phonenumber.getPhoneNumber'];

const one = (name: string, run: Case['run'], gives: unknown): Case => ({
  area: 'Open API',
  name,
  run,
  gives,
  believed: true, // believed: no real mini-program was at hand
  needs: ['probe function'],
});
const api = async ({ sdk, probe }: Target, group: string, name: string, params: object): Promise<Record<string, unknown>> =>
  (await sdk.callFunction({ name: probe, data: { deed: 'api', group, name, params } })).result as Record<string, unknown>;
const code = async (...call: Parameters<typeof api>): Promise<unknown> => (await api(...call)).errCode;

const message = { templateId: 'T1', page: 'pages/index/index', data: { thing1: { value: '路费补贴' } } };

export const OPEN_API: Case[] = [
  one('subscribeMessage.send to no openid', (target) => code(target, 'subscribeMessage', 'send', { ...message, touser: '' }), 40003),
  one(
    'wxacode.getUnlimited with a scene of 33 characters',
    (target) => code(target, 'wxacode', 'getUnlimited', { scene: 'x'.repeat(33) }),
    40169,
  ),
  one(
    'wxacode.getUnlimited gives a picture',
    async (target) => {
      const { contentType, buffer } = await api(target, 'wxacode', 'getUnlimited', { scene: 'j=1', checkPath: false });
      return /^image\//.test(String(contentType)) && /^(89504e47|ffd8ff)/.test(String(buffer));
    },
    true,
  ),
  one(
    'security.msgSecCheck of empty text',
    (target) => code(target, 'security', 'msgSecCheck', { content: '', version: 2, scene: 1, openid: 'o' }),
    44004,
  ),
  one(
    'phonenumber.getPhoneNumber with a code that never was',
    (target) => code(target, 'phonenumber', 'getPhoneNumber', { code: 'nobody' }),
    40029,
  ),
  one('an API that does not exist', (target) => code(target, 'nothing', 'here', {}), -604100),
];
