// Everything an action has: who calls, when, the records within their reach, the policies in force. There is nothing else to reach for.
import type { Caller } from '@shared/access';
import type { ActionName } from '@shared/contract';
import { beijingDate } from '@shared/domain/dates';
import type { DateText, Instant } from '@shared/domain/records';
import { type Repos, reposFor } from '@shared/repos';
import { type Policies, policiesOf } from '@shared/repos/policies';
import { type AuditDetail, singleEntry } from './audit';
import { type Change, runChange } from './change';
import type { FieldPlace, KeyRing } from './crypto';
import { openField } from './crypto';
import type { Files } from './files';
import type { Outcome, RequestMark } from './requests';
import type { Store } from './store';

/** Gives the present instant; the only clock there is. */
export type Clock = () => Date;

/** What a function is given from outside; the tests' and the cloud's differ in nothing. */
export interface Services {
  store: Store;
  files: Files;
  ring: KeyRing;
  clock: Clock;
  /** Whether a free text may be shown to others, by the platform's content check. */
  fitToShow(openid: string, text: string): Promise<boolean>;
  /** The telephone behind a code of WeChat's get-phone-number button; null when it is none or was used. */
  phoneOf(code: string): Promise<string | null>;
  /** The picture of the mini-program code that opens a page; `scene` reaches it as `options.scene`. null when it cannot be made now. */
  pageCode(page: string, scene: string): Promise<{ mime: string; bytes: Uint8Array } | null>;
}

export interface Context {
  action: ActionName;
  requestId: string;
  /** When the call began; one instant for all it does. */
  now: Instant;
  today: DateText;
  caller: Caller;
  /** Data the platform opened for this very caller (a group's id), null when there is none; the envelope's own `openData` is never it. */
  openData: Readonly<Record<string, unknown>> | null;
  repos: Repos;
  policies: Policies;
  files: Files;
  store: Store;
  services: Services;
  /** Whether a free text of the caller's may be shown to others. */
  fitToShow(text: string): Promise<boolean>;
  /** Opens one sealed field; whoever calls it writes an audit entry first. */
  open(place: FieldPlace, sealed: string): string;
  /** The one way to change state; see change.ts. */
  change(work: (change: Change) => Promise<Outcome>): Promise<Outcome>;
  /**
   * An audit entry that changes no record. `id` makes it once-only: false when the same was noted before.
   */
  note(
    id: string,
    about: { collection: string; record: string } | null,
    deed: { verb: string; role: string; detail?: AuditDetail },
  ): Promise<boolean>;
}

export function contextFor(
  services: Services,
  call: Pick<Context, 'action' | 'requestId' | 'now' | 'caller'> & { request: RequestMark; openData?: Context['openData'] },
): Context {
  const { store, files, ring } = services;
  const { action, requestId, now, caller, request } = call;
  return {
    action,
    requestId,
    now,
    today: beijingDate(now),
    caller,
    openData: call.openData ?? null,
    repos: reposFor(store, caller),
    policies: policiesOf(store),
    files,
    store,
    services,
    fitToShow: (text) => services.fitToShow(caller.openid, text),
    open: (place, sealed) => openField(ring, place, sealed),
    change: (work) => runChange({ store, now, openid: caller.openid, action, request }, work),
    note: (id, about, { verb, role, detail }) =>
      store.insert('audits', singleEntry(id, about, { at: now, action, verb, by: { openid: caller.openid, role }, detail })),
  };
}
