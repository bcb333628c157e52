// An employer or a workshop writes itself: by a code from the station, each posting checked by a named person before anybody sees it.
import { randomUUID } from 'node:crypto';
import { type OfferFields, offeredPosting, offerWrongs } from '@shared/domain/offered-posting';
import type { CodeRecord, EmployerRecord, PostingRecord } from '@shared/domain/records';
import { codeId } from '@shared/repos/bonds';
import { demandNotStopped } from '@shared/repos/employers';
import { POSTING_CHECKERS } from '@shared/repos/postings';
import { action } from '@shared/runtime/action';
import type { MessageSettings } from '@shared/runtime/delivery';
import { Problem } from '@shared/runtime/problem';
import { beginTelling } from '@shared/works/posting-tell';
import { codeFor, codeUntil, pictureOf, putCode, UNUSABLE, usable } from './codes';
import { demandFit } from './fit';
import { isOffered, NOT_YOURS, offered, offeredOf, ownEmployer } from './offer-parts';
import { demandSpot } from './posting-spot';
import { stepped, toldPlainly } from './posting-step';

export const OFFER_PAGE = 'packages/jobs/offer/offer';
const MOST_WRITERS = 10;

export const makeOfferCode = action('offer.make', {
  roles: POSTING_CHECKERS,
  limit: { times: 100, seconds: 3600 },
  async change({ employer: id }, ctx) {
    const employer = await ctx.repos.employers.inScope(id, POSTING_CHECKERS);
    demandNotStopped(employer);
    return ctx.change(async (change) => {
      await putCode(change, ctx, codeFor(ctx, id), { kind: 'employer', employer: id }, 'officer');
      return { record: id, version: 0, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const { name } = await ctx.repos.employers.inScope(record, POSTING_CHECKERS);
    const code = codeFor(ctx, record);
    return { code, name, until: codeUntil(ctx), picture: await pictureOf(ctx, OFFER_PAGE, code), path: `/${OFFER_PAGE}?code=${code}` };
  },
});

export const openOffer = action('offer.open', {
  roles: ['visitor'],
  limit: { times: 30, seconds: 3600 },
  async run({ code: typed }, ctx) {
    const code = usable(await ctx.repos.bonds.code(typed), 'employer', ctx);
    const employer = await ctx.repos.employers.get(code.employer ?? '-');
    if (!employer || employer.status === 'stopped') throw UNUSABLE();
    const town = await ctx.repos.places.get(employer.town);
    return { name: employer.name, townName: town?.name ?? '', until: code.until };
  },
});

export const takeOffer = action('offer.take', {
  roles: ['visitor'],
  limit: { times: 30, seconds: 3600 },
  change: ({ code: typed }, ctx) =>
    ctx.change(async (change) => {
      const { openid } = ctx.caller;
      const code = usable(await change.get<CodeRecord>('codes', codeId(typed)), 'employer', ctx);
      const before = await change.get<EmployerRecord>('employers', code.employer ?? '-');
      if (!before || before.status === 'stopped') throw UNUSABLE();
      if (before.openids.length >= MOST_WRITERS && !before.openids.includes(openid))
        throw new Problem('not_possible_now', { message: '这家已经有好几个人在写了。', next: '给劳动就业站打个电话。' });
      await change.put('codes', code, { ...code, status: 'used', usedBy: openid }, { verb: 'use', role: 'visitor' });
      const openids = [...before.openids.filter((one) => one !== openid), openid];
      const stored = await change.put('employers', before, { ...before, openids }, { verb: 'join', role: 'visitor' });
      return { record: stored._id, version: stored.version, note: {} };
    }),
  async show({ record }, _input, ctx) {
    const { name } = await ownEmployer(record, ctx);
    return { employer: record, name };
  },
});

export const myOffers = action('offer.mine', {
  roles: ['visitor'],
  async run(_input, ctx) {
    const { repos, store, today } = ctx;
    const [mine, { home }, messages] = await Promise.all([
      repos.employers.mine(),
      repos.installation.get(),
      store.get<MessageSettings>('settings', 'messages'),
    ]);
    const employers = await Promise.all(
      mine.map(async ({ _id: id, name, kind, status, town, place: { province, city, county } }) => {
        const [villages, postings] = await Promise.all([
          repos.places.villagesIn([{ level: 'town', code: town }]),
          repos.employers.postings(id),
        ]);
        return {
          ...{ id, name, kind, stopped: status === 'stopped', place: { province, city, county } },
          villages: villages.map((village) => ({ code: village._id, name: village.name })),
          postings: await Promise.all(postings.filter((one) => isOffered(one.status)).map((one) => offeredOf(one, ctx))),
        };
      }),
    );
    return { employers, home, template: messages?.templates.offer?.template ?? '', today };
  },
});

/** What others will read, by field. */
const typed = ({
  title,
  address,
  hours,
  insurance,
  contract,
  transport,
  description,
  contact,
  pay,
  age,
}: OfferFields): Record<string, string> => ({
  ...{ title, address, hours, insurance, contract, transport, description },
  'contact.name': contact.name,
  'pay.how': pay.how,
  'age.why': age.why,
});

export const sendOffer = action('offer.send', {
  roles: ['visitor'],
  limit: { times: 20, seconds: 86_400 },
  async change({ employer: id, posting, version, fields }, ctx) {
    const { repos, caller, today } = ctx;
    await ownEmployer(id, ctx);
    const wrongs = offerWrongs(fields, today);
    if (Object.keys(wrongs).length > 0) throw new Problem('bad_input', { fields: wrongs });
    await demandFit(typed(fields), ctx);
    const { home } = await repos.installation.get();
    await demandSpot(fields.spot, ctx);
    const postingId = posting ?? `o-${randomUUID()}`;
    return ctx.change(async (change) => {
      const employer = await change.get<EmployerRecord>('employers', id);
      if (!employer?.openids.includes(caller.openid)) throw NOT_YOURS();
      demandOffers(employer);
      const before = posting === null ? null : await change.get<PostingRecord>('postings', posting);
      if (posting !== null && before?.employerId !== id) throw NOT_YOURS();
      if (before && before.version !== version) throw new Problem('changed_meanwhile');
      if (before && before.status !== 'waiting' && before.status !== 'refused')
        throw new Problem('not_possible_now', { message: '这一条已经放出去了，要改给劳动就业站打电话。' });
      const wanted = toldPlainly(() => offeredPosting(before, fields, employer, { id: postingId, today, openid: caller.openid, home }));
      const stored = await change.put('postings', before, wanted, { verb: 'offer', role: 'employer', detail: { employer: id } });
      return { record: postingId, version: stored.version, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => offered(record, ctx),
});

function demandOffers({ status }: EmployerRecord): void {
  if (status === 'stopped')
    throw new Problem('not_possible_now', { message: '您家现在不能发活。', next: '给劳动就业站打个电话，问清为什么。' });
}

/** What an employer says, as steps of the table: what was full is looked at anew before it is open again. */
const SAID = { full: 'full', open: 'reopen', stopped: 'stop' } as const;

export const sayOffer = action('offer.say', {
  roles: ['visitor'],
  limit: { times: 60, seconds: 86_400 },
  async change({ posting: id, version, to }, ctx) {
    const { repos, caller, today } = ctx;
    const seen = await repos.postings.get(id);
    if (!seen || seen.employerId === '') throw NOT_YOURS();
    await ownEmployer(seen.employerId, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<PostingRecord>('postings', id);
      const employer = await change.get<EmployerRecord>('employers', before?.employerId || '-');
      if (!before || !employer?.openids.includes(caller.openid)) throw NOT_YOURS();
      if (before.version !== version) throw new Problem('changed_meanwhile');
      if (to === 'open') demandOffers(employer);
      const wanted = stepped(before, { verb: SAID[to], as: 'offerer', today, words: '用工方说不招了' });
      const stored = await change.put('postings', before, wanted, { verb: `say_${to}`, role: 'employer' });
      await beginTelling(change, before, stored, ctx.now);
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => offered(record, ctx),
});
