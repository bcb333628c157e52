// What the month's pages share: a check as it is seen, with the work it is about, and a round.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import { familyContact } from '@shared/domain/contacts';
import { monthOf, openSpell, standingOf } from '@shared/domain/month';
import type { CheckRecord, PersonRecord, RoundRecord, SpellRecord, StaffRecord } from '@shared/domain/records';
import { placeWords } from '@shared/domain/spells';
import { TROUBLES } from '@shared/domain/troubles';
import { ASKERS, manyById, personsAmong, spellsAmong } from '@shared/repos/months';
import type { Context } from '@shared/runtime/context';

export type CheckView = Output<'month.village'>['items'][number];

type RoundView = NonNullable<Output<'month.village'>['round']>;

export const thisMonth = ({ today }: Pick<Context, 'today'>): string => monthOf(today);

function viewOf(
  check: CheckRecord,
  person: PersonRecord | undefined,
  spells: readonly SpellRecord[],
  staff: ReadonlyMap<string, StaffRecord>,
  me: string,
): CheckView {
  const spell = openSpell(spells);
  const contact = person ? familyContact(person) : null;
  return {
    id: check._id,
    version: check.version,
    person: check.person,
    name: check.name,
    household: check.household,
    headName: check.headName,
    group: check.group,
    callerName: check.caller === null ? '' : (staff.get(check.caller)?.name ?? ''),
    mine: check.caller === me,
    first: check.first,
    status: check.status,
    how: check.how,
    note: check.note,
    at: check.at,
    by: check.by?.name ?? '',
    tries: check.tries.length,
    standing: standingOf(spell),
    where: spell === null ? '' : [placeWords(spell.place), spell.employer ?? ''].filter((part) => part !== '').join(' · '),
    backOn: spell?.away?.backOn ?? '',
    away: spell?.away ?? null,
    ownPhone: person?.phone != null,
    contact: contact ? { name: contact.name, relation: contact.relation } : null,
    bestHour: person?.bestHour ?? '',
    troubles: (check.troubles ?? []).map((kind) => TROUBLES[kind].official),
    late: check.late ?? '',
    others: (check.others ?? []).length,
  };
}

/** Checks already loaded within the caller's places, as they are shown. */
export async function checkViews(
  checks: readonly CheckRecord[],
  { store, caller }: Pick<Context, 'store' | 'caller'>,
): Promise<CheckView[]> {
  const ids = checks.map(({ person }) => person);
  const [persons, spells, staff] = await Promise.all([
    personsAmong(store, ids),
    spellsAmong(store, ids),
    manyById<StaffRecord>(
      store,
      'staff',
      checks.flatMap((one) => one.caller ?? []),
    ),
  ]);
  return checks.map((check) => viewOf(check, persons.get(check.person), spells.get(check.person) ?? [], staff, caller.openid));
}

export async function roundView(round: RoundRecord, { repos }: Pick<Context, 'repos'>): Promise<RoundView> {
  const place = await repos.places.get(round.village);
  const { village, month, cutoff, status, closedAt, version } = round;
  return { village, villageName: place?.name ?? '', month, cutoff, status, closedAt, version };
}

export const asksIn = ({ caller }: Pick<Context, 'caller'>, placed: { county: string; town: string; village: string }): boolean =>
  covers(caller, ASKERS, placed);
