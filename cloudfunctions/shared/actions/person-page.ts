// One person as a cadre sees them: household, work, claims, the tail of the card, whom to ask; the number to dial, logged.

import { covers, roleFor } from '@shared/access';
import { maskIdNumber, maskPhone } from '@shared/domain/masks';
import type { PersonRecord, Role } from '@shared/domain/records';
import { BINDERS } from '@shared/repos/bonds';
import { action } from '@shared/runtime/action';
import { blindIndex, sealField } from '@shared/runtime/crypto';
import { Problem } from '@shared/runtime/problem';
import { bondView } from './bond-parts';
import { demandFit } from './fit';
import { memberRow, personRow } from './registry';

/** Who may dial: those who work with the person. An auditor and a leader read, they do not call. */
const DIALLING: readonly Role[] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];

export const personPage = action('person.view', {
  roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  async run({ person: id }, ctx) {
    const { repos, caller, today } = ctx;
    const subject = await repos.registry.inScope(id);
    const { person, household } = subject;
    const [row, members, spells, claims, bonds] = await Promise.all([
      personRow(person, household, ctx),
      repos.registry.members([{ _id: person.household }]),
      repos.spells.ofPerson(person),
      repos.claims.ofPerson(person),
      repos.bonds.ofPerson(person),
    ]);
    const works = covers(caller, BINDERS, person);
    const can: ('code' | 'contact' | 'call' | 'keep')[] = works && person.status === 'active' ? ['code', 'contact', 'call', 'keep'] : [];
    return {
      person: {
        ...row,
        born: person.born,
        idMasked: maskIdNumber(person.idTail),
        labourSkill: person.labourSkill,
        health: person.health,
        version: person.version,
      },
      household: {
        id: person.household,
        headName: household?.headName ?? '',
        group: household?.group ?? '',
        householdType: household?.householdType ?? '',
        monitoring: household?.monitoring && household.monitoring.clearedOn === null ? household.monitoring.category : '',
        keeper: household?.keeperName ?? '',
        members: members.filter(({ status }) => status === 'active').map((one) => memberRow(one, today)),
      },
      spells: spells.map(({ _id, start, end, place, employer, monthlyFen }) => ({
        id: _id,
        start,
        end,
        place: [...new Set([place.province, place.city, place.county])].filter((part) => part !== '').join(' '),
        employer: employer ?? '',
        monthlyFen,
      })),
      // Begun and not handed in is the person's own business.
      claims: claims
        .filter(({ status }) => status !== 'draft' && status !== 'withdrawn')
        .map(({ _id, programme, period, status, amountFen, since }) => ({ id: _id, programme, period, status, amountFen, since })),
      account: person.account && { tail: person.account.tail, bank: person.account.bank, holder: person.account.holder },
      contact: person.contact
        ? {
            kind: person.contact.kind,
            name: person.contact.name,
            relation: person.contact.relation,
            phoneMasked: person.contact.phoneTail === null ? '' : maskPhone(person.contact.phoneTail),
          }
        : null,
      bonds: await Promise.all(bonds.map((bond) => bondView(bond, ctx))),
      can,
    };
  },
});

export const personPhone = action('person.phone', {
  roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk'],
  limit: { times: 120, seconds: 3600 },
  async run({ person: id, whose, why }, ctx) {
    const { person } = await ctx.repos.registry.inScope(id, DIALLING);
    const sealed = whose === 'own' ? person.phone : (person.contact?.phone ?? null);
    if (sealed === null) throw new Problem('not_found', { message: '没有登记电话。', next: '上门时补上。' });
    // Written before the number is opened; the same request a second time gets nothing.
    const fresh = await ctx.note(
      `reveal:${ctx.caller.openid}:${ctx.requestId}`,
      { collection: 'persons', record: id },
      { verb: 'reveal', role: roleFor(ctx.caller, person), detail: { field: whose === 'own' ? 'phone' : 'contactPhone', reason: why } },
    );
    if (!fresh) throw new Problem('already_done', { message: '这一次已经给过号码了。', next: '还要打，就重新点一次。' });
    return { phone: ctx.open({ collection: 'persons', record: id, field: whose === 'own' ? 'phone' : 'contactPhone' }, sealed) };
  },
});

export const setContact = action('person.setContact', {
  roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk'],
  async change({ person: id, version, contact: { kind, name, relation, phone } }, ctx) {
    await ctx.repos.registry.inScope(id, DIALLING);
    await demandFit({ 'contact.name': name, 'contact.relation': relation }, ctx);
    const { ring } = ctx.services;
    return ctx.change(async (change) => {
      const before = await change.get<PersonRecord>('persons', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const contact = {
        kind,
        name,
        relation,
        phone: sealField(ring, { collection: 'persons', record: id, field: 'contactPhone' }, phone),
        phoneIndex: blindIndex(ring, 'persons.phone', phone),
        phoneTail: phone.slice(-4),
      };
      const stored = await change.put(
        'persons',
        before,
        { ...before, contact },
        { verb: 'set_contact', role: roleFor(ctx.caller, before), detail: { kind } },
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ version }) => ({ done: true, version }),
});
