// Whether two households may become one, which of their fields go together, and what everybody is to the head that stays. Pure.
import { HEAD_RELATIONS } from './options';
import type { HouseholdRecord, PersonRecord } from './records';

type Home = Pick<HouseholdRecord, '_id' | 'status' | 'headName'>;
type Member = Pick<PersonRecord, '_id' | 'name' | 'status' | 'relation'>;

/** What comes along with another field and is not chosen by itself. */
export const HOME_FOLLOWS: Readonly<Record<string, string>> = {
  'monitoring.identifiedOn': 'monitoring.category',
  'monitoring.clearedOn': 'monitoring.category',
  resettlementSite: 'resettled',
};

export interface HomeLook {
  keep: Home;
  drop: Home;
  /** Visits of either that are still being written, and fields of either that two people wrote differently. */
  unfinished: number;
  conflicts: number;
}

/** Why they must not be merged, in words; [] = they may. */
export function homeBars({ keep, drop, unfinished, conflicts }: HomeLook): string[] {
  if (keep._id === drop._id) return ['这是同一户'];
  const bars = [keep, drop].filter(({ status }) => status !== 'active').map(({ headName }) => `${headName}家的一户已经撤了`);
  if (unfinished > 0) bars.push('有一次走访还没存完，过几分钟再合');
  if (conflicts > 0) bars.push(`有 ${conflicts} 件两个人写得不一样的还没定，先定下来`);
  return bars;
}

const alive = (members: readonly Member[]): Member[] => members.filter(({ status }) => status === 'active');

/** What is wrong with the relations said, by person; {} = nothing. One head, one spouse; everybody who comes over is somebody to the head. */
export function relationProblems(
  keep: readonly Member[],
  drop: readonly Member[],
  relations: readonly { person: string; relation: string }[],
): Record<string, string> {
  const said = new Map(relations.map(({ person, relation }) => [person, relation]));
  const wrong: Record<string, string> = {};
  const held = new Set<string>(
    alive(keep)
      .map(({ relation }) => relation)
      .filter((relation) => relation === '户主' || relation === '配偶'),
  );
  for (const { _id, name } of alive(drop)) {
    const relation = said.get(_id);
    if (relation === undefined || !(HEAD_RELATIONS as readonly string[]).includes(relation)) wrong[_id] = `选${name}和留下那一户户主的关系`;
    else if (held.has(relation)) wrong[_id] = `${relation}只有一个`;
    else if (relation === '户主' || relation === '配偶') held.add(relation);
  }
  const first = alive(drop)[0];
  if (first && !held.has('户主') && !wrong[first._id]) wrong[first._id] = '合起来这一户没有户主了，选一个当户主';
  return wrong;
}

/** Fields to be taken, with what follows them; what differs not is left out. */
export function homeTaken(take: readonly string[], differ: readonly string[]): string[] {
  const chosen = take.filter((id) => differ.includes(id) && HOME_FOLLOWS[id] === undefined);
  const along = Object.keys(HOME_FOLLOWS).filter((id) => chosen.includes(HOME_FOLLOWS[id] as string));
  return [...chosen, ...along];
}

/** Ways somebody may have written the same 户编号: other signs in between, other zeros behind the village's code. [] = no other way. */
export function codeVariants(code: string, village: string): string[] {
  const digits = code.replace(/\D/g, '');
  const found = new Set<string>([digits]);
  if (village !== '' && digits.indexOf(village) === 0) {
    const tail = digits.slice(village.length).replace(/^0+/, '');
    if (tail !== '')
      for (let width = tail.length; width <= 6; width += 1)
        found.add(`${village}${tail.length >= width ? tail : `${'0'.repeat(width - tail.length)}${tail}`}`);
  }
  found.delete(code);
  found.delete('');
  return [...found];
}

/** Two people of two households who look like one: the same name and birthday. */
export function sharedMembers(
  keep: readonly Pick<PersonRecord, '_id' | 'name' | 'born' | 'status'>[],
  drop: readonly Pick<PersonRecord, '_id' | 'name' | 'born' | 'status'>[],
): { keep: string; drop: string; name: string }[] {
  return keep
    .filter(({ status }) => status === 'active')
    .flatMap((one) => {
      const other = drop.find(({ name, born, status }) => status === 'active' && name === one.name && born === one.born && born !== '');
      return other ? [{ keep: one._id, drop: other._id, name: one.name }] : [];
    });
}
