// What the data rules say of a work while it is typed: the same table that looks the ledger through by night.
import { lookThrough, type PersonView, RULES, type SpellView } from '@shared/domain/quality';
import { doubtsFrom, type TypedDoubt } from '../../../present/typed-doubts';
import type { Page, Spell, WorkForm } from './work';
import { readWork } from './work';

/** Rules that look at the work and at what somebody can do; who somebody is and what was paid is no matter of this form. */
const HERE = RULES.filter(({ about, subject }) => about !== 'household' && ['work', 'ability', 'post'].includes(subject));

const ofSpell = (spell: Spell): SpellView => ({ ...spell, ...spell.place, confirmedMonth: spell.confirmed?.month ?? null });

/** `instead`: the record that is put right, or that ends because this one begins; null when it is a first one. */
export function typedDoubts(
  page: Page,
  typed: { form: WorkForm; start: string; end: string | null; instead: string | null },
): TypedDoubt[] {
  const read = readWork(typed.form);
  if (!('work' in read)) return [];
  const { place, ...work } = read.work;
  const fresh: SpellView = {
    ...work,
    ...place,
    overseas: work.overseas ?? false,
    id: 'typed',
    start: typed.start,
    end: typed.end,
    away: null,
    confirmedMonth: page.today.slice(0, 7),
  };
  const others = page.spells.filter(({ id }) => id !== typed.instead).map(ofSpell);
  const person: PersonView = {
    id: page.person.id,
    name: page.person.name,
    ...page.about,
    status: 'active',
    disability: undefined,
    number: null,
    numberSays: null,
    phone: 'ok',
    hasContact: true,
    accountHolder: null,
    workWish: null,
    yulu: null,
    spells: [...others, fresh],
    paid: [],
    owed: [],
    sharing: null,
    whereabouts: null,
  };
  const household = { id: '', type: page.about.householdType, monitoring: null, risks: [], perCapitaFen: null, members: [person] };
  return doubtsFrom(
    lookThrough(household, { today: page.today, home: page.home }, HERE).filter(
      ({ spell, rule }) => spell === 'typed' || (spell === null && rule !== 'skilled_without_work'),
    ),
  );
}
