// Keeps what must not be known out of the logs: a function that prints its environment prints *** in its place.

/** Shorter values are words like `k1`, found everywhere. */
const SHORTEST = 12;
/** A call's token may still be printed by work it left behind. */
const TOKENS_KEPT = 50;

/** The texts within a value: itself, and what lies in it when it is JSON. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    try {
      return [value, ...(value.startsWith('{') || value.startsWith('[') ? textsIn(JSON.parse(value)) : [])];
    } catch {
      return [value];
    }
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

export class Secrets {
  private readonly known = new Set<string>();
  private readonly over: string[] = [];

  /** Values of secret variables; of JSON each text within. */
  constructor(values: readonly string[]) {
    for (const text of values.flatMap(textsIn)) if (text.length >= SHORTEST) this.known.add(text);
  }

  add(token: string): void {
    this.known.add(token);
  }

  forgetLater(token: string): void {
    this.over.push(token);
    if (this.over.length > TOKENS_KEPT) this.known.delete(this.over.shift() as string);
  }

  hide(text: string): string {
    let shown = text;
    for (const secret of this.known) if (shown.includes(secret)) shown = shown.replaceAll(secret, '***');
    return shown;
  }
}
