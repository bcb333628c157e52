// When two postings may be one: the keys they are found by, and in which words the likeness is told.
import { nameKeyOf } from './employers';
import type { PostingRecord } from './records';

type Told = Pick<PostingRecord, 'title' | 'employer' | 'contact'>;

/** Half-width, lower case, without blanks and punctuation. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.,;:!?()[\]{}<>"'`~·、，。；：！？（）【】《》「」“”‘’—_/\\|+*#&-]/g, '');
const digits = (phone: string): string => phone.replace(/\D/g, '');

/** Keys by which postings of the same employer or telephone are found. */
export function likenessOf({ employer, contact }: Told): string[] {
  const [who, phone] = [nameKeyOf(employer), digits(contact.phone)];
  return [...(who === '' ? [] : [`e:${who}`]), ...(phone.length < 7 ? [] : [`p:${phone}`])];
}

const pairsOf = (text: string): Set<string> => new Set([...text].slice(1).map((sign, i) => [...text][i] + sign));

/** Titles with most of their neighbouring signs in common, or one within the other: 缝纫工 and 缝纫工（熟手）. */
export function similarTitles(a: string, b: string): boolean {
  const [one, other] = [plain(a), plain(b)];
  if (one === '' || other === '') return false;
  if (one.includes(other) || other.includes(one)) return true;
  const [left, right] = [pairsOf(one), pairsOf(other)];
  const common = [...left].filter((pair) => right.has(pair)).length;
  return 2 * common >= left.size + right.size - common;
}

/** Why the two may be one, in words; '' = they are not alike enough to be asked about. */
export function likeness(one: Told & { sameKey: string }, other: Told & { sameKey: string }): string {
  if (one.sameKey !== '' && one.sameKey === other.sameKey) return '工种、单位、电话都一样';
  if (!similarTitles(one.title, other.title)) return '';
  const keys = new Set(likenessOf(one));
  const shared = likenessOf(other).filter((key) => keys.has(key));
  if (shared.some((key) => key.startsWith('e:'))) return '同一家，工种差不多';
  return shared.length > 0 ? '同一个电话，工种差不多' : '';
}
