// What one person wanted under two records of theirs, when the records become one: a wish goes over; where both wanted the same job, the one
// that got further stands. And taken apart again: what went over goes back with every step it took since, what stood here before stands again.
import { applicationId } from './applications';
import type { ApplicationCore, ApplicationRecord, ApplicationStatus, PersonRecord } from './records';

/** How far a wish got; one under way stands before one that came to nothing, whatever it came to. */
const FAR: readonly ApplicationStatus[] = ['ended', 'wants', 'asked', 'going', 'taken', 'stayed'];

const coreOf = ({ status, steps, push, spell, estimate, dueOn, note = null }: ApplicationRecord): ApplicationCore => ({
  ...{ status, steps, push, spell, estimate, dueOn, note },
});

const far = ({ status }: ApplicationRecord): number => FAR.indexOf(status as ApplicationStatus);
const lastAt = ({ steps }: ApplicationRecord): string => steps[steps.length - 1]?.at ?? '';

/** Whether a came further than b; of two that are as far the one somebody moved last. */
export const isFurther = (a: ApplicationRecord, b: ApplicationRecord): boolean =>
  far(a) !== far(b) ? far(a) > far(b) : lastAt(a) > lastAt(b);

type Whose = Pick<PersonRecord, '_id' | 'name' | 'household' | 'county' | 'town' | 'village'>;

/** The same wish under the id, the place and the name of another record; lists read by these. */
function under(
  application: ApplicationRecord,
  core: ApplicationCore,
  { _id: person, name, household, county, town, village }: Whose,
  at: ApplicationRecord | null,
): ApplicationRecord {
  const _id = applicationId(application.posting, person);
  const { posting, title, employer } = application;
  const on = core.steps[core.steps.length - 1]?.on ?? '';
  return {
    ...{ _id, county, town, village, posting, title, employer, person, personName: name, household },
    ...core,
    sortKey: `${core.dueOn || on}:${_id}`,
    version: at?.version ?? 0,
    auditHead: at?.auditHead ?? '',
    merged: null,
    joined: null,
  };
}

const goneInto = (application: ApplicationRecord, into: string): ApplicationRecord => ({
  ...application,
  status: 'merged',
  merged: { into, was: application.status as ApplicationStatus },
});

export interface Both {
  /** Under the record that stays; null = as it is. */
  keep: ApplicationRecord | null;
  drop: ApplicationRecord;
}

/** Both after the merge; null = done already. `there`: what the record that stays wanted of the same posting. */
export function joined(drop: ApplicationRecord, there: ApplicationRecord | null, keep: Whose): Both | null {
  if (drop.status === 'merged') return null;
  const id = applicationId(drop.posting, keep._id);
  const own = there !== null && there.status !== 'merged' ? there : null;
  if (own && !isFurther(drop, own)) return { keep: null, drop: goneInto(drop, id) };
  const over = under(drop, coreOf(drop), keep, there);
  return { keep: { ...over, joined: { from: drop._id, was: own && coreOf(own) } }, drop: goneInto(drop, id) };
}

/** Both after the merge was taken back; null = done already, or it never went over. */
export function apart(drop: ApplicationRecord, there: ApplicationRecord | null, people: { keep: Whose; drop: Whose }): Both | null {
  if (drop.status !== 'merged' || !drop.merged || drop.merged.into !== applicationId(drop.posting, people.keep._id)) return null;
  const brought = there !== null && there.status !== 'merged' && there.joined?.from === drop._id ? there : null;
  const core = brought ? coreOf(brought) : { ...coreOf(drop), status: drop.merged.was };
  const back = under(drop, core, people.drop, drop);
  if (!brought) return { keep: null, drop: back };
  const { was } = brought.joined as NonNullable<ApplicationRecord['joined']>;
  return { keep: was ? under(brought, was, people.keep, brought) : { ...goneInto(brought, drop._id), joined: null }, drop: back };
}
