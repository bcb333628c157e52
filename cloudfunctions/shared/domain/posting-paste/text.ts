// Text as it was pasted, and where in it something was read: signs are compared half-width, places count in the text as it stands.

/** From (inclusive) to (exclusive), in UTF-16 units of the whole pasted text. */
export interface Piece {
  start: number;
  end: number;
}

/** What was read. `said`: it stands there in these words; `guessed`: it was concluded, or taken from what stands for several postings. */
export interface Said<T> {
  value: T;
  pieces: readonly Piece[];
  sure: 'said' | 'guessed';
}

export interface Match {
  /** Whole match first, then the groups; what did not take part is ''. */
  groups: readonly string[];
  piece: Piece;
}

/** Half-width signs of the same length, so that places stay: １８ → 18, ： → :, （ → (. */
export function plainSigns(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000]/g, (sign) => (sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0)));
}

/** One stretch of a pasted text that is read on its own. What was understood may be hidden from later readers, so nothing is read twice. */
export class Stretch {
  /** Plain signs; hidden ones are \ue000. */
  private held: string;

  /** @param text plain signs of this stretch alone · @param from where it begins in the whole. */
  constructor(
    text: string,
    private readonly from: number,
  ) {
    this.held = text;
  }

  get text(): string {
    return this.held;
  }

  all(pattern: RegExp): Match[] {
    const flags = pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`;
    const found: Match[] = [];
    const search = new RegExp(pattern.source, flags);
    for (let match = search.exec(this.held); match !== null; match = search.exec(this.held)) {
      if (match[0] === '') {
        search.lastIndex += 1;
        continue;
      }
      const start = this.from + match.index;
      found.push({ groups: Array.from(match, (group: string | undefined) => group ?? ''), piece: { start, end: start + match[0].length } });
    }
    return found;
  }

  first(pattern: RegExp): Match | undefined {
    return this.all(pattern)[0];
  }

  has(pattern: RegExp): boolean {
    return pattern.test(this.held);
  }

  hide({ start, end }: Piece): void {
    const [a, b] = [start - this.from, end - this.from];
    this.held = this.held.slice(0, a) + '\ue000'.repeat(b - a) + this.held.slice(b);
  }

  /** What stands just before a place, up to so many signs. */
  before(at: number, signs: number): string {
    return this.held.slice(Math.max(0, at - this.from - signs), at - this.from);
  }

  after(at: number, signs: number): string {
    return this.held.slice(at - this.from, at - this.from + signs);
  }
}

/** A part of a match as a piece: where `part` stands in it. */
export function partOf({ groups: [whole = ''], piece }: Match, part: string): Piece {
  const at = Math.max(0, whole.lastIndexOf(part));
  return { start: piece.start + at, end: piece.start + at + part.length };
}

export const said = <T>(value: T, ...pieces: Piece[]): Said<T> => ({ value, pieces, sure: 'said' });
export const guessed = <T>(value: T, ...pieces: Piece[]): Said<T> => ({ value, pieces, sure: 'guessed' });

/** At most so many signs, never half of one. */
export const shortened = (text: string, most: number): string => Array.from(text.trim()).slice(0, most).join('');
