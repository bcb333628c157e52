// What the house itself does to an application, in one transaction: the record, its duty, whoever is told, and by whom somebody is told who
// has no telephone here.
import { newDuty } from '@shared/domain/duties';
import type { ApplicationRecord, DutyRecord, Instant, StaffRecord } from '@shared/domain/records';
import type { Change } from '@shared/runtime/change';
import { type Hearers, putDuty } from './application-parts';

const ROLE = 'timer';
const HOUSE = { openid: 'house', name: '' };

export interface Said {
  /** What the person reads; '' = nobody is told. */
  words: string;
  /** For whoever tells it by mouth, e.g. 招满了，去不成了; '' = nobody has to. */
  short: string;
  /** Not before: quiet hours are over then. */
  notBefore: Instant;
}

/** Whoever wrote the wish down, while they still serve; else whoever keeps the household. */
async function tellerOf(change: Change, { steps }: ApplicationRecord): Promise<{ owner: string; ownerName: string }> {
  const by = [...steps].reverse().find(({ to, by: { as } }) => to === 'wants' && as === 'cadre')?.by;
  const staff = by && (await change.get<StaffRecord>('staff', by.openid));
  return staff?.status === 'active' ? { owner: staff._id, ownerName: staff.name } : { owner: '', ownerName: '' };
}

/** Nobody's telephone hears it: somebody is to say it, today. */
async function putUntold(change: Change, { _id, ...one }: ApplicationRecord, version: number, short: string, now: Instant, today: string) {
  const id = `duty:untold:${_id}:${version}`;
  if ((await change.get<DutyRecord>('duties', id)) !== null) return;
  const { county, town, village, person, personName, household, title, employer, posting } = one;
  const duty = newDuty(
    {
      ...{ id, kind: 'untold', place: { county, town, village }, ...(await tellerOf(change, { _id, ...one })) },
      ...{ person: { id: person, name: personName }, household, dueOn: today, from: { collection: 'postings', record: posting } },
      words: `${personName}没有手机收通知，捎个话：「${title}」（${employer}）${short}`,
    },
    now,
    HOUSE,
  );
  await change.put('duties', null, duty, { verb: 'begin', role: ROLE });
}

/** Writes what the house did: at most eleven documents. @returns the record as stored. */
export async function putByHouse(
  change: Change,
  before: ApplicationRecord,
  wanted: ApplicationRecord,
  { verb, said, hearers, now, today }: { verb: string; said: Said; hearers: Hearers; now: Instant; today: string },
): Promise<ApplicationRecord> {
  const stored = await change.put('applications', before, wanted, { verb, role: ROLE });
  await putDuty(change, stored, ROLE, { now, by: HOUSE });
  const { words, short, notBefore } = said;
  if (words === '') return stored;
  for (const openid of hearers.openids)
    change.tell({
      openid,
      subject: stored._id,
      version: stored.version,
      kind: 'application',
      title: `${stored.personName}想去的活：${stored.title}`,
      text: words,
      page: '/packages/apply/mine/mine',
      notBefore,
    });
  if (short !== '' && hearers.openids.length === 0) await putUntold(change, stored, stored.version, short, now, today);
  return stored;
}
