// The form of a posting, part by part, as its pages draw it; the fields themselves stand in domain/posting-fields.ts.
import { type FieldRow, PARTS_OF_POSTING, POSTING_FIELDS } from '@shared/domain/posting-fields';

const INPUTS: Partial<Record<FieldRow['kind'], string>> = { count: 'number', money: 'digit', phone: 'text' };

export const formFieldOf = ({ key, label, kind, required, hint = '', most = 100, options = {} }: FieldRow) => ({
  ...{ key, label, kind, required, hint, options: Object.values(options) },
  type: INPUTS[kind] ?? 'text',
  // Money and lists are bounded by what they mean, not by how many signs.
  most: kind === 'text' || kind === 'long' || kind === 'phone' ? most : 200,
});
export type FormField = ReturnType<typeof formFieldOf>;

export const FORM_PARTS = Object.entries(PARTS_OF_POSTING).map(([part, words]) => ({
  part,
  words,
  fields: POSTING_FIELDS.filter((field) => field.part === part).map(formFieldOf),
}));
