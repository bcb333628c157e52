// Who the caller is here: roles, the persons they act for, who runs this and whom to call. Answers visitors too.
import * as z from 'zod';
import { contact, dateText, id } from './common';

export const session = {
  'session.me': {
    input: z.strictObject({}),
    output: z.object({
      today: dateText,
      /** Tells this WeChat from others on one phone; says nothing about who it is. */
      tag: z.string(),
      installation: z.object({
        countyName: z.string(),
        operator: z.string(),
        filing: z.string(),
        complaintPhone: z.string(),
        offices: z.object({ town: z.string(), county: z.string() }),
      }),
      /** Staff name and title; null for people without a role. */
      staff: z.object({ name: z.string(), title: z.string() }).nullable(),
      roles: z.array(z.object({ role: z.string(), level: z.enum(['county', 'town', 'village']), code: z.string(), placeName: z.string() })),
      /** Persons this WeChat acts for; the first is the default. */
      persons: z.array(z.object({ id, name: z.string(), as: z.enum(['self', 'helper']), villageName: z.string(), contact })),
    }),
  },
} as const;
