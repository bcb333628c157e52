// What was said of work that a ledger of spells alone does not tell: home for a while, not going back, does not want, cannot, own business.
// Given to ordinary people of each village after everything else is made, so that nobody else's record changes by it.
import { addDays } from '@shared/domain/dates';
import type { SpellRecord } from '@shared/domain/records';
import { springFestival } from './days';
import type { Draft } from './draft';
import type { Random } from './random';
import type { PlainPerson } from './types';

const RETURNED = ['合同到期', '企业停产或裁员', '照顾家人', '工资低或拖欠'] as const;
const UNWILLING = ['工资不合适', '家里有产业', '其他'] as const;
const CANNOT = ['照顾家人', '身体不好', '年纪大了'] as const;
/** One in so many of those it could be, and at least one in a village that has any. */
const ONE_IN = 5;

/** Says it for the ordinary labourers of one village. */
export function giveStandings(draft: Draft, labourers: readonly PlainPerson[], random: Random): void {
  const festival = springFestival(Number(draft.asOf.slice(0, 4)));
  const lastOf = new Map<string, SpellRecord>();
  const mine = new Set(labourers.map(({ _id }) => _id));
  for (const spell of draft.spells)
    if (!mine.has(spell.person)) continue;
    else if ((lastOf.get(spell.person)?.start ?? '') < spell.start) lastOf.set(spell.person, spell);
  const last = (person: PlainPerson): SpellRecord | undefined => lastOf.get(person._id);
  const free = new Set(labourers);
  const some = (fits: (person: PlainPerson) => boolean, give: (person: PlainPerson) => void): void => {
    const could = [...free].filter(fits);
    for (const [i, person] of could.entries()) {
      if (i > 0 && !random.chance(1 / ONE_IN)) continue;
      free.delete(person);
      give(person);
    }
  };
  const homeForNewYear = (person: PlainPerson): boolean => {
    const spell = last(person);
    return spell?.end != null && spell.channel === '外出务工' && spell.end > addDays(festival, -60) && spell.end < festival;
  };
  const atHome = (person: PlainPerson): boolean => last(person)?.end !== null && person.labourSkill !== '弱劳动力或半劳动力';

  some(homeForNewYear, (person) => {
    const spell = last(person) as SpellRecord;
    const since = addDays(spell.end as string, 1);
    Object.assign(spell, { end: null, status: 'open', away: { since, why: 'new_year', backOn: addDays(draft.asOf, random.int(-4, 12)) } });
  });
  some(homeForNewYear, (person) => {
    (last(person) as SpellRecord).endReason = random.pick(RETURNED);
  });
  const said = (person: PlainPerson, plans: boolean, why: string): void => {
    person.workWish = { plans, why, where: '', leaveOn: null, needs: [], asked: addDays(draft.asOf, -random.int(1, 9)) };
  };
  some(atHome, (person) => said(person, false, random.pick(UNWILLING)));
  some(atHome, (person) => said(person, false, random.pick(CANNOT)));
  some(
    (person) => last(person)?.end === null && last(person)?.channel === '其他形式就业' && last(person)?.employer === null,
    (person) => {
      (last(person) as SpellRecord).channel = '自主创业';
    },
  );
}
