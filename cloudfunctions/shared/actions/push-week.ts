// A village's week: its people who wait for work, the postings under the keys of what they can do, chosen by the table of the short lists.
import { ageOn } from '@shared/domain/dates';
import { bestOfWeek, type Week, weekPlan } from '@shared/domain/push-week';
import type { Fen, PersonRecord } from '@shared/domain/records';
import { WORKING_AGE } from '@shared/domain/standing-facts';
import type { Village } from '@shared/repos/pushes';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { around, matchPerson } from './match-parts';

const CANNOT_WORK: readonly string[] = ['丧失劳动力', '无劳动力'];

export const canWork = ({ labourSkill, born, studentStatus }: PersonRecord, today: string): boolean =>
  !CANNOT_WORK.includes(labourSkill) && studentStatus === null && ageOn(born, today) >= WORKING_AGE;

export interface VillageWeek extends Week {
  people: number;
  /** waiting: at home without work, or for a while · able: nobody waits there, or nobody looked yet: all who can work. */
  of: 'waiting' | 'able';
}

async function peopleFor(
  { village }: Village,
  { repos, today }: Context,
): Promise<{ of: VillageWeek['of']; people: { person: PersonRecord; earnedFen: Fen | null }[] }> {
  const waiting = (await repos.pushes.waitingIn(village)).filter(({ person }) => canWork(person, today));
  if (waiting.length > 0) return { of: 'waiting', people: waiting };
  const able = (await repos.pushes.peopleOf(village)).filter((person) => canWork(person, today));
  return { of: 'able', people: able.map((person) => ({ person, earnedFen: null })) };
}

/**
 * At most five. Reads twice the people who wait (at most 400), 180 postings under their keys and who offers them, however many are open.
 * @throws Problem 'not_possible_now' when nothing fits anybody.
 */
export async function weekFor(place: Village, ctx: Context): Promise<VillageWeek> {
  const { repos, today } = ctx;
  const [home, { of, people }] = await Promise.all([repos.places.get(place.village), peopleFor(place, ctx)]);
  const matched = people.map(({ person, earnedFen }) => matchPerson(person, home, earnedFen, today));
  const pages = await Promise.all(weekPlan(matched, place.town).map(({ cell, most }) => repos.postings.best(cell, most)));
  const read = [...new Map(pages.flat().map((posting) => [posting._id, posting])).values()];
  const candidates = await around(read, { village: place.village, roads: home?.roads ?? null }, ctx);
  const week = bestOfWeek(matched, candidates, today);
  if (week.chosen.length === 0)
    throw new Problem('not_possible_now', { message: '这会儿没有合适本村人的活。', next: '先去添岗位，或者自己挑几个发。' });
  return { ...week, people: people.length, of };
}
