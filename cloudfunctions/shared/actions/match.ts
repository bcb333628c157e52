// Short lists: for oneself or a family member, for somebody of one's places, and the people a posting fits.
import { scopesOf } from '@shared/access';
import { ledgerOf } from '@shared/actions/person-facts';
import { kmWords } from '@shared/domain/distance';
import { matchOf } from '@shared/domain/matching';
import { cellForPosting, READY, UNWILLING, type WaitClass } from '@shared/domain/person-cells';
import type { WhereaboutsRecord } from '@shared/domain/records';
import { jobCard } from '@shared/present';
import { WHERE_READERS } from '@shared/repos/where';
import { action } from '@shared/runtime/action';
import { Problem } from '@shared/runtime/problem';
import { around, matchPerson, reasonsOf, shortListOf } from './match-parts';

export const matchMine = action('match.mine', {
  roles: ['resident'],
  async run({ person: id }, ctx) {
    const { repos, caller } = ctx;
    const subject = await repos.persons.mine(id);
    const isSelf = caller.people.find(({ person }) => person === id)?.as === 'self';
    const whom = isSelf ? 'self' : subject.person.sex === '女' ? '她' : '他';
    const [ledger, village] = await Promise.all([ledgerOf(subject, ctx), repos.places.get(subject.person.village)]);
    return {
      whom,
      person: { id, name: subject.person.name, villageName: village?.name ?? '', contact: village?.contact ?? { words: '', phone: '' } },
      ...(await shortListOf(ledger, village, 'resident', ctx, whom)),
    };
  },
});

export const matchForPerson = action('match.person', {
  roles: WHERE_READERS,
  async run({ person: id }, ctx) {
    const { repos } = ctx;
    const subject = await repos.registry.inScope(id, WHERE_READERS);
    const { name, household, village: code, phone, contact } = subject.person;
    const [ledger, village, stands] = await Promise.all([ledgerOf(subject, ctx), repos.places.get(code), repos.where.one(id)]);
    return {
      person: {
        id,
        name,
        household,
        villageName: village?.name ?? '',
        stands: stands?.words ?? '',
        call: phone !== null ? ('own' as const) : contact ? ('contact' as const) : ('' as const),
      },
      ...(await shortListOf(ledger, village, 'official', ctx)),
    };
  },
});

const PAGE = 20;

/** Where a page begins: the class of people, then the last one seen of it. */
function fromCursor(cursor: string | undefined, classes: readonly WaitClass[]): { at: number; after: string | undefined } {
  if (cursor === undefined) return { at: 0, after: undefined };
  const at = classes.indexOf(cursor.slice(0, 1) as WaitClass);
  if (at < 0 || cursor.charAt(1) !== '|') throw new Problem('bad_input', { fields: { cursor: '从头再看' } });
  return { at, after: cursor.slice(2) || undefined };
}

export const matchForPosting = action('match.posting', {
  roles: WHERE_READERS,
  async run({ posting: id, village, who, cursor, limit = PAGE }, ctx) {
    const { repos, today } = ctx;
    const posting = await repos.postings.inScope(id);
    const scopes = await repos.registry.scopesFor(WHERE_READERS, village);
    const villages = await repos.places.villagesIn(scopesOf(ctx.caller, WHERE_READERS));
    const placeOf = new Map(villages.map((place) => [place._id, place]));
    const classes = who === 'ready' ? READY : UNWILLING;
    const start = fromCursor(cursor, classes);
    const found: WhereaboutsRecord[] = [];
    let next: string | null = null;
    for (let at = start.at; at < classes.length; at += 1) {
      const one = classes[at] as WaitClass;
      const page = await repos.where.fitting(
        scopes,
        cellForPosting(posting, one),
        at === start.at ? start.after : undefined,
        limit - found.length,
      );
      found.push(...page);
      if (found.length < limit) continue;
      next = `${one}|${page[page.length - 1]?.sortKey ?? ''}`;
      break;
    }
    const persons = new Map((await repos.registry.persons(found.map(({ person }) => person))).map((one) => [one._id, one]));
    const items = await Promise.all(
      found.map(async (stands) => {
        const person = persons.get(stands.person);
        if (!person) return null;
        const place = placeOf.get(stands.village) ?? null;
        const own = matchPerson(person, place, stands.monthlyFen, today);
        const [near] = await around([posting], own.from, ctx);
        const match = matchOf(own, posting, near?.around ?? { km: null, marks: [] });
        return { stands, age: own.age, match, km: near?.around.km ?? null, village: place?.name ?? '' };
      }),
    );
    const rows = items.flatMap((one) => one ?? []);
    return {
      job: jobCard(posting, today),
      villages: villages.map(({ _id, name }) => ({ code: _id, name })),
      items: rows
        .sort(
          (a, b) => classOf(a.stands) - classOf(b.stands) || Number(b.match.fits) - Number(a.match.fits) || b.match.score - a.match.score,
        )
        .map(({ stands, age, match, km, village: name }) => ({
          person: stands.person,
          name: stands.name,
          household: stands.household,
          headName: stands.headName,
          group: stands.group,
          village: name,
          age,
          state: stands.status,
          stands: stands.words,
          call: stands.call,
          distance: kmWords(km, '本村'),
          fits: match.fits,
          reasons: reasonsOf(match, 'official'),
        })),
      next,
    };
  },
});

const classOf = ({ status }: WhereaboutsRecord): number => (status === 'home_for_now' ? 1 : 0);
