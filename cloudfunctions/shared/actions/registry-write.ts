// Writing a person's fields: plain ones by the table, sealed ones with the keys; identity, account and relation with the rules between records.

import {
  accountProblem,
  accountWarning,
  idNumberProblem,
  idNumberWarning,
  normalAccount,
  normalIdNumber,
  normalPhone,
  phoneProblem,
  readIdNumber,
} from '@shared/domain/fields';
import { normalCert } from '@shared/domain/fields/disability-cert';
import type { FieldValue } from '@shared/domain/fields/registry-fields';
import { certProblem, fieldOf, mayChange, problemsIn, withValues } from '@shared/domain/fields/registry-fields';
import type { Disability, PersonContact, PersonRecord, Role } from '@shared/domain/records';
import type { Context } from '@shared/runtime/context';
import { blindIndex, blindIndexes, sealField } from '@shared/runtime/crypto';
import { initialsOf } from '@shared/runtime/initials';
import { Problem } from '@shared/runtime/problem';

type Values = Readonly<Record<string, FieldValue>>;
type KeyRing = Context['services']['ring'];

/** What is wrong with a sealed value as typed, and how it is kept. */
const SEALED: Readonly<Record<string, { problem(typed: string): string | null; normal(typed: string): string }>> = {
  idNumber: { problem: idNumberProblem, normal: normalIdNumber },
  phone: { problem: phoneProblem, normal: normalPhone },
  'contact.phone': { problem: phoneProblem, normal: normalPhone },
  'account.number': { problem: accountProblem, normal: normalAccount },
  'disability.cert': { problem: certProblem, normal: normalCert },
};
const INDEX: Readonly<Record<string, string>> = {
  idNumber: 'persons.idNumber',
  phone: 'persons.phone',
  'contact.phone': 'persons.phone',
  'account.number': 'persons.account',
  'disability.cert': 'persons.disabilityCert',
};

/** Sealed values levelled as they are kept; the rest as it is. '' = taken away. */
export function normalValues(values: Values): Record<string, FieldValue> {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, SEALED[id] && typeof value === 'string' ? SEALED[id].normal(value) : value]),
  );
}

/**
 * @throws Problem 'bad_input' for fields there are none of or with a value that is wrong, 'not_allowed' for fields of others.
 */
export function demandFields(of: 'persons' | 'households', values: Values, roles: readonly Role[]): void {
  const unknown = Object.keys(values).filter((id) => fieldOf(of, id) === null);
  if (unknown.length > 0) throw new Problem('bad_input', { fields: Object.fromEntries(unknown.map((id) => [id, '没有这一项'])) });
  const others = Object.keys(values).filter((id) => !mayChange(fieldOf(of, id) as { may: readonly Role[] }, roles));
  if (others.length > 0)
    throw new Problem('not_allowed', {
      message: `${others.map((id) => fieldOf(of, id)?.words.official ?? id).join('、')}不归您改。`,
      fields: Object.fromEntries(others.map((id) => [id, '这一项归乡里的站里改'])),
      next: '别的可以存；这几项告诉站里。',
    });
}

/** Whether a sealed field already holds the value. */
export function holdsAlready(person: PersonRecord, id: string, value: FieldValue, ring: KeyRing): boolean {
  const mark = fieldOf('persons', id)?.mark?.(person) ?? null;
  if (typeof value !== 'string' || value === '') return mark === null;
  return mark !== null && blindIndexes(ring, INDEX[id] as string, value).includes(mark);
}

/** What is wrong with the sealed values, by field. */
function sealedProblems(person: PersonRecord, values: Values, ring: KeyRing): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [id, { problem }] of Object.entries(SEALED)) {
    const value = values[id];
    if (value === undefined || value === null || value === '') continue;
    const wrong = typeof value === 'string' ? problem(value) : '写得不对';
    if (wrong !== null) found[id] = wrong;
  }
  const cert = values['disability.cert'];
  if (typeof cert === 'string' && cert !== '' && !found['disability.cert']) {
    const number = typeof values.idNumber === 'string' ? values.idNumber : null;
    const same =
      number === null ? blindIndexes(ring, 'persons.idNumber', cert.slice(0, 18)).includes(person.idIndex) : cert.startsWith(number);
    // Somebody with the system's stand-in number has a certificate with their real one.
    const standIn = number === null ? person.idStandIn === true : (readIdNumber(number)?.placeholder ?? false);
    if (!same && !standIn) found['disability.cert'] = '残疾证号前 18 位和登记的身份证号不一样，对着两个证再看一遍';
  }
  return found;
}

/** The person with sealed values put in their places. */
function withSealed(person: PersonRecord, values: Values, { services, now }: Pick<Context, 'services' | 'now'>): PersonRecord {
  const { ring } = services;
  const seal = (field: string, value: string) => sealField(ring, { collection: 'persons', record: person._id, field }, value);
  const of = (id: string): string | null | undefined => {
    const value = values[id];
    if (value === undefined || holdsAlready(person, id, value, ring)) return undefined;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  let after = person;
  const number = of('idNumber');
  if (number) {
    const read = readIdNumber(number);
    after = {
      ...after,
      idNumber: seal('idNumber', number),
      idIndex: blindIndex(ring, 'persons.idNumber', number),
      idTail: number.slice(-4),
    };
    // A real number says when somebody was born and of which sex; the stand-in says nothing.
    if (read && !read.placeholder) after = { ...after, born: read.born, sex: read.sex };
    const { idStandIn: _was, ...rest } = after;
    after = read?.placeholder ? { ...after, idStandIn: true } : rest;
  }
  const phone = of('phone');
  if (phone !== undefined) {
    const { phoneWorks: _old, ...rest } = after;
    after = {
      ...rest,
      phone: phone && seal('phone', phone),
      phoneIndex: phone && blindIndex(ring, 'persons.phone', phone),
      phoneTail: phone?.slice(-4) ?? null,
    };
  }
  const ask = of('contact.phone');
  if (ask !== undefined && (ask !== null || after.contact)) {
    const contact: PersonContact = after.contact ?? {
      kind: 'family',
      name: '',
      relation: '',
      phone: null,
      phoneIndex: null,
      phoneTail: null,
    };
    after = {
      ...after,
      contact: {
        ...contact,
        phone: ask && seal('contactPhone', ask),
        phoneIndex: ask && blindIndex(ring, 'persons.phone', ask),
        phoneTail: ask?.slice(-4) ?? null,
      },
    };
  }
  const cert = of('disability.cert');
  if (cert !== undefined && (cert !== null || after.disability)) {
    const disability: Disability = after.disability ?? { category: '', level: '', cert: null, certTail: null, issuedOn: null };
    after = {
      ...after,
      disability: {
        ...disability,
        cert: cert && seal('disabilityCert', cert),
        certIndex: cert && blindIndex(ring, 'persons.disabilityCert', cert),
        certTail: cert?.slice(-4) ?? null,
      },
    };
  }
  return withAccount(after, of('account.number'), values, seal, ring, now);
}

const MOST_PAST = 10;

function withAccount(
  person: PersonRecord,
  number: string | null | undefined,
  values: Values,
  seal: (field: string, value: string) => string,
  ring: KeyRing,
  now: string,
): PersonRecord {
  if (number === undefined) return person;
  const past = person.account
    ? [{ ...person.account, until: now }, ...(person.pastAccounts ?? [])].slice(0, MOST_PAST)
    : person.pastAccounts;
  const kept = past ? { pastAccounts: past } : {};
  // Whether the old card worked says nothing about the new one.
  const { card: _old, ...rest } = person;
  if (number === null) return { ...rest, ...kept, account: null, accountIndex: null };
  const text = (id: string, otherwise: string) =>
    typeof values[id] === 'string' && values[id] !== '' ? (values[id] as string) : otherwise;
  return {
    ...rest,
    ...kept,
    account: {
      sealed: seal('account', number),
      tail: number.slice(-4),
      bank: text('account.bank', person.account?.bank ?? ''),
      holder: text('account.holder', person.name),
    },
    accountIndex: blindIndex(ring, 'persons.account', number),
  };
}

/**
 * The person with the values written; pure but for the keys and the pinyin of a new name.
 * @throws Problem 'bad_input' naming each field that is wrong.
 */
export async function writtenPerson(
  person: PersonRecord,
  values: Values,
  ctx: Pick<Context, 'services' | 'now' | 'today'>,
): Promise<PersonRecord> {
  const { ring } = ctx.services;
  const sealed = withSealed(person, sealedProblemsFree(person, values, ring), ctx);
  const plain: Record<string, FieldValue> = { ...values };
  const real = typeof values.idNumber === 'string' ? readIdNumber(values.idNumber) : null;
  const after = withValues('persons', sealed, plain, ctx);
  const wrong = problemsIn('persons', after, values, ctx);
  if (real && !real.placeholder && (after.born !== real.born || after.sex !== real.sex)) wrong.born = '和身份证号里的出生日期、性别对不上';
  else if (!real && after.idStandIn !== true && (after.born !== person.born || after.sex !== person.sex))
    wrong[after.born === person.born ? 'sex' : 'born'] = '这是身份证号里的，号错了就改号';
  if (Object.keys(wrong).length > 0) throw new Problem('bad_input', { fields: wrong });
  return after.name === person.name && person.initials !== '' ? after : { ...after, initials: await initialsOf(after.name) };
}

function sealedProblemsFree(person: PersonRecord, values: Values, ring: KeyRing): Values {
  const wrong = sealedProblems(person, values, ring);
  if (Object.keys(wrong).length > 0) throw new Problem('bad_input', { fields: wrong });
  return values;
}

/** Warnings only the typed values can give. */
export function typedWarnings(values: Values): Record<string, string> {
  const found: Record<string, string> = {};
  const text = (id: string) => (typeof values[id] === 'string' ? (values[id] as string) : '');
  const card = text('account.number') === '' ? null : accountWarning(text('account.number'));
  const number = text('idNumber') === '' ? null : idNumberWarning(text('idNumber'));
  if (card !== null) found['account.number'] = card;
  if (number !== null) found.idNumber = number;
  return found;
}

/**
 * Nobody else has the number. Of somebody the caller may see, it says who; else only that it is taken.
 * @throws Problem 'bad_input' on idNumber.
 */
export async function demandUnique(person: { _id: string }, values: Values, ctx: Context): Promise<void> {
  if (typeof values.idNumber !== 'string') return;
  const [other] = (await ctx.repos.registry.byNumber(blindIndexes(ctx.services.ring, 'persons.idNumber', values.idNumber))).filter(
    ({ _id }) => _id !== person._id,
  );
  if (!other) return;
  const mine = await ctx.repos.registry.inScope(other._id).catch(() => null);
  const village = mine ? await ctx.repos.places.get(other.village) : null;
  const where = mine ? `${village?.name ?? ''}${mine.household?.headName ?? ''}家的${other.name}` : '别的村的人';
  throw new Problem('bad_input', {
    message: `这个身份证号已经登记在${where}名下。`,
    fields: { idNumber: `已经登记在${where}名下` },
    next: other.status === 'active' ? '是同一个人，就用「迁户」或「合成一条」，不用再登一遍。' : '是同一个人，就把那条恢复在册。',
  });
}
