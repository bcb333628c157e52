// One call from identity to reply: identity, size, envelope, authorise, parse, run, present. It knows nothing of the SDK and never throws.
import { callerOf } from '@shared/access';
import { type Envelope, type Reply, schemasOf } from '@shared/contract';
import { beijingDate } from '@shared/domain/dates';
import * as z from 'zod';
import type { Action } from './action';
import { singleEntry } from './audit';
import { type Context, contextFor, type Services } from './context';
import { KeyProblem } from './crypto';
import { fieldWords } from './input-words';
import { keysFit } from './keys';
import { troubleLine } from './log';
import { Problem, refusal } from './problem';
import { spendTry, VISITOR_LIMIT } from './rate';
import { doneBefore, type RequestRecord, requestMark } from './requests';
import { isPassing } from './trouble';

const MOST_BYTES = 100_000;

/** One request, one id: the client makes it when the button is pressed and sends it again with every retry. */
const envelope = z.strictObject({
  action: z.string().max(64),
  input: z.unknown(),
  requestId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  clientVersion: z.string().max(32),
  openData: z.unknown().optional(),
});

export interface Call {
  openid: string;
  /** The five keys of the envelope as they came; everything else of the event has been dropped. */
  envelope: Partial<Record<keyof Envelope, unknown>>;
  /** What the platform itself opened for this caller; never what the event merely says. Absent = nothing. */
  openData?: Readonly<Record<string, unknown>> | null;
}

export type ActionTable = ReadonlyMap<string, Action>;

export async function dispatch(call: Call, services: Services, actions: ActionTable): Promise<Reply<unknown>> {
  const said = call.envelope.requestId;
  // Echoed even in refusals, so that the phone can match them; shortened, because it is not checked yet.
  const requestId = typeof said === 'string' ? said.slice(0, 64) : '';
  try {
    return { ok: true, data: await answer(call, services, actions), requestId };
  } catch (error) {
    if (error instanceof Problem) return refusal(error, requestId);
    console.error(troubleLine(error, requestId, call.envelope.action));
    if (error instanceof KeyProblem)
      return refusal(
        new Problem('broken', { message: '系统的钥匙对不上，先停下了，没有办。', next: '请打电话告诉乡里，让管理员来看。' }),
        requestId,
      );
    return refusal(new Problem(isPassing(error) ? 'busy' : 'broken'), requestId);
  }
}

async function answer(call: Call, services: Services, actions: ActionTable): Promise<unknown> {
  const { store, ring, clock } = services;
  if (call.openid === '') throw new Problem('not_signed_in');
  if (Buffer.byteLength(JSON.stringify(call.envelope) ?? '', 'utf8') > MOST_BYTES) throw new Problem('too_large');
  const opened = envelope.safeParse(call.envelope);
  if (!opened.success) throw new Problem('bad_input', { fields: fieldWords(opened.error.issues) });
  const { action: name, input, requestId } = opened.data;
  const action = actions.get(name);
  if (!action) throw new Problem('unknown_action');

  await keysFit(store, ring);
  const now = clock().toISOString();
  const caller = await callerOf(store, call.openid, beijingDate(now));
  if (caller.roles.size === 1) await spendTry(store, now, 'visitor', call.openid, VISITOR_LIMIT);
  if (!action.roles.some((role) => caller.roles.has(role))) {
    await noteRefusal(services, now, call.openid, action);
    throw new Problem('not_allowed');
  }
  if (action.limit) await spendTry(store, now, action.name, call.openid, action.limit);

  const schema = await schemasOf(action.name);
  const parsed = schema.input.safeParse(input);
  if (!parsed.success) throw new Problem('bad_input', { fields: fieldWords(parsed.error.issues) });
  const request = requestMark(ring, call.openid, requestId, action.name, parsed.data);
  const before = action.changes ? doneBefore(request, await store.get<RequestRecord>('requests', request.id)) : null;
  const ctx: Context = contextFor(services, { action: action.name, requestId, now, caller, request, openData: call.openData ?? null });
  // The output schema is the whitelist: what it does not name does not leave.
  return schema.output.parse(await action.run(parsed.data, ctx, before));
}

/** Trying what is not one's own is worth a line in the trail; at most one per caller, action and minute. */
async function noteRefusal({ store }: Services, now: string, openid: string, action: Action): Promise<void> {
  const id = `refusal:${openid}:${action.name}:${now.slice(0, 16)}`;
  await store.insert('audits', singleEntry(id, null, { at: now, action: action.name, verb: 'refused', by: { openid, role: 'visitor' } }));
}
