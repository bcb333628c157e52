// What somebody wanted ends with them: died, or off the township's books; and stands again where it stood when that is put right. Settled by
// the same marks as everything else that follows from a person's record.
import { callerOf } from '@shared/access';
import { countingIn } from '@shared/actions/application-counting';
import { putByHouse } from '@shared/actions/application-house';
import { hearersOf } from '@shared/actions/application-parts';
import { broughtBack, endedByHouse, holdsPlace, houseEnd, isLive, stoodBefore } from '@shared/domain/applications';
import { beijingDate } from '@shared/domain/dates';
import { befalls, type PostingNews } from '@shared/domain/posting-news';
import { afterQuiet, pushSettings } from '@shared/domain/push-rules';
import type { ApplicationRecord, Instant, PersonRecord, PostingRecord } from '@shared/domain/records';
import { GONE_WORDS } from '@shared/domain/words/registry-past';
import { bondsRepo } from '@shared/repos/bonds';
import { readInstallation } from '@shared/repos/installation';
import { allAmong } from '@shared/repos/ledgers';
import { type Change, runChange } from '@shared/runtime/change';
import type { Outcome } from '@shared/runtime/requests';
import type { Store } from '@shared/runtime/store';

type Turn = 'end' | 'back';

/** One record that became another is no going: what hangs on it goes over by the merge. */
const isOff = ({ status, gone }: PersonRecord): boolean => status !== 'active' && gone?.why !== 'merged';

/** What the person's record makes of a wish; null = nothing. */
function turnOf(application: ApplicationRecord, person: PersonRecord): Turn | null {
  if (isOff(person)) return isLive(application) ? 'end' : null;
  const why = person.status === 'active' ? houseEnd(application)?.why : undefined;
  return why === 'died' || why === 'left_town' ? 'back' : null;
}

/** Taken back, unless what they wanted is gone meanwhile. */
function standsAgain(application: ApplicationRecord, posting: PostingRecord | null): boolean {
  if (!posting) return false;
  const news = posting.status as PostingNews;
  return !['full', 'stopped'].includes(news) || !befalls(news, { ...application, status: stoodBefore(application) }, posting)?.end;
}

async function settleOne(store: Store, id: string, now: Instant, notBefore: Instant): Promise<boolean> {
  const today = beijingDate(now);
  const caller = await callerOf(store, 'house', today);
  const seen = await store.get<ApplicationRecord>('applications', id);
  if (!seen) return false;
  const hearers = await hearersOf(seen, { store, today, caller, repos: { bonds: bondsRepo(store, caller) } });
  let done = false;
  const work = async (change: Change): Promise<{ afters: ApplicationRecord[]; outcome: Outcome }> => {
    done = false;
    const before = await change.get<ApplicationRecord>('applications', id);
    const person = before && (await change.get<PersonRecord>('persons', before.person));
    const turn = before && person ? turnOf(before, person) : null;
    const none = { afters: [], outcome: { record: id, version: before?.version ?? 0, note: {} } };
    if (!before || !person || turn === null) return none;
    if (turn === 'back' && !standsAgain(before, await change.get<PostingRecord>('postings', before.posting))) return none;
    const why = person.status === 'dead' ? 'died' : 'left_town';
    const wanted =
      turn === 'end'
        ? endedByHouse(before, why, GONE_WORDS[person.gone?.why ?? 'other'], today, now)
        : broughtBack(before, '登记改回来了', today, now);
    const words =
      turn === 'back'
        ? '登记改回来了，这个活接着办。'
        : // The family of somebody who died is told of the death; not of a job.
          why === 'died'
          ? ''
          : `登记的是${GONE_WORDS[person.gone?.why ?? 'other']}，这个活就先停了。登错了，打电话给村里。`;
    const said = { words, short: '', notBefore };
    const stored = await putByHouse(change, before, wanted, { verb: turn, said, hearers, now, today });
    done = true;
    const counts = holdsPlace(before) || holdsPlace(stored);
    return { afters: counts ? [stored] : [], outcome: { record: id, version: stored.version, note: {} } };
  };
  const change = (one: (change: Change) => Promise<Outcome>) =>
    runChange({ store, now, openid: 'house', action: 'work:application.settle', request: null }, one);
  await countingIn(seen.posting, { store, today, now, change, role: () => 'timer' }, work);
  return done;
}

/** Safe to run again and beside somebody else: each transaction looks again at what it rests on. @returns how many ended or stand again. */
export async function settleApplications(store: Store, persons: readonly PersonRecord[], now: Instant): Promise<number> {
  const byId = new Map(persons.map((one) => [one._id, one]));
  const all = await allAmong<ApplicationRecord>(store, 'applications', 'person', [...byId.keys()]);
  const due = all.filter((one) => turnOf(one, byId.get(one.person) as PersonRecord) !== null);
  if (due.length === 0) return 0;
  const installation = await readInstallation(store);
  const notBefore = installation ? afterQuiet(now, pushSettings(installation)) : now;
  let settled = 0;
  for (const { _id } of due) if (await settleOne(store, _id, now, notBefore)) settled += 1;
  return settled;
}
