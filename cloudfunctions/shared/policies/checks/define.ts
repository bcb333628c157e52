// The shape of a named check: its parameters as a schema, what it asks for, and the judgement over one reading.

import type { CheckResult, CheckStatus, CheckValue } from '@shared/domain/assessment';
import type { CheckName, Remedy } from '@shared/domain/check-names';
import type { Source } from '@shared/domain/facts';
import * as z from 'zod';
import type { Amount } from '../amount-schema';
import { basisRef, localId, once, onlyIf } from '../parts';
import type { Reading, WorkRule } from '../reading';

/** Says the finding; expected, basis and ids are filled in from the pack. `expected` only where it depends on the period. */
export type Report = (
  status: CheckStatus,
  actual: CheckValue | null,
  from: Source[],
  remedy: Remedy | null,
  expected?: CheckValue,
) => CheckResult;
export type Judge = (reading: Reading) => CheckResult;

/** What a check may know of the pack around it. */
export interface PackAround {
  programme: string;
  periods: string[];
  amount: Amount;
  work: WorkRule;
  switches?: { id: string; chosen: string | null }[] | undefined;
}

/** How a number of a check is said inside summary lines. */
export type Unit = 'age' | 'fen' | 'months' | 'days';

export interface CheckDefinition<S extends z.ZodRawShape> {
  name: CheckName;
  /** Made when a pack is first read. */
  params(): S;
  units: { [K in keyof S]?: Unit };
  expected(params: z.infer<z.ZodObject<S>>, pack: PackAround): CheckValue;
  judge(params: z.infer<z.ZodObject<S>>, report: Report, pack: PackAround): Judge;
}

/** Declares a check and the schema of a condition that uses it. Logic once released is never changed: a new logic is a new name. */
export function defineCheck<const N extends CheckName, S extends z.ZodRawShape>(definition: CheckDefinition<S> & { name: N }) {
  const schema = once(() =>
    z.strictObject({
      id: localId(),
      use: z.literal(definition.name),
      basis: basisRef(),
      /** Holds only where the county chose this option; while nobody has, what it would refuse is unknown. */
      onlyIf: onlyIf().optional(),
      ...definition.params(),
    }),
  );
  return { ...definition, schema };
}

const YES: CheckValue = { kind: 'yes' };
const NO: CheckValue = { kind: 'no' };
export const yesNo = (yes: boolean): CheckValue => (yes ? YES : NO);

/** Small numbers are shared objects: results are never changed after they are made. */
function shared(kind: 'months' | 'age' | 'count'): (n: number) => CheckValue {
  const made: CheckValue[] = [];
  for (let n = 0; n < 130; n += 1) made.push({ kind, n });
  return (n) => made[n] ?? { kind, n };
}
export const months = shared('months');
export const age = shared('age');
export const count = shared('count');

const texts = new Map<string, CheckValue>();

/** For texts out of small fixed lists only; each is made once. */
export function listedText(text: string): CheckValue {
  let value = texts.get(text);
  if (value === undefined) {
    value = { kind: 'text', text };
    if (texts.size < 200) texts.set(text, value);
  }
  return value;
}

export const NOTHING: Source[] = [];
