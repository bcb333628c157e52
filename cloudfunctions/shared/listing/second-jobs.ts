// Who is back for good gets a second job's record and a duty, and both end by themselves with new work: settled with where people stand.
import { dayWords } from '@shared/domain/dates';
import { newDuty } from '@shared/domain/duties';
import type { DutyRecord, Instant, PersonRecord, SecondJobRecord, SpellRecord } from '@shared/domain/records';
import { goesOver, isNewReturn, type Return, returnOf, type SelfEnd, type Stood, secondId, selfEnd } from '@shared/domain/second-job';
import { allAmong } from '@shared/repos/ledgers';
import { runChange } from '@shared/runtime/change';
import type { Store } from '@shared/runtime/store';

export interface StoodPerson {
  person: PersonRecord;
  stood: Stood;
  /** Who keeps the household: told that there is something to do. */
  keeper: string | null;
}

const HOUSE = { openid: 'house', name: '' };

export const secondDuty = (spell: string): string => `duty:returned:${spell}`;

/** A duty done, with what came of it. */
export const closedDuty = (duty: DutyRecord, words: string, now: Instant, by: { openid: string; name: string }): DutyRecord => ({
  ...duty,
  status: 'done',
  outcome: { words, at: now, by },
});

/**
 * Opens and ends second jobs of these people. Safe to run again and beside somebody else: the record's id names the work that is over, and
 * each transaction looks again at what it rests on. @returns how many were opened or ended.
 */
export async function settleSecondJobs(store: Store, people: readonly StoodPerson[], now: Instant): Promise<number> {
  const known = await allAmong<SecondJobRecord>(
    store,
    'second_jobs',
    'person',
    people.map(({ person }) => person._id),
  );
  let settled = 0;
  for (const { person, stood, keeper } of people) {
    const own = known.filter((one) => one.person === person._id);
    const found = returnOf(stood);
    for (const one of own.filter(({ status }) => status === 'open')) {
      const end = selfEnd(one, stood);
      if (end === null) continue;
      await close(store, one, end, stood.facts.today, now);
      settled += 1;
    }
    if (found === null || !isNewReturn(own.find(({ spell }) => spell === found.spell) ?? null, found)) continue;
    await open(store, person, keeper, found, now);
    settled += 1;
  }
  return settled;
}

const setting = (store: Store, now: Instant) => ({ store, now, openid: HOUSE.openid, action: 'work:second.settle', request: null });

async function open(store: Store, person: PersonRecord, keeper: string | null, found: Return, now: Instant): Promise<void> {
  const { county, town, village, _id: who, name, household } = person;
  const _id = secondId(found.spell);
  await runChange(setting(store, now), async (change) => {
    const before = await change.get<SecondJobRecord>('second_jobs', _id);
    const spell = await change.get<SpellRecord>('spells', found.spell);
    const none = { record: _id, version: before?.version ?? 0, note: {} };
    const over = goesOver(before, who);
    if ((!over && !isNewReturn(before, found)) || spell?.person !== who) return none;
    const { why, backOn, offerBy } = found;
    const wanted: SecondJobRecord = {
      _id,
      county,
      town,
      village,
      status: 'open',
      sortKey: `${offerBy}:${_id}`,
      person: who,
      personName: name,
      household,
      spell: found.spell,
      why,
      backOn,
      offerBy,
      offers: before?.offers ?? [],
      end: null,
      version: before?.version ?? 0,
      auditHead: before?.auditHead ?? '',
    };
    const { version } = await change.put('second_jobs', before, wanted, { verb: over ? 'over' : 'open', role: 'visitor' });
    const id = secondDuty(found.spell);
    const old = await change.get<DutyRecord>('duties', id);
    const words = `${name}${dayWords(backOn)}回来了，${why}：${dayWords(offerBy)}前推几个活，问想干啥`;
    const duty = newDuty(
      {
        id,
        kind: 'returned',
        place: { county, town, village },
        owner: '',
        ownerName: '',
        person: { id: who, name },
        household,
        words,
        dueOn: offerBy,
        from: { collection: 'second_jobs', record: _id },
      },
      now,
      HOUSE,
    );
    await change.put('duties', old, old ? { ...duty, version: old.version, auditHead: old.auditHead } : duty, {
      verb: old ? 'again' : 'begin',
      role: 'visitor',
    });
    if (keeper !== null)
      change.tell({
        openid: keeper,
        subject: _id,
        version,
        kind: 'duty',
        title: `${name}回来了`,
        text: `${why}。${dayWords(offerBy)}前推几个活。`,
        page: `/packages/apply/second/second?id=${encodeURIComponent(_id)}`,
      });
    return { record: _id, version, note: {} };
  });
}

async function close(
  store: Store,
  { _id, person }: SecondJobRecord,
  { how, record, words }: SelfEnd,
  today: string,
  now: Instant,
): Promise<void> {
  await runChange(setting(store, now), async (change) => {
    const before = await change.get<SecondJobRecord>('second_jobs', _id);
    // Ended meanwhile, or gone over to another record of the same person.
    if (before?.status !== 'open' || before.person !== person) return { record: _id, version: before?.version ?? 0, note: {} };
    const end = { how, on: today, words, record, by: null };
    const wanted = { ...before, status: 'done', end, sortKey: `${today}:${_id}` };
    const { version } = await change.put('second_jobs', before, wanted, { verb: how, role: 'visitor' });
    const duty = await change.get<DutyRecord>('duties', secondDuty(before.spell));
    if (duty?.status === 'open') await change.put('duties', duty, closedDuty(duty, words, now, HOUSE), { verb: 'done', role: 'visitor' });
    return { record: _id, version, note: {} };
  });
}
