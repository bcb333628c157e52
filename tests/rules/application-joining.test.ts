// Two records of one person become one, and two again: nothing they wanted is lost or wanted twice, whichever of them got further.
import { apart, isFurther, joined } from '@shared/domain/application-joining';
import { applicationId, holdsPlace, isLive, stepped, verbsFor } from '@shared/domain/applications';
import type { ApplicationRecord, ApplicationStatus } from '@shared/domain/records';
import fc from 'fast-check';

const person = (id: string, village: string) => ({ _id: id, name: '周某某', household: `h-${id}`, county: 'c', town: 't', village });
const [KEEP, DROP] = [person('p-keep', 'v-1'), person('p-drop', 'v-2')];
const by = { openid: 'o', name: '周某某', as: 'cadre' as const };

/** A wish somebody walked through its table, one day after another; `turns` pick among the steps that are open. */
function walked(whose: typeof KEEP, turns: readonly number[], from = 0): ApplicationRecord {
  const _id = applicationId('j-1', whose._id);
  const { _id: id, name, ...place } = whose;
  const begun: ApplicationRecord = {
    ...{ ...place, _id, status: 'wants', sortKey: '', version: turns.length, auditHead: 'x', posting: 'j-1', title: '包装工' },
    ...{ employer: '厂', person: id, personName: name, steps: [], push: `push-${whose._id}`, spell: '', estimate: null, dueOn: '' },
  };
  return [0, ...turns].reduce((at, turn, day) => step(at, turn, from + day), begun);
}
function step(at: ApplicationRecord, turn: number, day: number): ApplicationRecord {
  const verbs = verbsFor(at.steps.length === 0 ? 'none' : (at.status as ApplicationStatus), 'cadre');
  const verb = verbs[turn % verbs.length];
  const on = `2026-${String(3 + Math.floor(day / 28)).padStart(2, '0')}-${String(1 + (day % 28)).padStart(2, '0')}`;
  const deed = { by, on, at: `${on}T02:00:00.000Z`, why: verb === 'end' ? ('pay' as const) : ('' as const), words: '' };
  try {
    return verb ? stepped(at, { verb, ...deed }) : at;
  } catch {
    // 干满一个月 before a month is over.
    return at;
  }
}
const turns = fc.array(fc.nat(20), { maxLength: 8 });
const content = ({ version, auditHead, note, merged, joined: _, ...rest }: ApplicationRecord) => rest;

test('joined, the further one stands once, under the place and name lists read by; apart, both stand as they stood', () => {
  fc.assert(
    fc.property(turns, fc.option(turns, { nil: null }), (a, b) => {
      const [drop, there] = [walked(DROP, a), b === null ? null : walked(KEEP, b, 3)];
      const both = joined(drop, there, KEEP);
      if (!both) throw new Error('nothing joined');
      const stands = both.keep ?? (there as ApplicationRecord);
      expect(stands).toMatchObject({ _id: 'j-1:p-keep', person: 'p-keep', village: 'v-1', household: 'h-p-keep' });
      expect(stands.sortKey.endsWith(':j-1:p-keep')).toBe(true);
      const further = there && !isFurther(drop, there) ? there : drop;
      expect([stands.status, stands.steps, stands.push]).toEqual([further.status, further.steps, further.push]);
      if (there && (isLive(there) || isLive(drop))) expect(['wants', 'asked', 'going', 'taken', 'stayed']).toContain(stands.status);
      expect([both.drop.status, isLive(both.drop), holdsPlace(both.drop)]).toEqual(['merged', false, false]);
      // A step that was cut off is asked again: done.
      expect(joined(both.drop, stands, KEEP)).toBeNull();

      const parted = apart(both.drop, stands, { keep: KEEP, drop: DROP });
      if (!parted) throw new Error('nothing parted');
      expect(content(parted.drop)).toEqual(content(drop));
      if (there) expect(content(parted.keep ?? stands)).toEqual(content(there));
      else expect(parted.keep).toMatchObject({ status: 'merged', merged: { into: 'j-1:p-drop' } });
      expect(apart(parted.drop, parted.keep ?? stands, { keep: KEEP, drop: DROP })).toBeNull();
      // And one again, the same way.
      const again = joined(parted.drop, parted.keep ?? stands, KEEP);
      expect(content((again?.keep ?? parted.keep ?? stands) as ApplicationRecord)).toEqual(content(stands));
    }),
  );
});

test('steps taken since go back with the wish they were taken on', () => {
  fc.assert(
    fc.property(turns, fc.nat(20), (a, turn) => {
      const drop = walked(DROP, a);
      const stands = joined(drop, null, KEEP)?.keep as ApplicationRecord;
      const since = step(stands, turn, 100);
      const parted = apart({ ...drop, status: 'merged', merged: { into: stands._id, was: drop.status as ApplicationStatus } }, since, {
        keep: KEEP,
        drop: DROP,
      });
      expect([parted?.drop.status, parted?.drop.steps]).toEqual([since.status, since.steps]);
    }),
  );
});

test('one that merely stood beside is left alone, and a wish of another person is none of it', () => {
  const [drop, there] = [walked(DROP, []), walked(KEEP, [2])];
  expect(joined(drop, there, KEEP)?.keep).toBeNull();
  expect(apart(drop, there, { keep: KEEP, drop: DROP })).toBeNull();
  const elsewhere: ApplicationRecord = { ...drop, status: 'merged', merged: { into: 'j-1:p-other', was: 'wants' } };
  expect(apart(elsewhere, there, { keep: KEEP, drop: DROP })).toBeNull();
});
