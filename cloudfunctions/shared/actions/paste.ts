// Postings pasted from a chat and confirmed by whoever pasted them: written together, each waiting for a named person to check it.
import { randomUUID } from 'node:crypto';
import { roleFor, scopesOf } from '@shared/access';
import type { Parsed } from '@shared/contract';
import { movedPosting, newPosting, PostingRefused } from '@shared/domain/postings';
import type { PostingRecord } from '@shared/domain/records';
import type { NamedSpot } from '@shared/domain/work-spot';
import { employerIdOf } from '@shared/repos/employers';
import { POSTING_WRITERS } from '@shared/repos/postings';
import { action } from '@shared/runtime/action';
import { canonical } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { twinsOf } from './paste-same';
import { demandSpot } from './posting-spot';
import { boardOf } from './posting-write';

type Confirmed = Parsed<'paste.confirm'>['postings'][number];

export const pasteSetting = action('paste.setting', {
  roles: POSTING_WRITERS,
  async run(_input, { repos, caller, today }) {
    const [{ home }, served] = await Promise.all([repos.installation.get(), repos.places.villagesIn(scopesOf(caller, POSTING_WRITERS))]);
    // A village's cadre writes down work in the villages around as well.
    const codes = [...new Set(served.map(({ town }) => town))];
    const [towns, villages] = await Promise.all([
      Promise.all(codes.map((code) => repos.places.get(code))),
      repos.places.villagesIn(codes.map((code) => ({ level: 'town' as const, code }))),
    ]);
    const spots: NamedSpot[] = [
      ...villages.map(({ _id: code, name }) => ({ name, spot: { kind: 'village' as const, code } })),
      ...towns.flatMap((town) => (town ? [{ name: town.name, spot: { kind: 'town_seat' as const } }] : [])),
    ];
    return { today, home, near: spots.map(({ name }) => name), spots };
  },
});

/** What others will read, by the number of the posting and its field. */
const typed = (one: Confirmed, n: number): [string, string][] =>
  Object.entries({
    title: one.title,
    employer: one.employer,
    place: one.place.address,
    'pay.how': one.pay.how,
    hours: one.hours,
    age: one.age.why,
    onlySex: one.onlySex?.why ?? '',
    skills: [...one.skills, ...one.certificates].join('、'),
    insurance: one.insurance,
    contract: one.contract,
    transport: one.transport,
    description: one.description,
    contact: one.contact.name,
    backing: [one.backing?.name ?? '', one.backing?.busWords ?? ''].join(' ').trim(),
  }).map(([field, words]) => [`${n}.${field}`, words]);

/** @throws Problem 'bad_input' at `{n}.{field}` when something that residents must be told is lacking. */
function waiting(draft: PostingRecord, n: number, today: string): PostingRecord {
  try {
    return movedPosting(draft, { verb: 'submit', as: 'writer', today });
  } catch (error) {
    if (!(error instanceof PostingRefused)) throw error;
    throw new Problem('bad_input', {
      message: `第 ${n + 1} 条：${error.message}。`,
      fields: { [`${n}.${error.field}`]: error.message },
      next: '补上再按一次，别的都还在。',
    });
  }
}

/** @throws Problem at `{n}.same` when one of them stands already, or twice in the message itself. */
async function demandNew(fresh: readonly PostingRecord[], apart: readonly string[], ctx: Context): Promise<void> {
  const told = new Map<string, number>();
  const twins = await Promise.all(fresh.map((one) => twinsOf(one, ctx)));
  for (const [n, one] of fresh.entries()) {
    const words = canonical([one.sameKey, one.pay, one.hours, one.until, one.description]);
    const before = told.get(words);
    const stands = twins[n]?.find(({ id, same }) => same && !apart.includes(id));
    const why = before !== undefined ? `和第 ${before + 1} 条一模一样。` : stands?.words;
    if (why !== undefined)
      throw new Problem('not_possible_now', {
        message: `第 ${n + 1} 条没有写：${why}`,
        fields: { [`${n}.same`]: why },
        next: before === undefined ? '去掉这一条；真是另一条的，点「照写」。' : '去掉一条再交。',
      });
    told.set(words, n);
  }
}

export const confirmPasted = action('paste.confirm', {
  roles: POSTING_WRITERS,
  limit: { times: 40, seconds: 600 },
  async change({ postings, apart }, ctx) {
    const { caller, today } = ctx;
    const place = await boardOf(ctx);
    const by = { openid: caller.openid, name: caller.name };
    const fresh = postings.map((fields, n) =>
      waiting(
        newPosting({
          id: `j-${randomUUID()}`,
          fields,
          source: 'pasted',
          place,
          employerId: employerIdOf(place.town, fields.employer),
          by,
          today,
        }),
        n,
        today,
      ),
    );
    await demandNew(fresh, apart, ctx);
    await demandFit(Object.fromEntries(postings.flatMap(typed)), ctx);
    for (const [n, { spot }] of postings.entries()) await demandSpot(spot, ctx, `${n}.spot`);
    return ctx.change(async (change) => {
      for (const one of fresh) await change.put('postings', null, one, { verb: 'paste', role: roleFor(caller, one) });
      return { record: fresh[0]?._id ?? '', version: 1, note: { ids: fresh.map(({ _id }) => _id).join(' ') } };
    });
  },
  async show({ note }, _input, { repos }) {
    const found = await Promise.all(
      String(note.ids)
        .split(' ')
        .map((id) => repos.postings.inScope(id)),
    );
    return { postings: found.map(({ _id: id, title, status }) => ({ id, title, status })) };
  },
});
