// The staff directory: who holds which role where and until when, who stands in for whom, declared relatives. And 投诉建议.
import { normalPhone, phoneProblem } from '@shared/domain/fields';
import * as z from 'zod';
import { personalCode, ruled } from './bond';
import { cursor, dateText, id, instant, limit, version } from './common';

const openid = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);
const level = z.enum(['county', 'town', 'village']);
const role = z.enum(['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'payer', 'lead', 'auditor', 'admin']);
const grant = z.strictObject({ role, level, code: z.string().regex(/^\d{6,12}$/), from: dateText, until: dateText.nullable() });

const grantView = z.object({
  role: z.string(),
  level,
  code: z.string(),
  placeName: z.string(),
  from: dateText,
  until: dateText.nullable(),
  inForce: z.boolean(),
});
const standInView = z.object({ forId: z.string(), forName: z.string(), from: dateText, until: dateText, now: z.boolean() });

export const staffView = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  phone: z.string(),
  status: z.enum(['active', 'revoked']),
  version,
  grants: z.array(grantView),
  standIns: z.array(standInView),
  /** Names and villages alone. */
  relatives: z.array(z.object({ id, name: z.string(), villageName: z.string() })),
  me: z.boolean(),
});

export const staff = {
  /** Those with a role in the caller's places; every staff member sees who stands in for whom. */
  'staff.list': {
    input: z.strictObject({}),
    output: z.object({
      items: z.array(staffView),
      canManage: z.boolean(),
      places: z.array(z.object({ code: z.string(), name: z.string(), level })),
    }),
  },
  'staff.one': {
    input: z.strictObject({ staff: openid }),
    output: z.object({
      staff: staffView,
      canManage: z.boolean(),
      canDeclare: z.boolean(),
      history: z.array(z.object({ at: instant, by: z.string(), words: z.string() })),
    }),
  },
  'staff.grant': { input: z.strictObject({ staff: openid, version, grant }), output: z.object({ staff: staffView }) },
  /** Ends one grant today (`index` into grants), or changes the last day of its term. */
  'staff.term': {
    input: z.strictObject({ staff: openid, version, index: z.number().int().min(0).max(50), until: dateText.nullable() }),
    output: z.object({ staff: staffView }),
  },
  /** Every role at once, from the very next call on; or back again. */
  'staff.revoke': { input: z.strictObject({ staff: openid, version, revoked: z.boolean() }), output: z.object({ staff: staffView }) },
  'staff.standIn': {
    input: z.strictObject({ staff: openid, version, forStaff: openid, from: dateText, until: dateText }),
    output: z.object({ staff: staffView }),
  },
  'staff.endStandIn': {
    input: z.strictObject({ staff: openid, version, index: z.number().int().min(0).max(50) }),
    output: z.object({ staff: staffView }),
  },
  'staff.relatives': {
    input: z.strictObject({ staff: openid, version, add: id.optional(), remove: id.optional(), self: id.optional() }),
    output: z.object({ staff: staffView }),
  },
  'staff.invite': {
    input: z.strictObject({
      name: z.string().trim().min(1).max(20),
      title: z.string().trim().min(1).max(40),
      phone: ruled(phoneProblem, normalPhone),
      grant,
    }),
    output: z.object({ code: personalCode, until: instant, picture: z.string(), path: z.string() }),
  },
  'staff.openInvite': {
    input: z.strictObject({ code: personalCode }),
    output: z.object({ maskedName: z.string(), title: z.string(), role: z.string(), placeName: z.string(), until: instant }),
  },
  'staff.join': { input: z.strictObject({ code: personalCode }), output: z.object({ name: z.string(), title: z.string() }) },
} as const;

const complaintView = z.object({
  id,
  kind: z.enum(['complaint', 'advice']),
  text: z.string(),
  status: z.enum(['open', 'answered']),
  at: instant,
  dueOn: dateText,
  villageName: z.string(),
  /** As the writer gave it; '' = did not say. */
  name: z.string(),
  phoneMasked: z.string(),
  version,
  answer: z.object({ text: z.string(), at: instant, by: z.string() }).nullable(),
});

export const complaint = {
  'complaint.write': {
    input: z.strictObject({
      kind: z.enum(['complaint', 'advice']),
      text: z.string().trim().min(5, '再多写几个字，把事说清楚').max(500),
      village: z
        .string()
        .regex(/^\d{6,12}$/)
        .optional(),
      name: z.string().trim().max(20).optional(),
      phone: ruled(phoneProblem, normalPhone).optional(),
    }),
    output: z.object({ complaint: complaintView }),
  },
  'complaint.mine': {
    input: z.strictObject({}),
    output: z.object({
      items: z.array(complaintView),
      villages: z.array(z.object({ code: z.string(), name: z.string() })),
      phone: z.string(),
    }),
  },
  'complaint.queue': {
    input: z.strictObject({ status: z.enum(['open', 'answered']), cursor: cursor.optional(), limit: limit.optional() }),
    output: z.object({ items: z.array(complaintView), next: z.string().nullable() }),
  },
  'complaint.answer': {
    input: z.strictObject({ complaint: id, version, text: z.string().trim().min(2).max(500) }),
    output: z.object({ complaint: complaintView }),
  },
} as const;
