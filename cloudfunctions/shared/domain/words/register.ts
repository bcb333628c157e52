// The two registers of the interface: spoken words for residents, the official term for cadres and clerks.

export const REGISTERS = ['resident', 'official'] as const;
export type Register = (typeof REGISTERS)[number];

/** One meaning in both registers. */
export type Wording = Record<Register, string>;

/** Looks a code up without trusting that it is known: data may be newer than the phone. */
export function wordOf<K extends string>(table: Record<K, Wording>, code: string, register: Register, unknown: Wording): string {
  const own = Object.keys(table).includes(code) ? table[code as K] : unknown;
  return own[register];
}
