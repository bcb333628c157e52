// One sensitive field of the person whose case one holds: with a reason, logged before it is opened, never given twice for one request.
import { roleFor } from '@shared/access';
import type { PersonRecord } from '@shared/domain/records';
import { barredFrom, isReviewerNow, REVIEWERS } from '@shared/domain/stages';
import { refusalWords } from '@shared/domain/words/refusals';
import { action } from '@shared/runtime/action';
import { Problem } from '@shared/runtime/problem';

const REVEALING = [...new Set(Object.values(REVIEWERS).flat())];

/** Where a field of a person lies, sealed; null when nothing is recorded. */
const SEALED: Record<'idNumber' | 'phone' | 'account', (person: PersonRecord) => string | null> = {
  idNumber: (person) => person.idNumber,
  phone: (person) => person.phone,
  account: (person) => person.account?.sealed ?? null,
};

export const caseReveal = action('case.reveal', {
  roles: ['cadre', 'village_head', 'station_clerk', 'lead'],
  limit: { times: 60, seconds: 3600 },
  async run({ claim: id, field, reason }, ctx) {
    const { repos, caller } = ctx;
    const claim = await repos.claims.inScope(id, REVEALING);
    if (!isReviewerNow(claim, caller))
      throw new Problem('not_allowed', { message: '这一件不在您手上，不能看完整的号码。', next: '轮到您审的时候再看。' });
    const bar = barredFrom(claim, caller);
    if (bar !== null) throw new Problem('not_allowed', { message: refusalWords(bar) });
    const { person } = await repos.persons.ofClaim(claim);
    const sealed = SEALED[field](person);
    if (sealed === null) throw new Problem('not_found', { message: '这一样没有登记。', next: '请村里补登。' });
    // Written before the value is opened; the same request a second time finds it written and gets nothing.
    const fresh = await ctx.note(
      `reveal:${caller.openid}:${ctx.requestId}`,
      { collection: 'persons', record: person._id },
      { verb: 'reveal', role: roleFor(caller, claim), detail: { claim: id, field, reason } },
    );
    if (!fresh) throw new Problem('already_done', { message: '这一次已经看过了，不重复给。', next: '还要看，就重新点一次，写明为什么。' });
    return { value: ctx.open({ collection: 'persons', record: person._id, field }, sealed) };
  },
});
