// Visits for tests as phones make them: a village opened, answers given, the visit sent.
import type { Input, Output } from '@shared/contract';
import type { SpellMove } from '@shared/domain/spell-moves';
import { answerField, answerWork, beginDraft, finishDraft, sayUnchanged, type VisitDraft, visitOf } from '@shared/domain/sync/draft';
import type { Town, Townsperson } from './town';

export const VILLAGE = '140799201201';
export type Household = Output<'village.bundle'>['items'][number]['household'];
export type Sent = Input<'visit.submit'>['visit'];

const hex = (n: number, seed: string): string => `${seed}${n.toString(16)}`.padStart(32, '0');
export const deviceOf = (n: number): string => hex(n, 'd');
let visits = 0;

/** All pages of a village. */
export async function opened(
  who: Townsperson,
  device: string,
  have: Record<string, string> = {},
): Promise<{ items: Map<string, { mark: string; household: Household }>; same: string[] }> {
  const items = new Map<string, { mark: string; household: Household }>();
  const same: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await who.call('village.bundle', { village: VILLAGE, device, model: '测试机', have, ...(cursor ? { cursor } : {}) });
    for (const one of page.items) items.set(one.household.id, one);
    same.push(...page.same);
    if (page.next === null) return { items, same };
    cursor = page.next;
  }
}

export interface Answer {
  person: string;
  field: string;
  value: unknown;
}

/** A visit to a household as the phone saw it. */
export function visitTo(
  household: Household,
  device: string,
  {
    on = '2026-03-02',
    said = '都好',
    answers = [],
    works = [],
    unchanged = [],
    more = {},
  }: {
    on?: string;
    said?: string;
    answers?: Answer[];
    works?: { person: string; move: SpellMove }[];
    unchanged?: string[];
    more?: Partial<VisitDraft>;
  } = {},
): Sent {
  visits += 1;
  const at = `${on}T01:00:00.000Z`;
  let draft = beginDraft({
    key: hex(visits, 'f'),
    device,
    household: household.id,
    village: VILLAGE,
    headName: household.headName,
    on,
    at,
  });
  draft = { ...draft, said, met: [household.headName] };
  const of = (id: string) => household.persons.find((one) => one.id === id);
  for (const id of unchanged) draft = sayUnchanged(draft, id, of(id)?.work ?? null, at);
  for (const { person, field, value } of answers) {
    const seen = person === household.id ? household : of(person);
    const edit = {
      collection: person === household.id ? ('households' as const) : ('persons' as const),
      record: person,
      field,
      seen: seen?.version ?? 0,
      base: seen?.values[field] ?? null,
      value,
      at,
    };
    draft = answerField(draft, edit, field);
  }
  for (const { person, move } of works) draft = answerWork(draft, person, of(person)?.work ?? null, move, at);
  return visitOf({ ...finishDraft(draft, at, draft.later, draft.settled), ...more }) as Sent;
}

export const householdOf = (town: Town, key: string): string =>
  town.county.persons.find(({ _id }) => _id === town.personOf(key))?.household ?? '';
