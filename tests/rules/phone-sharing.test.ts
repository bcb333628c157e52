// Shared telephones: known within a household or through a registered helper, else worth a look.
import { type PhoneHolder, phoneSharing, type SharingBond } from '@shared/domain/phone-sharing';

const holder = (id: string, household: string, phone: string | null): PhoneHolder => ({ _id: id, household, phoneIndex: phone });
const bond = (person: string, openid: string, more: Partial<SharingBond> = {}): SharingBond => ({
  person,
  openid,
  as: 'helper',
  status: 'confirmed',
  helperPerson: null,
  ...more,
});

test.each<[string, PhoneHolder[], SharingBond[], boolean[]]>([
  ['nobody shares', [holder('a', 'h1', '1'), holder('b', 'h2', '2'), holder('c', 'h3', null), holder('d', 'h4', null)], [], []],
  ['one household', [holder('a', 'h1', '1'), holder('b', 'h1', '1')], [], [true]],
  ['two households, nothing known', [holder('a', 'h1', '1'), holder('b', 'h2', '1')], [], [false]],
  ['a daughter helps both', [holder('a', 'h1', '1'), holder('b', 'h2', '1')], [bond('a', 'w'), bond('b', 'w')], [true]],
  ['the helper’s own number', [holder('a', 'h1', '1'), holder('d', 'h2', '1')], [bond('a', 'w', { helperPerson: 'd' })], [true]],
  [
    'help that was only asked for',
    [holder('a', 'h1', '1'), holder('b', 'h2', '1')],
    [bond('a', 'w'), bond('b', 'w', { status: 'asked' })],
    [false],
  ],
  ['help taken back', [holder('a', 'h1', '1'), holder('b', 'h2', '1')], [bond('a', 'w'), bond('b', 'w', { status: 'revoked' })], [false]],
  ['a third who does not belong', [holder('a', 'h1', '1'), holder('b', 'h1', '1'), holder('c', 'h9', '1')], [], [false]],
])('%s', (_case, persons, bonds, known) => {
  expect(phoneSharing(persons, bonds).map((shared) => shared.known)).toEqual(known);
});
