// The call round: one question for each of a household at once, each answered in a change of its own; what was heard over which telephone.
import { beijingTime } from '@shared/domain/dates';
import { hourWords } from '@shared/domain/month-hours';
import type { CheckRecord, PersonRecord } from '@shared/domain/records';
import { markStale } from '@shared/listing/month-figures';
import { ASKERS } from '@shared/repos/months';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { askerRole, type Kept, partly, takeAnswer } from './month-answer';
import { checkViews } from './month-parts';
import { takeTrouble } from './trouble-parts';

export const answerMonth = action('month.answer', {
  roles: ASKERS,
  async run({ month, household, answers }, ctx) {
    const { repos, store, caller } = ctx;
    const asked = new Map((await repos.months.ofHousehold(household, month)).map((one) => [one._id, one]));
    if (answers.some(({ check }) => !asked.has(check))) throw new Problem('not_found');
    if (new Set(answers.map(({ check }) => check)).size < answers.length)
      throw new Problem('bad_input', { fields: { answers: '一个人只答一次' } });
    await demandFit(typedIn(answers), ctx);
    const [first] = asked.values();
    if (first) await touched(first, ctx);
    const results: Kept[] = [];
    for (const { check: id, seen, said, how, note, trouble } of answers) {
      const check = asked.get(id) as CheckRecord;
      const role = askerRole(ctx, check);
      const kept = await takeAnswer({ check, seen, said, how, note, role }, ctx);
      results.push(kept);
      if (kept.state !== 'refused' && how === 'phone') await rememberPhone(check, said.kind !== 'unreached', ctx);
      const person = trouble && (await store.get<PersonRecord>('persons', check.person));
      if (trouble && person) await takeTrouble(person, trouble, { name: caller.name, role, how }, ctx);
    }
    if (first) await touched(first, ctx);
    return { results, items: await checkViews(await repos.months.ofHousehold(household, month), ctx) };
  },
});

/**
 * A late answer stands in the next month. Said before anything is written, for whoever is cut off in between, and after it, for whoever
 * counted meanwhile.
 */
export async function touched({ village, month }: Pick<CheckRecord, 'village' | 'month'>, { store, today }: Context): Promise<void> {
  await markStale(store, village, month);
  if (today.slice(0, 7) !== month) await markStale(store, village, today.slice(0, 7));
}

function typedIn(answers: readonly { note: string; trouble?: { words: string } | undefined; said: object }[]): Record<string, string> {
  const typed = answers.flatMap(({ note, trouble, said }, i): [string, string][] => {
    const { work, reason } = said as { work?: { employer: string | null }; reason?: string };
    return [
      [`answers.${i}.note`, note],
      [`answers.${i}.trouble`, trouble?.words ?? ''],
      [`answers.${i}.employer`, work?.employer ?? ''],
      [`answers.${i}.reason`, reason ?? ''],
    ];
  });
  return Object.fromEntries(typed);
}

/** Whether the telephone was answered and, the first time it was, about when; written only where that says something new. */
async function rememberPhone(check: CheckRecord, answered: boolean, ctx: Context): Promise<void> {
  const seen = await ctx.store.get<PersonRecord>('persons', check.person);
  if (!seen || seen.phone === null) return;
  const hour = answered && !seen.bestHour ? hourWords(beijingTime(ctx.now)) : null;
  if (hour === null && seen.phoneWorks?.works === answered) return;
  await partly(ctx, `${check._id}:phone`, { answered }, async (change) => {
    const before = await change.get<PersonRecord>('persons', check.person);
    if (!before) return { record: check.person, version: 0, note: {} };
    const known = { ...before, phoneWorks: { works: answered, on: ctx.today }, ...(hour === null ? {} : { bestHour: hour }) };
    const { version } = await change.put('persons', before, known, { verb: 'phone_tried', role: askerRole(ctx, check) });
    return { record: check.person, version, note: {} };
  });
}
