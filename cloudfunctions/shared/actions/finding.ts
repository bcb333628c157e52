// Finding oneself in the registry: by the telephone WeChat knows, or by name and number. Few tries, and every mismatch looks the same.
import { canInvite } from '@shared/domain/bonds';
import { normalPhone } from '@shared/domain/fields';
import { maskName } from '@shared/domain/masks';
import type { BondRecord, PersonRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { blindIndexes, keyedHash } from '@shared/runtime/crypto';
import { Problem } from '@shared/runtime/problem';
import { spendTry } from '@shared/runtime/rate';
import type { Outcome } from '@shared/runtime/requests';
import { codeFor, putCode } from './codes';
import { demandConsent } from './consents';

/** Invariant 14: tries per caller and per person a day. */
const TRIES = { times: 5, seconds: 86_400 } as const;
/** What was found is taken at once or looked for again. */
const OFFER_DAYS = 1 / 24;
const MOST_OFFERS = 6;
const MOST_INVITED = 2;
/** Every answer takes at least so long (ms), so that its time does not tell how near the guess was. */
const SHORTEST = 500;

const NO_MATCH = () =>
  new Problem('not_found', { message: '没对上。可能是写的和村里登记的不一样。', next: '再对一遍；还不行就给村里打电话，让村里发认人码。' });

/** Does the work and does not answer before the shortest time is over, whatever comes out. */
async function evenly<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, SHORTEST - (performance.now() - began))));
  }
}

/** Codes for the persons found, good for this WeChat alone. */
async function offerCodes(
  persons: readonly PersonRecord[],
  via: 'phone' | 'number',
  ctx: Context,
  invited: readonly BondRecord[] = [],
): Promise<Outcome> {
  const found = persons.filter(({ status }) => status === 'active').slice(0, MOST_OFFERS);
  if (found.length + invited.length === 0) throw NO_MATCH();
  const until = new Date(Date.parse(ctx.now) + OFFER_DAYS * 86_400_000).toISOString();
  return ctx.change(async (change) => {
    for (const { _id } of found)
      await putCode(change, ctx, codeFor(ctx, _id), { person: _id, onlyFor: ctx.caller.openid, via, until }, 'visitor');
    for (const { _id, person } of invited)
      await putCode(change, ctx, codeFor(ctx, _id), { person, bond: _id, onlyFor: ctx.caller.openid, via, until }, 'visitor');
    return { record: [...found, ...invited].map(({ _id }) => _id).join(','), version: 0, note: {} };
  });
}

async function showOffers({ record }: Outcome, ctx: Context) {
  const ids = record.split(',');
  const [persons, bonds] = await Promise.all([
    ctx.store.getMany<PersonRecord>('persons', ids),
    ctx.store.getMany<BondRecord>(
      'bonds',
      ids.filter((one) => one.startsWith('bond:')),
    ),
  ]);
  const villageOf = async ({ village }: { village: string }) => (await ctx.repos.places.get(village))?.name ?? '';
  const invited = await Promise.all(
    bonds.map(async (bond) => ({
      code: codeFor(ctx, bond._id),
      maskedName: maskName(bond.personName),
      villageName: await villageOf(bond),
      helper: { name: bond.name, relation: bond.relation },
    })),
  );
  const offers = await Promise.all(
    persons.map(async (person) => ({
      code: codeFor(ctx, person._id),
      maskedName: maskName(person.name),
      villageName: await villageOf(person),
      helper: null,
    })),
  );
  return { offers: [...offers, ...invited] };
}

export const findByPhone = action('bond.byPhone', {
  roles: ['visitor'],
  change: ({ phoneCode }, ctx) =>
    evenly(async () => {
      await demandConsent(ctx);
      await spendTry(ctx.store, ctx.now, 'find', ctx.caller.openid, TRIES);
      const phone = await ctx.services.phoneOf(phoneCode);
      if (phone === null) throw new Problem('not_possible_now', { message: '微信没给手机号。', next: '再点一次，选「允许」。' });
      const indexes = blindIndexes(ctx.services.ring, 'persons.phone', normalPhone(phone));
      const invited = (await ctx.repos.bonds.invited(indexes)).filter(canInvite).slice(0, MOST_INVITED);
      return offerCodes(await ctx.repos.registry.byPhone(indexes), 'phone', ctx, invited);
    }),
  show: (outcome, _input, ctx) => showOffers(outcome, ctx),
});

export const findByNumber = action('bond.byNumber', {
  roles: ['visitor'],
  change: ({ name, idNumber }, ctx) =>
    evenly(async () => {
      await demandConsent(ctx);
      const { ring } = ctx.services;
      await spendTry(ctx.store, ctx.now, 'find', ctx.caller.openid, TRIES);
      // Counted for any number, there or not: being refused for too many tries tells nothing.
      await spendTry(ctx.store, ctx.now, 'found', keyedHash(ring, 'find', idNumber), TRIES);
      const persons = await ctx.repos.registry.byNumber(blindIndexes(ring, 'persons.idNumber', idNumber));
      return offerCodes(
        persons.filter((person) => person.name === name.replace(/\s/g, '')),
        'number',
        ctx,
      );
    }),
  show: (outcome, _input, ctx) => showOffers(outcome, ctx),
});
