// 有难处: a duty with a date for a named person, the telephone that helps, and pay that is owed marked so that it is never read as none.
import { covers } from '@shared/access';
import { grantsInForce } from '@shared/domain/actor';
import { addDays } from '@shared/domain/dates';
import { newDuty } from '@shared/domain/duties';
import { checkId, monthOf, openSpell, roundId } from '@shared/domain/month';
import type {
  CheckRecord,
  DutyRecord,
  PersonRecord,
  Role,
  RoundRecord,
  SpellRecord,
  StaffRecord,
  TroubleKind,
} from '@shared/domain/records';
import { lineFor, TROUBLES } from '@shared/domain/troubles';
import type { Context } from '@shared/runtime/context';
import { partly } from './month-answer';

const VILLAGE_ROLES: readonly Role[] = ['village_head', 'cadre'];

/** The first of the trouble's roles that somebody holds there: in the village itself before anybody of the township. */
async function ownerFor(kind: TroubleKind, person: PersonRecord, { repos, today }: Context): Promise<StaffRecord | null> {
  const staff = (await repos.staff.all()).filter(({ status }) => status === 'active');
  for (const role of TROUBLES[kind].owners) {
    const holds = (one: StaffRecord) => covers({ grants: grantsInForce(one.grants, today) }, [role], person);
    const near = (one: StaffRecord) => one.grants.some(({ code }) => code === person.village);
    const found = staff.filter(holds).sort((a, b) => Number(near(b)) - Number(near(a)) || (a._id < b._id ? -1 : 1))[0];
    if (found && (VILLAGE_ROLES.includes(role) || found.grants.length > 0)) return found;
  }
  return null;
}

export interface Told {
  duty: DutyRecord;
}

const dutyId = (kind: TroubleKind, person: string, month: string): string => `duty:${kind}:${person}:${month}`;

/**
 * Takes a trouble once a month and kind: said again it changes nothing. Arrears mark the open work as owed from this month on, unless it is
 * marked already: its months count on, and pay written as nothing is not known (see actions/person-facts.ts).
 */
export async function takeTrouble(
  person: PersonRecord,
  trouble: { kind: TroubleKind; words: string },
  by: { name: string; role: string; how: 'self' | 'family' | 'phone' | 'met' | 'group' },
  ctx: Context,
): Promise<Told> {
  const { kind, words } = trouble;
  const { now, today, caller } = ctx;
  const month = monthOf(today);
  const id = dutyId(kind, person._id, month);
  const owner = await ownerFor(kind, person, ctx);
  const spells = await ctx.store.list<SpellRecord>('spells', { where: { person: person._id }, order: ['start', 'asc'], limit: 200 });
  const open = openSpell(spells);
  const { county, town, village, name } = person;
  await partly(ctx, id, { kind, words }, async (change) => {
    const known = await change.get<DutyRecord>('duties', id);
    if (known) return { record: id, version: known.version, note: {} };
    const duty = newDuty(
      {
        id,
        kind,
        place: { county, town, village },
        owner: owner?._id ?? '',
        ownerName: owner?.name ?? '',
        person: { id: person._id, name },
        household: person.household,
        words: `${name}${TROUBLES[kind].duty}${words === '' ? '' : `（原话：${words}）`}`,
        dueOn: addDays(today, TROUBLES[kind].days),
        from: { collection: 'checks', record: checkId(month, person._id) },
      },
      now,
      { openid: caller.openid, name: by.name },
    );
    const { version } = await change.put('duties', null, duty, { verb: 'begin', role: by.role });
    if (owner)
      change.tell({
        openid: owner._id,
        subject: id,
        version,
        kind: 'duty',
        title: `${name}：${TROUBLES[kind].spoken}`,
        text: `${duty.dueOn}前要有回话。`,
        page: '/packages/month/duties/duties',
      });
    const check = await change.get<CheckRecord>('checks', checkId(month, person._id));
    const round = check && (await change.get<RoundRecord>('rounds', roundId(village, month)));
    if (check && round?.status === 'open') {
      const first =
        check.status === 'due' ? { status: 'trouble' as const, how: by.how, at: now, by: { openid: caller.openid, name: by.name } } : {};
      const troubles = [...new Set([...(check.troubles ?? []), kind])];
      await change.put('checks', check, { ...check, ...first, troubles }, { verb: 'trouble', role: by.role, detail: { kind } });
    }
    const spell = kind === 'arrears' && open ? await change.get<SpellRecord>('spells', open._id) : null;
    if (spell && !spell.owed)
      await change.put('spells', spell, { ...spell, owed: { since: month, toldOn: today } }, { verb: 'owed', role: by.role });
    return { record: id, version, note: {} };
  });
  return { duty: (await ctx.store.get<DutyRecord>('duties', id)) as DutyRecord };
}

/** What somebody in trouble is told at once. */
export async function troubleWords(kind: TroubleKind, person: PersonRecord, duty: DutyRecord, { repos }: Context) {
  const [installation, town, village] = await Promise.all([
    repos.installation.get(),
    repos.places.get(person.town),
    repos.places.get(person.village),
  ]);
  const none = { words: installation.offices.town, phone: installation.complaintPhone };
  return {
    say: [...TROUBLES[kind].say],
    line: lineFor(kind, installation),
    office: town ? { words: installation.offices.town, phone: town.contact.phone } : none,
    village: village?.contact ?? none,
    owner: duty.ownerName,
    dueOn: duty.dueOn,
  };
}
