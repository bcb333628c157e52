// Writing postings down and every step they take: submitted, checked by somebody named, asked about again, full, stopped, and back.
import { randomUUID } from 'node:crypto';
import { type Caller, roleFor, scopesOf } from '@shared/access';
import type { Parsed } from '@shared/contract';
import { beijingDate } from '@shared/domain/dates';
import { changedWords } from '@shared/domain/posting-news';
import {
  askAgainDays,
  mayEdit,
  movedPosting,
  newPosting,
  type PostingFields,
  PostingRefused,
  type PostingStep,
  postingLacks,
  written,
} from '@shared/domain/postings';
import type { EmployerRecord, JobSource, PostingRecord, PostingStatus } from '@shared/domain/records';
import { demandNotStopped, employerIdOf } from '@shared/repos/employers';
import { POSTING_WRITERS } from '@shared/repos/postings';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { beginTelling } from '@shared/works/posting-tell';
import { demandFit } from './fit';
import { tellOfferers } from './offer-told';
import { demandSpot } from './posting-spot';
import { caseOf, moverOf } from './postings';

type Fields = Parsed<'posting.write'>['fields'];

/** What others will read, by field of the form. */
export const typedWords = (fields: PostingFields): Record<string, string> => ({
  title: fields.title,
  employer: fields.employer,
  address: fields.place.address,
  payHow: fields.pay.how,
  hours: fields.hours,
  ageWhy: fields.age.why ?? '',
  onlySexWhy: fields.onlySex?.why ?? '',
  skills: [...fields.skills, ...fields.certificates].join('、'),
  insurance: fields.insurance,
  contract: fields.contract,
  transport: fields.transport,
  description: fields.description,
  contactName: fields.contact.name,
  backingName: [fields.backing?.name ?? '', fields.backing?.busWords ?? ''].join(' ').trim(),
});

const sourceOf = ({ backing, channel }: Fields): JobSource => backing?.kind ?? (channel === 'workshop' ? 'workshop' : 'typed');

/** Whose board it stands on: the widest place the writer serves in such a role. */
export async function boardOf({ caller, repos }: Context): Promise<{ county: string; town: string; village: string }> {
  const scopes = scopesOf(caller, POSTING_WRITERS);
  const scope = scopes.find(({ level }) => level === 'town') ?? scopes.find(({ level }) => level === 'village') ?? scopes[0];
  const place = scope ? await repos.places.get(scope.code) : null;
  if (!place) throw new Problem('not_allowed', { message: '先要有管的村或乡，才能登岗位。' });
  if (place.level === 'village') return { county: place.county, town: place.town, village: place._id };
  return { county: place.county || place._id, town: place.level === 'town' ? place._id : '', village: '' };
}

/** @throws Problem in the words of the table, at the field it is about. */
function demanded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PostingRefused)) throw error;
    if (error.field !== '') throw new Problem('bad_input', { message: `${error.message}。`, fields: { [error.field]: error.message } });
    throw new Problem('not_possible_now', { message: `${error.message}。`, next: '返回刷新再看。' });
  }
}

/** The posting as its transaction sees it. @throws Problem when it is gone, another version, or only to be read. */
export function sameOwn(before: PostingRecord | null, version: number | null, caller: Caller): 'writer' | 'checker' {
  if (!before || before.status === 'dropped') throw new Problem('not_found', { message: '这个岗位不在了。', next: '返回刷新再看。' });
  if (before.version !== version) throw new Problem('changed_meanwhile');
  const as = moverOf(before, caller);
  if (as === null) throw new Problem('not_allowed', { message: '这个岗位不归您管。' });
  return as;
}

export const writePosting = action('posting.write', {
  roles: POSTING_WRITERS,
  limit: { times: 60, seconds: 600 },
  async change({ posting, version, fields }, ctx) {
    const { repos, caller, today, now } = ctx;
    if (posting !== null) await repos.postings.inScope(posting, POSTING_WRITERS);
    await demandFit(typedWords(fields), ctx);
    await demandSpot(fields.spot, ctx);
    const place = posting === null ? await boardOf(ctx) : null;
    const id = posting ?? `j-${randomUUID()}`;
    const by = { openid: caller.openid, name: caller.name };
    return ctx.change(async (change) => {
      const before = posting === null ? null : await change.get<PostingRecord>('postings', id);
      if (place) {
        const fresh = newPosting({
          id,
          fields,
          source: sourceOf(fields),
          place,
          employerId: employerIdOf(place.town, fields.employer),
          by,
          today,
        });
        const stored = await change.put('postings', null, fresh, { verb: 'begin', role: roleFor(caller, fresh) });
        return { record: id, version: stored.version, note: {} };
      }
      const as = sameOwn(before, version, caller);
      const held = before as PostingRecord;
      if (!mayEdit(held.status as PostingStatus, as))
        throw new Problem('not_possible_now', { message: '已经放出去的岗位由乡里的站来改。', next: '打电话告诉站里改什么。' });
      const wanted = written(held, fields, fields.employer === held.employer ? employerOf(held) : employerIdOf(held.town, fields.employer));
      const [lack] = held.status === 'draft' || held.status === 'refused' ? [] : postingLacks(wanted, today);
      if (lack) throw new Problem('bad_input', { message: `${lack.words}。`, fields: { [lack.field]: lack.words } });
      const stored = await change.put('postings', held, wanted, { verb: 'edit', role: roleFor(caller, held) });
      await beginTelling(change, held, stored, now, changedWords(held, stored));
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => caseOf(await ctx.repos.postings.inScope(record, POSTING_WRITERS), ctx),
});

/** Old ones do not know their employer yet: the id follows from the name. */
const employerOf = ({ employerId, town, employer }: PostingRecord): string => employerId || employerIdOf(town, employer) || 'employer:none';

/** Office and name, as residents read who checked it. */
async function signedBy({ caller, repos }: Context, posting: PostingRecord): Promise<string> {
  const town = await repos.places.get(posting.town);
  const office = roleFor(caller, posting) === 'labour_clerk' ? '劳动就业站' : '乡村振兴站';
  return `${town?.name ?? ''}${office} ${caller.name}`;
}

export const turnPosting = action('posting.turn', {
  roles: POSTING_WRITERS,
  limit: { times: 120, seconds: 600 },
  async change({ posting: id, version, verb, words = '', how, headcount, until }, ctx) {
    const { repos, caller, now } = ctx;
    const today = beijingDate(now);
    const seen = await repos.postings.inScope(id, POSTING_WRITERS);
    await demandFit({ words }, ctx);
    const [by, days] = await Promise.all([signedBy(ctx, seen), repos.installation.get().then(askAgainDays)]);
    const note = verb === 'check' ? words.trim() : '';
    return ctx.change(async (change) => {
      const before = await change.get<PostingRecord>('postings', id);
      const as = sameOwn(before, version, caller);
      const held = before as PostingRecord;
      // Read in the same change: whoever stops an employer at this moment is heard.
      if (verb === 'check' || verb === 'still') demandNotStopped(await change.get<EmployerRecord>('employers', employerOf(held)));
      const step: PostingStep = {
        ...{ verb, as, today, words, days },
        ...(how ? { checked: { by, on: today, how, openid: caller.openid, ...(note === '' ? {} : { note }) } } : {}),
        ...(verb === 'still' || verb === 'reopen' ? { headcount, until } : {}),
      };
      const moved = demanded(() => movedPosting(held, step));
      const wanted = verb === 'drop' ? { ...moved, status: 'dropped' } : moved;
      const stored = await change.put('postings', held, wanted, {
        verb,
        role: roleFor(caller, held),
        ...(how && verb === 'check' ? { detail: { how } } : {}),
      });
      await beginTelling(change, held, stored, now);
      await tellOfferers(change, held, stored, { mover: caller.openid, today });
      return { record: id, version: stored.version, note: { status: stored.status } };
    });
  },
  show: async ({ record, version, note }) => ({ id: record, status: String(note.status), version }),
});

export const differPosting = action('posting.differ', {
  roles: POSTING_WRITERS,
  async change({ posting: id, version, other }, ctx) {
    const [, beside] = await Promise.all([ctx.repos.postings.inScope(id, POSTING_WRITERS), ctx.repos.postings.inScope(other)]);
    return ctx.change(async (change) => {
      const before = await change.get<PostingRecord>('postings', id);
      if (sameOwn(before, version, ctx.caller) !== 'checker') throw new Problem('not_allowed', { message: '这一步要乡里的站来定。' });
      const held = before as PostingRecord;
      const differs = [...new Set([...(held.differs ?? []), beside._id])].slice(-50);
      const deed = { verb: 'differ', role: roleFor(ctx.caller, held), detail: { other } };
      const stored = await change.put('postings', held, { ...held, differs }, deed);
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => caseOf(await ctx.repos.postings.inScope(record, POSTING_WRITERS), ctx),
});
