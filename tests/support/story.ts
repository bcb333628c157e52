// A story told through every call: each is also tried by people it is none of the business of, sent twice, weighed, and its words kept.
import { randomUUID } from 'node:crypto';
import type { ActionName, Input, Output } from '@shared/contract';
import { collections } from '@shared/repos/indexes';
import type { Town } from './town';
import { SEVERAL } from './writes';

/** What is open to anybody, or to whoever holds a code: nobody is a stranger to it. */
const ANYBODYS: readonly string[] = [
  'bond.open',
  'bond.take',
  'bond.mine',
  'consent.state',
  'consent.agree',
  'staff.openInvite',
  'staff.join',
  'complaint.write',
  'complaint.mine',
  'publicity.open',
  'offer.open',
  'offer.take',
  'offer.mine',
  'report.write',
  'push.open',
  'push.called',
  'push.ask',
  'publicity.object',
  'notice.mine',
  'notice.read',
  'notice.allow',
];
/** Give something away each time they are asked, or are asked again for more: never replayed. */
const ONCE: readonly string[] = [
  'month.numbers',
  'month.sheet',
  'person.phone',
  'visit.route',
  'visit.papers',
  'recheck.number',
  'told.number',
  'told.card',
  'trace.print',
  'trace.match',
  'trace.export',
  'papers.make',
  'pay.file',
  'pay.letter',
  'export.paper',
  'retype.number',
];
/** Spend or count by their nature, or take the upload away: sent twice they do not answer the same. */
const NOT_TWICE: readonly string[] = ['notice.allow', 'pay.typed', 'pay.results', 'layout.fetch', 'export.fill', 'retype.back'];
/** Written by whoever reads or tries: tries within a window, links and looks in the trail. */
const BY_READING: readonly string[] = ['rates', 'offers', 'month_figures'];
/** Drive long work a step on, or make a list anew: their writes are those of the work. */
export const BY_DRIVING: readonly string[] = ['task.drive', 'list.village'];

export interface Told {
  who: string;
  action: ActionName;
  reply: string;
}
export interface Leak {
  action: string;
  who: string;
  what: string;
}

export interface Story {
  call<A extends ActionName>(who: string, action: A, input: Input<A>): Promise<Output<A>>;
  told: Told[];
  /** What a stranger was served although it named somebody of the village. */
  leaks: Leak[];
  /** Answers that were not the same the second time, or wrote something. */
  twice: Leak[];
  /** Most bytes of an answer and of an input. */
  heaviest: { reply: number; input: number };
  /** Most atomic writes of one call of an action; tries counted against a limit are none. */
  writes: Map<string, number>;
}

/** Actions of a story that wrote more than once and are in no crash suite: named with how often they wrote. */
export const unlisted = ({ writes }: Pick<Story, 'writes'>): [string, number][] =>
  [...writes].filter(([name, count]) => count > 1 && !BY_DRIVING.includes(name) && !(name in SEVERAL));

export function storyOf(town: Town, { strangers, marks }: { strangers: readonly string[]; marks: readonly string[] }): Story {
  const told: Told[] = [];
  const leaks: Leak[] = [];
  const twice: Leak[] = [];
  const heaviest = { reply: 0, input: 0 };
  const writes = new Map<string, number>();
  let visitors = 0;

  const state = async (): Promise<Map<string, string>> => {
    const names = Object.keys(collections).filter((name) => !BY_READING.includes(name));
    const lists = await Promise.all(names.map((name) => town.cloud.database.all(name)));
    const reading = (doc: Record<string, unknown>) =>
      doc.record === null || ['refused', 'link', 'look', 'export'].includes(String(doc.verb));
    return new Map(
      names.flatMap((name, i) =>
        (lists[i] ?? [])
          .filter((doc) => name !== 'audits' || !reading(doc))
          .map((doc) => [`${name}/${doc._id}`, JSON.stringify(doc)] as const),
      ),
    );
  };
  const differing = (before: Map<string, string>, after: Map<string, string>): string[] =>
    [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));

  async function triedByStrangers(action: ActionName, input: unknown): Promise<void> {
    visitors += 1;
    for (const who of [`o-visitor-${visitors}`, ...strangers]) {
      const reply = await town.as(who).reply(action, input);
      if (!reply.ok && !['not_allowed', 'not_found'].includes(reply.error.code))
        leaks.push({ action, who, what: `${reply.error.code}: ${reply.error.message}` });
      const text = JSON.stringify(reply);
      for (const mark of marks) if (text.includes(mark) && !JSON.stringify(input).includes(mark)) leaks.push({ action, who, what: mark });
    }
  }

  return {
    told,
    leaks,
    twice,
    heaviest,
    writes,
    async call(who, action, input) {
      const before = await state();
      if (!ANYBODYS.includes(action)) {
        await triedByStrangers(action, input);
        const moved = differing(before, await state());
        // A list looked at by whoever may not see it makes nothing.
        if (moved.length > 0) leaks.push({ action, who: 'a stranger', what: `wrote ${moved.join(' ')}` });
      }
      const request = randomUUID();
      town.cloud.writes.take();
      const first = await town.as(who).reply(action, input, request);
      const own = town.cloud.writes.take().filter((collections) => collections.some((name) => name !== 'rates'));
      writes.set(action, Math.max(writes.get(action) ?? 0, own.length));
      const text = JSON.stringify(first);
      heaviest.reply = Math.max(heaviest.reply, Buffer.byteLength(text));
      heaviest.input = Math.max(heaviest.input, Buffer.byteLength(JSON.stringify(input)));
      told.push({ who, action, reply: text });
      if (!first.ok) throw new Error(`${action} as ${who}: ${text}`);
      const done = await state();
      const again = await town.as(who).reply(action, input, request);
      if (ONCE.includes(action)) {
        if (again.ok || again.error.code !== 'already_done') twice.push({ action, who, what: 'given twice' });
      } else if (!NOT_TWICE.includes(action) && !BY_DRIVING.includes(action)) {
        const same = (reply: unknown) => JSON.stringify(reply).replace(/https?:[^"]+/g, 'link');
        if (same(again) !== same(first)) twice.push({ action, who, what: `${same(first).slice(0, 300)} / ${same(again).slice(0, 300)}` });
      }
      const moved = BY_DRIVING.includes(action) ? [] : differing(done, await state());
      if (moved.length > 0 && !NOT_TWICE.includes(action)) twice.push({ action, who, what: `wrote ${moved.join(' ')}` });
      return first.data as never;
    },
  };
}
