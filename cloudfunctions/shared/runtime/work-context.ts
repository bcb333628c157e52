// What long work and timers have: as an action's context, but on behalf of whoever asked for the work, and without a request.
import { type Caller, callerOf } from '@shared/access';
import { beijingDate } from '@shared/domain/dates';
import type { DateText, Instant } from '@shared/domain/records';
import { type Repos, reposFor } from '@shared/repos';
import { type Policies, policiesOf } from '@shared/repos/policies';
import { type Change, runChange } from './change';
import type { Services } from './context';
import { type FieldPlace, openField } from './crypto';
import type { Files } from './files';
import type { Outcome } from './requests';
import type { Store } from './store';

export interface WorkContext {
  /** e.g. 'work:opening.import'; stands as the action in the trail. */
  action: string;
  now: Instant;
  today: DateText;
  /** Whoever asked, as today: a revoked role stops the work. The house itself has no roles. */
  caller: Caller;
  store: Store;
  repos: Repos;
  policies: Policies;
  files: Files;
  open(place: FieldPlace, sealed: string): string;
  /** Services as the function has them, for what needs the key ring. */
  services: Services;
  /** One change; guarded by the ids of what it writes, since there is no request. */
  change(work: (change: Change) => Promise<Outcome>): Promise<Outcome>;
}

/** `owner` '' is the house: timers of its own. */
export async function workContext(services: Services, kind: string, owner: string, now: Instant): Promise<WorkContext> {
  const { store, files, ring } = services;
  const today = beijingDate(now);
  const caller = await callerOf(store, owner === '' ? 'house' : owner, today);
  const action = `work:${kind}`;
  return {
    action,
    now,
    today,
    caller,
    store,
    repos: reposFor(store, caller),
    policies: policiesOf(store),
    files,
    services,
    open: (place, sealed) => openField(ring, place, sealed),
    change: (work) => runChange({ store, now, openid: owner === '' ? 'house' : owner, action, request: null }, work),
  };
}
