// What is pasted from a chat: read on the phone, confirmed there one by one, handed in together to be checked.
import * as z from 'zod';
import { dateText, id } from './common';
import { postingFields } from './posting';

export const paste = {
  /** What the phone needs to read a message: where home is, and the names of what belongs to it. */
  'paste.setting': {
    input: z.strictObject({}),
    output: z.object({
      today: dateText,
      home: z.object({ province: z.string(), city: z.string(), county: z.string() }),
      near: z.array(z.string()),
    }),
  },
  /** At most nine confirmed ones, all or none, each to be checked by a named person. What is wrong is named as `{n}.{field}`. */
  'paste.confirm': {
    input: z.strictObject({ postings: z.array(postingFields).min(1, '一条也没有').max(9, '一回最多九条') }),
    output: z.object({ postings: z.array(z.object({ id, title: z.string(), status: z.string() })) }),
  },
} as const;
