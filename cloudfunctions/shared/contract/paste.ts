// What is pasted from a chat: read on the phone, confirmed there one by one, handed in together to be checked.
import * as z from 'zod';
import { dateText, id } from './common';
import { workSpot } from './employer';
import { postingFields } from './posting';

export const paste = {
  /** What the phone needs to read a message: where home is, and the names of what belongs to it. */
  'paste.setting': {
    input: z.strictObject({}),
    output: z.object({
      today: dateText,
      home: z.object({ province: z.string(), city: z.string(), county: z.string() }),
      near: z.array(z.string()),
      /** Villages of the caller's townships and their seats by name, to say where the work is. */
      spots: z.array(z.object({ name: z.string(), spot: workSpot })),
    }),
  },
  /** What stands already that the postings of a message may be, each in words; `same`: the very same one, which is left out unless somebody says otherwise. */
  'paste.same': {
    input: z.strictObject({
      postings: z
        .array(z.strictObject({ title: z.string().max(80), employer: z.string().max(120), phone: z.string().max(40) }))
        .min(1)
        .max(9),
    }),
    output: z.object({ same: z.array(z.array(z.object({ id, words: z.string(), same: z.boolean() }))) }),
  },
  /**
   * At most nine confirmed ones, all or none, each to be checked by a named person. What is wrong is named as `{n}.{field}`; one that stands
   * already as `{n}.same`, unless it stands in `apart`: looked at, and another one.
   */
  'paste.confirm': {
    input: z.strictObject({
      postings: z.array(postingFields).min(1, '一条也没有').max(9, '一回最多九条'),
      apart: z.array(id).max(27).default([]),
    }),
    output: z.object({ postings: z.array(z.object({ id, title: z.string(), status: z.string() })) }),
  },
} as const;
