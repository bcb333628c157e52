// Two versions side by side: every place whose words differ, before and after.
import { type PlainLine, type PlainSection, plainWords } from './plain';
import type { PolicyPack } from './schema';

export interface PackChange {
  /** See PlainLine. */
  path: string;
  section: PlainSection;
  /** null = was not there. */
  before: string | null;
  /** null = is not there any more. */
  after: string | null;
}

/** What changes from one version to another, in the order it is read; lines that moved without a changed word are not changes. */
export function comparePacks(before: PolicyPack, after: PolicyPack): PackChange[] {
  const old = plainWords(before);
  const now = plainWords(after);
  const earlier = new Map(old.map((one) => [one.path, one] as const));
  const later = new Map(now.map((one) => [one.path, one] as const));
  const change = (path: string, section: PlainSection): PackChange => ({
    path,
    section,
    before: earlier.get(path)?.line ?? null,
    after: later.get(path)?.line ?? null,
  });
  const differs = ({ path, line }: PlainLine): boolean => earlier.get(path)?.line !== line;
  const changed = now.filter(differs).map(({ path, section }) => change(path, section));
  const gone = old.filter(({ path }) => !later.has(path)).map(({ path, section }) => change(path, section));
  return [...changed, ...gone];
}
