// What was said of a head or an option word of a sheet, kept for the next one: sheets that come in ask once, templates are filled by it.
import type { IntakeMemory } from '@shared/domain/records';
import { sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';

type Kind = 'head' | 'word';
const AT_ONCE = 100;

const memoryId = (town: string, kind: Kind, text: string): string => `${town}:${kind}:${sha256(text).slice(0, 32)}`;

/** What was said before of these heads or words; '' = leave it out. */
export async function remembered(
  town: string,
  kind: Kind,
  texts: readonly string[],
  { store }: Pick<Context, 'store'>,
): Promise<Map<string, string>> {
  const ids = new Map(texts.map((text) => [memoryId(town, kind, text), text]));
  const found: IntakeMemory[] = [];
  for (let from = 0; from < ids.size; from += AT_ONCE)
    found.push(...(await store.getMany<IntakeMemory>('intake_words', [...ids.keys()].slice(from, from + AT_ONCE))));
  return new Map(found.map(({ _id, means }) => [ids.get(_id) as string, means]));
}

/** Keeps answers: of a head which field it is, of `field|word` which option. */
export async function remember(
  town: string,
  answers: readonly (readonly [kind: Kind, text: string, means: string])[],
  { store, caller, now }: Pick<Context, 'store' | 'caller' | 'now'>,
): Promise<void> {
  const by = { openid: caller.openid, name: caller.name };
  for (const [kind, text, means] of answers) {
    const memory: IntakeMemory = { _id: memoryId(town, kind, text), town, means, by, at: now };
    if (!(await store.insert('intake_words', memory))) await store.transaction((tx) => tx.replace('intake_words', memory));
  }
}
