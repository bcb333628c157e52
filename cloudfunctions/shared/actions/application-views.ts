// What leaves of an application: for whoever wants the job, and for officers of their place; no number of anybody.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import { workOf } from '@shared/domain/application-work';
import { lastOf, type MoverAs, verbsFor } from '@shared/domain/applications';
import { openSpell } from '@shared/domain/month';
import type { ApplicationRecord, ApplicationStatus, PersonRecord, PostingRecord, SpellRecord } from '@shared/domain/records';
import { placeWords } from '@shared/domain/spells';
import { APPLICATION_MOVERS } from '@shared/repos/applications';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

export type View = Output<'application.mine'>['items'][number];
export type Row = Output<'application.list'>['items'][number];
export type Shown = Output<'application.show'>;

/** As whom the caller acts for a person; null = for nobody. */
export function actsAs(person: string, { caller }: Pick<Context, 'caller'>): 'self' | 'helper' | null {
  return caller.people.find((one) => one.person === person)?.as ?? null;
}

export function viewFor(application: ApplicationRecord, as: MoverAs): View {
  const { _id: id, version, posting, title, employer, person, personName, status, dueOn, steps, spell, note } = application;
  return {
    id,
    version,
    posting,
    title,
    employer,
    person: { id: person, name: personName },
    status: status as ApplicationStatus,
    since: steps[steps.length - 1]?.on ?? '',
    dueOn,
    steps: steps.map(({ to, on, by, why, words }) => ({
      to,
      on,
      // What the house did is signed by nobody.
      by: as === 'cadre' || by.as !== 'cadre' ? by.name : '村里',
      why,
      words,
    })),
    note: note?.words ?? '',
    may: verbsFor(status as ApplicationStatus, as),
    written: spell !== '',
  };
}

export async function rowsFor(applications: readonly ApplicationRecord[], { repos, store, caller }: Context): Promise<Row[]> {
  const villages = new Map(
    await Promise.all(
      [...new Set(applications.map(({ village }) => village))].map(async (code) => [code, await repos.places.get(code)] as const),
    ),
  );
  const persons = await store.getMany<PersonRecord>('persons', [...new Set(applications.map(({ person }) => person))]);
  const byId = new Map(persons.map((one) => [one._id, one]));
  return applications.map((one) => {
    const person = byId.get(one.person);
    const view = viewFor(one, 'cadre');
    return {
      ...view,
      may: covers(caller, APPLICATION_MOVERS, one) ? view.may : [],
      villageName: villages.get(one.village)?.name ?? '',
      call: callOf(person),
    };
  });
}

/** Whose telephone is known. */
export const callOf = (person: PersonRecord | undefined): 'own' | 'contact' | '' =>
  person === undefined ? '' : person.phone !== null ? 'own' : person.contact ? 'contact' : '';

const UNITS = { month: '一个月', day: '一天', hour: '一小时', piece: '一件' } as const;
const payOf = ({ pay }: PostingRecord): string => {
  const [from, to] = [pay.minFen, pay.maxFen].map((fen) => String(fen / 100));
  return `${UNITS[pay.unit]} ${from === to ? from : `${from}–${to}`} 元`;
};

/** All an officer sees of one, with the record it would become. */
export async function shownOf(id: string, ctx: Context): Promise<Shown> {
  const { repos, caller, today } = ctx;
  const application = await repos.applications.inScope(id);
  const [row] = await rowsFor([application], ctx);
  if (!row) throw new Problem('not_found');
  const [posting, { person }] = await Promise.all([repos.postings.get(application.posting), repos.registry.inScope(application.person)]);
  const mayWrite = person.status === 'active' && covers(caller, APPLICATION_MOVERS, application);
  const written = application.spell !== '' || !['taken', 'stayed'].includes(application.status);
  return {
    application: row,
    today,
    job: posting && {
      status: posting.status,
      headcount: posting.headcount,
      taken: posting.taken ?? 0,
      until: posting.until,
      contact: { name: posting.contact.name, phone: posting.contact.phone },
      place: placeWords(posting.place),
      pay: payOf(posting),
    },
    estimate: application.estimate,
    came: await cameOf(application, person, ctx),
    work: written || posting === null ? null : await workFor(application, posting, person, ctx),
    mayWrite,
  };
}

const APPROVED: readonly string[] = ['approved', 'in_batch', 'paid', 'payment_failed'];

/** Beside what was estimated: the pay of the work it became, and what of those programmes was approved since that year. */
async function cameOf({ estimate, spell }: ApplicationRecord, person: PersonRecord, ctx: Context): Promise<Shown['came']> {
  if (spell === '') return null;
  const [work, claims, active] = await Promise.all([
    ctx.store.get<SpellRecord>('spells', spell),
    estimate === null ? [] : ctx.repos.claims.ofPerson(person),
    ctx.policies.active(ctx.today),
  ]);
  const since = claims.filter(
    ({ programme, period, status }) =>
      APPROVED.includes(status) && estimate?.programmes.includes(programme) && period.slice(0, 4) >= estimate.on.slice(0, 4),
  );
  const name = (programme: string) => active.find(({ pack }) => pack.programme === programme)?.pack.spoken ?? '补贴';
  return {
    monthFen: work?.monthlyFen ?? null,
    claims: since.map(({ programme, amountFen, status }) => ({ words: name(programme), amountFen, paid: status === 'paid' })),
  };
}

async function workFor(application: ApplicationRecord, posting: PostingRecord, person: PersonRecord, ctx: Context): Promise<Shown['work']> {
  const open = openSpell(await ctx.repos.spells.ofPerson(person));
  const { work, payWords } = workOf(posting);
  const on = lastOf(application, 'taken') || ctx.today;
  return {
    on,
    work,
    payWords,
    ends: open && {
      id: open._id,
      version: open.version,
      start: open.start,
      place: placeWords(open.place),
      employer: open.employer ?? '',
    },
  };
}
