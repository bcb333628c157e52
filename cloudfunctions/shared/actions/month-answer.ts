// An answer to the month's question, whoever gives it: the check, the work it moves, what another had said before. Nothing is overwritten unseen.
import { roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import { addDays } from '@shared/domain/dates';
import { newDuty } from '@shared/domain/duties';
import { checkId, fits, isChecked, isCleared, monthAfter, moveOf, openSpell, roundId, type Said, standingOf } from '@shared/domain/month';
import { seenOf } from '@shared/domain/month-seen';
import type { CheckHow, CheckRecord, CheckSaid, InstallationRecord, PersonRecord, RoundRecord, SpellRecord } from '@shared/domain/records';
import { HOW_WORDS, monthShort, OUTCOME_WORDS } from '@shared/domain/words/month';
import { type Change, runChange } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { type Outcome, requestMark } from '@shared/runtime/requests';
import { nextSpellId, putMove } from './spell-parts';

export type Kept = Output<'month.answer'>['results'][number];

export interface Answer {
  /** As loaded within the caller's reach. */
  check: CheckRecord;
  /** The version the phone showed. */
  seen: number;
  said: Said;
  how: CheckHow;
  note: string;
  role: string;
}

/** Days within which two answers that differ are asked about again. */
const CONFLICT_DAYS = 3;

/** One part of a request as a change of its own: done once, however often the request comes. */
export function partly(ctx: Context, part: string, input: unknown, work: (change: Change) => Promise<Outcome>): Promise<Outcome> {
  const { store, now, caller, action, services } = ctx;
  const request = requestMark(services.ring, caller.openid, `${ctx.requestId}:${part}`, action, input);
  return runChange({ store, now, openid: caller.openid, action, request }, work);
}

/**
 * Takes one answer. A month closed meanwhile lets it answer the next one, marked as late; before that is open it is kept for its opening.
 * What does not fit is told in words and changes nothing.
 */
export async function takeAnswer(answer: Answer, ctx: Context): Promise<Kept> {
  const { check, said } = answer;
  const [spells, person, installation] = await Promise.all([
    ctx.store.list<SpellRecord>('spells', { where: { person: check.person }, order: ['start', 'asc'], limit: 200 }),
    ctx.store.get<PersonRecord>('persons', check.person),
    ctx.repos.installation.get(),
  ]);
  if (!person) throw new Problem('not_found');
  const newId = nextSpellId(person, spells);
  try {
    const done = await partly(ctx, check._id, { ...answer, check: check._id }, (change) => {
      // Asked here and not before: the same request a second time finds the work ended by the first.
      if (!fits(said.kind, standingOf(openSpell(spells))))
        throw new Problem('bad_input', { message: `${check.name}登记的是在家，没有出去的活；出去了就记「出去干活了」` });
      return write(change, { answer, spells, person, installation, newId }, ctx);
    });
    return { check: check._id, state: done.note.state as Kept['state'], words: String(done.note.words) };
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'bad_input') throw error;
    return { check: check._id, state: 'refused', words: Object.values(error.details.fields ?? {}).join('；') || error.message };
  }
}

interface Writing {
  answer: Answer;
  spells: readonly SpellRecord[];
  person: PersonRecord;
  installation: InstallationRecord;
  newId: string;
}

async function write(change: Change, writing: Writing, ctx: Context): Promise<Outcome> {
  const { answer } = writing;
  const asked = await change.get<CheckRecord>('checks', answer.check._id);
  const round = asked && (await change.get<RoundRecord>('rounds', roundId(asked.village, asked.month)));
  if (!asked || !round) throw new Problem('not_found');
  if (round.status === 'open') return put(change, asked, asked.version === answer.seen, null, writing, ctx);
  const month = monthAfter(asked.month);
  const next = await change.get<CheckRecord>('checks', checkId(month, asked.person));
  const nextRound = next && (await change.get<RoundRecord>('rounds', roundId(asked.village, month)));
  if (next && nextRound?.status === 'open') return put(change, next, !isCleared(next.status), asked.month, writing, ctx);
  return keepForNext(change, asked, writing, ctx);
}

const saidNow = ({ said, how, note }: Answer, { now, caller }: Context, name: string): CheckSaid => ({
  outcome: said.kind,
  how: said.kind === 'carried' ? 'carried' : how,
  note,
  at: now,
  by: { openid: caller.openid, name },
});

/** Who answered, as colleagues read it: residents stand under the person's own name. */
const nameOf = ({ role, check }: Answer, { caller }: Context): string => (role === 'resident' ? check.name : caller.name);

async function put(
  change: Change,
  before: CheckRecord,
  unchanged: boolean,
  late: string | null,
  { answer, spells, person, installation, newId }: Writing,
  ctx: Context,
): Promise<Outcome> {
  const now = saidNow(answer, ctx, nameOf(answer, ctx));
  const { said, role } = answer;
  const standing = isCleared(before.status);
  // 沿用 and 有难处 say nothing about where somebody is: any answer stands over them.
  const answered = standing && before.status !== 'carried' && before.status !== 'trouble';
  const mine = before.by?.openid === ctx.caller.openid;
  if (answered && mine && before.status === now.outcome && said.kind === 'same') return outcomeOf(before, 'same', '已经记了');
  // Whoever has seen what stands, or said it themselves, puts it right; anybody else's word is kept beside it.
  if (answered && !unchanged && !mine) return beside(change, before, now, answer, ctx);
  if (said.kind === 'carried' && answered) return outcomeOf(before, 'same', `${before.name}这个月问过了，不用沿用`);
  if (said.kind === 'unreached') {
    const tries = [...before.tries, { at: ctx.now, by: now.by }].slice(-20);
    const wanted = standing ? { ...before, tries } : { ...before, tries, status: 'unreached' as const, at: ctx.now, by: now.by };
    return outcomeOf(await change.put('checks', before, wanted, { verb: 'try', role }), 'kept', '记下了，没打通的排在后面');
  }
  const spell = openSpell(spells);
  const move = moveOf(said, spell, before.month, now.how ?? 'phone', installation.home);
  const after =
    move === null
      ? spell
      : await putMove(change, spells, {
          person,
          spell: spell?._id ?? null,
          move,
          newId,
          role,
          today: ctx.today,
          detail: { check: before._id },
        });
  const others = answered || before.status === 'trouble' ? [...(before.others ?? []), saidBefore(before)] : (before.others ?? []);
  const seen = said.kind === 'carried' ? before.seen : seenOf(person, merged(spells, after, said), installation, ctx.today);
  const { outcome, how, note, at, by } = now;
  const wanted: CheckRecord = {
    ...before,
    status: outcome,
    how,
    note,
    at,
    by,
    seen,
    ...(others.length > 0 ? { others } : {}),
    ...(late === null ? {} : { late }),
  };
  const stored = await change.put('checks', before, wanted, { verb: 'answer', role, detail: { outcome, how } });
  const words = late === null ? '记好了' : `${monthShort(late)}的已经结了，记到${monthShort(before.month)}`;
  return outcomeOf(stored, 'kept', words);
}

/** The person's work after a move: `after` replaces or follows what was open. */
function merged(spells: readonly SpellRecord[], after: SpellRecord | null, said: Said): SpellRecord[] {
  if (after === null) return [...spells];
  const others = spells.filter(({ _id }) => _id !== after._id);
  const closed = said.kind === 'moved' ? others.map((one) => (one.end === null ? { ...one, end: addDays(after.start, -1) } : one)) : others;
  return [...closed, after];
}

const saidBefore = ({ status, how, note, at, by }: CheckRecord): CheckSaid => ({
  outcome: status,
  how,
  note,
  at: at ?? '',
  by: by ?? { openid: '', name: '' },
});

const outcomeOf = ({ _id, version }: CheckRecord, state: Kept['state'], words: string): Outcome => ({
  record: _id,
  version,
  note: { state, words },
});

/** Somebody answered first and this one had not seen it: both are kept; where they differ somebody asks again. */
async function beside(change: Change, before: CheckRecord, now: CheckSaid, { role }: Answer, ctx: Context): Promise<Outcome> {
  const first = `${before.by?.name || '有人'}（${HOW_WORDS[before.how ?? 'phone']}）：${OUTCOME_WORDS[before.status]}`;
  // Not getting through, or leaving it as it was, contradicts nobody.
  const silent = now.outcome === 'unreached' || now.outcome === 'carried' || !isChecked(now.outcome);
  const same = silent || now.outcome === before.status;
  const wanted = { ...before, others: [...(before.others ?? []), now] };
  const stored = await change.put('checks', before, wanted, {
    verb: same ? 'said_too' : 'said_otherwise',
    role,
    detail: { outcome: now.outcome },
  });
  if (same) return outcomeOf(stored, 'same', `${first}，已经记了`);
  const id = `duty:conflict:${before._id}`;
  if (!(await change.get('duties', id))) {
    const { county, town, village, person, name, household } = before;
    const duty = newDuty(
      {
        id,
        kind: 'conflict',
        place: { county, town, village },
        owner: '',
        ownerName: '',
        person: { id: person, name },
        household,
        words: `${name}两个人问的不一样：${first}；${now.by.name}（${HOW_WORDS[now.how ?? 'phone']}）：${OUTCOME_WORDS[now.outcome]}。再问一遍，定下来`,
        dueOn: addDays(ctx.today, CONFLICT_DAYS),
        from: { collection: 'checks', record: before._id },
      },
      ctx.now,
      { openid: ctx.caller.openid, name: now.by.name },
    );
    await change.put('duties', null, duty, { verb: 'begin', role });
  }
  return outcomeOf(stored, 'differs', `${first}。您问的不一样，两边都记下了，要再问一遍`);
}

/** The month is over and the next not open: the ledger moves now, the answer opens the next month. */
async function keepForNext(
  change: Change,
  asked: CheckRecord,
  { answer, spells, person, installation, newId }: Writing,
  ctx: Context,
): Promise<Outcome> {
  const { said, role } = answer;
  const now = saidNow(answer, ctx, nameOf(answer, ctx));
  const words = `${monthShort(asked.month)}的已经结了，记到下个月`;
  if (said.kind === 'unreached' || said.kind === 'carried') return outcomeOf(asked, 'same', `${monthShort(asked.month)}的已经结了`);
  const spell = openSpell(spells);
  const move = moveOf(said, spell, asked.month, now.how ?? 'phone', installation.home);
  if (move !== null)
    await putMove(change, spells, { person, spell: spell?._id ?? null, move, newId, role, today: ctx.today, detail: { check: asked._id } });
  const others = asked.after ? { others: [...(asked.others ?? []), asked.after] } : {};
  const stored = await change.put(
    'checks',
    asked,
    { ...asked, ...others, after: now },
    { verb: 'answer_late', role, detail: { outcome: now.outcome } },
  );
  return outcomeOf(stored, 'kept', words);
}

/** The role an answer stands under in the trail. */
export const askerRole = (ctx: Context, check: CheckRecord): string => roleFor(ctx.caller, check);
