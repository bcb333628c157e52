// The consent before the first identity, telephone or account number: what is asked, what for; kept per WeChat and version.
import { PRIVACY_FIELDS, PRIVACY_PROMISES, PRIVACY_VERSION } from '@shared/domain/privacy';
import type { ConsentRecord } from '@shared/domain/records';
import { consentId } from '@shared/repos/bonds';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

/** Refuses until this WeChat has agreed to the words in force. */
export async function demandConsent(ctx: Context): Promise<void> {
  if (!(await ctx.repos.bonds.agreed(PRIVACY_VERSION))) throw new Problem('consent_needed');
}

export const consentState = action('consent.state', {
  roles: ['visitor'],
  async run(_input, { repos }) {
    const [installation, agreed] = await Promise.all([repos.installation.get(), repos.bonds.agreed(PRIVACY_VERSION)]);
    return {
      version: PRIVACY_VERSION,
      agreed,
      fields: PRIVACY_FIELDS.map((field) => ({ ...field })),
      promises: [...PRIVACY_PROMISES],
      operator: installation.operator,
    };
  },
});

export const agreeConsent = action('consent.agree', {
  roles: ['visitor'],
  limit: { times: 20, seconds: 3600 },
  async change({ version }, ctx) {
    if (version !== PRIVACY_VERSION) throw new Problem('changed_meanwhile', { message: '说明换了新的，请再看一遍。' });
    const id = consentId(ctx.caller.openid, version);
    return ctx.change(async (change) => {
      const before = await change.get<ConsentRecord>('consents', id);
      if (before) return { record: id, version: before.version, note: {} };
      const consent: ConsentRecord = {
        _id: id,
        openid: ctx.caller.openid,
        text: version,
        fields: PRIVACY_FIELDS.map(({ field }) => field),
        agreedAt: ctx.now,
        version: 0,
        auditHead: '',
      };
      await change.put('consents', null, consent, { verb: 'agree', role: 'visitor', detail: { text: version } });
      return { record: id, version: 0, note: {} };
    });
  },
  show: async (_outcome, _input, { repos }) => ({ agreed: await repos.bonds.agreed(PRIVACY_VERSION) }),
});
