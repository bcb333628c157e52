// Somebody's work written down by a cadre: what there is and what happened to it; begun, moved, home for a while, over, put right.
import { covers, roleFor } from '@shared/access';
import type { Output, Parsed } from '@shared/contract';
import { ageOn } from '@shared/domain/dates';
import type { HistoryRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { historyWords } from '@shared/domain/words/spells';
import { rebuildDirty } from '@shared/listing/dirty';
import { WHERE_READERS, WHERE_WRITERS } from '@shared/repos/where';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { demandFit } from './fit';
import { claimsUnderWay, markFilled } from './resting';
import { nextSpellId, putMove } from './spell-parts';
import { standingRow } from './where-parts';

type Page = Output<'spell.list'>;
type Move = Parsed<'spell.move'>['move'];

/** Histories of the newest works are told; older ones are read on the person's page. */
const MOST_TOLD = 6;
const MOST_ENTRIES = 30;

function viewOf(spell: SpellRecord): Page['spells'][number] {
  const { _id: id, version, start, end, place, employer, monthlyFen, industry, channel, organised, kind } = spell;
  const { subIndustry = '', job = '', overseas = false, contractUntil = null, away = null, endReason = '', confirmed = null } = spell;
  return {
    id,
    version,
    start,
    end,
    place: { province: place.province, city: place.city, county: place.county },
    employer,
    monthlyFen,
    industry,
    subIndustry,
    channel,
    organised,
    kind,
    job,
    overseas,
    contractUntil,
    away: away && { since: away.since, why: away.why, backOn: away.backOn },
    endReason,
    confirmed: confirmed && { month: confirmed.month, how: confirmed.how },
  };
}

async function pageOf(id: string, ctx: Context): Promise<Page> {
  const { repos, services, caller, today, now } = ctx;
  const { person, household } = await repos.registry.inScope(id, WHERE_READERS);
  await rebuildDirty(services, now, person.village);
  const [spells, village, standing, installation] = await Promise.all([
    repos.spells.ofPerson(person),
    repos.places.get(person.village),
    repos.where.one(id),
    repos.installation.get(),
  ]);
  const newest = [...spells].reverse();
  return {
    person: {
      id,
      name: person.name,
      age: ageOn(person.born, today),
      group: household?.group ?? '',
      headName: household?.headName ?? '',
      villageName: village?.name ?? '',
    },
    about: {
      sex: person.sex,
      born: person.born || null,
      relation: person.relation,
      labourSkill: person.labourSkill,
      schooling: person.schooling,
      studentStatus: person.studentStatus,
      health: person.health.split(/[、,，]/).filter((word) => word !== ''),
      support: person.support ?? null,
      householdType: household?.householdType ?? '',
    },
    today,
    spells: newest.map(viewOf),
    standing: standing && standingRow(standing, village?.name ?? ''),
    home: installation.home,
    history: await historyOf(newest.slice(0, MOST_TOLD), ctx),
    mayWrite: person.status === 'active' && covers(caller, WHERE_WRITERS, person),
  };
}

async function historyOf(spells: readonly SpellRecord[], { repos }: Context): Promise<Page['history']> {
  const entries = (await Promise.all(spells.map((one) => repos.spells.historyOf(one._id)))).flat();
  const newest = entries.sort((a, b) => (a.at !== b.at ? (a.at < b.at ? 1 : -1) : b.version - a.version)).slice(0, MOST_ENTRIES);
  const names = await repos.spells.namesOf(newest.map(({ by }) => by.openid));
  return newest.map((entry: HistoryRecord) => ({
    at: entry.at,
    by: names.get(entry.by.openid) ?? '',
    words: `${aboutOf(spells, entry.record)}${historyWords(entry)}`,
  }));
}

const aboutOf = (spells: readonly SpellRecord[], record: string): string => {
  const spell = spells.find(({ _id }) => _id === record);
  return spell && spells.length > 1 ? `${spell.start.slice(0, 7)} 起的那条，` : '';
};

export const spellList = action('spell.list', {
  roles: WHERE_READERS,
  run: async ({ person }, ctx) => pageOf(person, ctx),
});

/** What was typed and others will read. */
export function typed(move: Move): Record<string, string> {
  const work = 'work' in move ? move.work : 'fields' in move ? move.fields : {};
  const { place, employer, job, industry, subIndustry, channel, kind } = work;
  return {
    reason: 'reason' in move ? move.reason : '',
    place: place ? Object.values(place).join(' ') : '',
    employer: employer ?? '',
    job: job ?? '',
    industry: industry ?? '',
    subIndustry: subIndustry ?? '',
    channel: channel ?? '',
    kind: kind ?? '',
  };
}

/** What the shape alone does not say: a place down to its county, nobody at work before sixteen (national rule 5_16_010). */
export function demandWhole(move: Move, person: PersonRecord): void {
  const bad = (field: string, words: string) => new Problem('bad_input', { fields: { [field]: words } });
  const work = 'work' in move ? move.work : 'fields' in move ? move.fields : {};
  if (work.place && work.overseas !== true && (work.place.city === '' || work.place.county === '')) throw bad('place', '地点要选到县');
  const [field, start] =
    'on' in move && move.kind !== 'back' ? ['on', move.on] : 'fields' in move ? ['start', move.fields.start] : ['', undefined];
  // The beginning is known to the month alone: the month of the sixteenth birthday is early enough.
  if (start !== undefined && ageOn(person.born, `${start.slice(0, 7)}-31`) < 16)
    throw bad(field as string, '那时候还不满 16 岁，核对一下日子');
}

/** A move as somebody asked for it: allowed, whole, fit to be read by others, and against the work as it was seen. */
export async function writeMove({ person: id, spell, version, move }: Parsed<'spell.move'>, ctx: Context): Promise<Outcome> {
  const { repos, caller, today } = ctx;
  const { person } = await repos.registry.inScope(id, WHERE_WRITERS);
  if (person.status !== 'active') throw new Problem('not_possible_now', { message: '这个人已经不在册了，务工记录不再改。' });
  if ((spell === null) !== (move.kind === 'begin')) throw new Problem('bad_input', { fields: { spell: '新记一条，或者选改哪一条' } });
  demandWhole(move, person);
  await demandFit(typed(move), ctx);
  const [spells, resting] = await Promise.all([repos.spells.ofPerson(person), claimsUnderWay(person, ctx)]);
  const newId = nextSpellId(person, spells);
  return ctx.change(async (change) => {
    const before = spell === null ? null : await change.get<SpellRecord>('spells', spell);
    if (before && before.version !== version) throw new Problem('changed_meanwhile');
    const after = await putMove(change, spells, { person, spell, move, newId, role: roleFor(caller, person), today });
    if (after === null) throw new Problem('not_found');
    if (move.kind === 'correct' || move.kind === 'begin') await markFilled(change, resting, after, caller.openid);
    return { record: after._id, version: after.version, note: {} };
  });
}

export const moveWork = action('spell.move', {
  roles: WHERE_WRITERS,
  change: writeMove,
  show: async (_outcome, { person }, ctx) => pageOf(person, ctx),
});
