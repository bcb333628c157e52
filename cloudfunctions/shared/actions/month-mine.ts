// Where one is now, on one's own phone or that of whoever helps: 对 / 变了, and 有难处.
import { actsFor } from '@shared/access';
import { beijingDate, dayWords } from '@shared/domain/dates';
import { openSpell, standingOf } from '@shared/domain/month';
import { type CheckRecord, type DutyRecord, type SpellRecord, TROUBLE_KINDS, type TroubleKind } from '@shared/domain/records';
import { placeWords } from '@shared/domain/spells';
import { TROUBLES } from '@shared/domain/troubles';
import { HOW_WORDS } from '@shared/domain/words/month';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { takeAnswer } from './month-answer';
import { touched } from './month-ask';
import { thisMonth } from './month-parts';
import { takeTrouble, troubleWords } from './trouble-parts';

const MOST_DUTIES = 50;

/** Oneself or somebody of the family, as the caller acts for this person. */
function howOf(person: string, { caller }: Context): 'self' | 'family' {
  return caller.people.find((one) => one.person === person)?.as === 'self' ? 'self' : 'family';
}

export const mineMonth = action('month.mine', {
  roles: ['resident'],
  async run({ person: id }, ctx) {
    const { repos, store } = ctx;
    const { person } = await repos.persons.mine(id);
    const month = thisMonth(ctx);
    const [check, round, spells, duties, village, installation] = await Promise.all([
      repos.months.checkOf(id, month),
      repos.months.round(person.village, month),
      repos.spells.ofPerson(person),
      store.list<DutyRecord>('duties', { where: { person: id }, limit: MOST_DUTIES }),
      repos.places.get(person.village),
      repos.installation.get(),
    ]);
    const spell: SpellRecord | null = openSpell(spells);
    const open = duties.filter(({ kind, status }) => status === 'open' && (TROUBLE_KINDS as readonly string[]).includes(kind));
    return {
      month,
      check:
        check && round
          ? {
              id: check._id,
              version: check.version,
              status: check.status,
              answeredOn: check.at === null || check.how === null ? '' : dayWords(beijingDate(check.at)),
              how: check.how === null ? '' : HOW_WORDS[check.how],
              cutoff: round.cutoff,
            }
          : null,
      standing: standingOf(spell),
      where: spell === null ? '' : placeWords(spell.place),
      employer: spell?.employer ?? '',
      backOn: spell?.away?.backOn ?? '',
      away: spell?.away ?? null,
      contact: village?.contact ?? { words: installation.offices.town, phone: installation.complaintPhone },
      troubles: open.map(({ kind, dueOn, ownerName }) => ({
        kind: kind as TroubleKind,
        words: TROUBLES[kind as TroubleKind].spoken,
        dueOn,
        owner: ownerName,
      })),
    };
  },
});

export const sayMonth = action('month.say', {
  roles: ['resident'],
  limit: { times: 30, seconds: 3600 },
  async run({ person: id, check: checkIdGiven, seen, said, note }, ctx) {
    if (!actsFor(ctx.caller, id)) throw new Problem('not_found');
    const check = await ctx.store.get<CheckRecord>('checks', checkIdGiven);
    if (check?.person !== id) throw new Problem('not_found');
    const work = said.kind === 'moved' ? (said.work.employer ?? '') : '';
    await demandFit({ note, 'said.work.employer': work, 'said.reason': said.kind === 'back' ? said.reason : '' }, ctx);
    await touched(check, ctx);
    const { state, words } = await takeAnswer({ check, seen, said, how: howOf(id, ctx), note, role: 'resident' }, ctx);
    await touched(check, ctx);
    return { state, words };
  },
});

export const tellTrouble = action('month.trouble', {
  roles: ['resident'],
  limit: { times: 20, seconds: 3600 },
  async run({ person: id, trouble }, ctx) {
    const { person } = await ctx.repos.persons.mine(id);
    await demandFit({ 'trouble.words': trouble.words }, ctx);
    const how = howOf(id, ctx);
    const about = { village: person.village, month: thisMonth(ctx) };
    await touched(about, ctx);
    const { duty } = await takeTrouble(person, trouble, { name: person.name, role: 'resident', how }, ctx);
    await touched(about, ctx);
    return troubleWords(trouble.kind, person, duty, ctx);
  },
});
