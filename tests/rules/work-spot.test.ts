// Where work is: one choice held as a key, and what an address names, the longest name and a village first.
import type { PostingSpot } from '@shared/domain/records';
import { type NamedSpot, spotKey, spotNamed, spotOfKey } from '@shared/domain/work-spot';

const village = (code: string): PostingSpot => ({ kind: 'village', code });
const SPOTS: readonly NamedSpot[] = [
  { name: '青石乡', spot: { kind: 'town_seat' } },
  { name: '石桥村', spot: village('140799201201') },
  { name: '东石桥村', spot: village('140799201202') },
  { name: '乡', spot: village('140799201203') },
];
const OWN = '140799201201';
const ELSEWHERE: PostingSpot = { kind: 'elsewhere' };
const at = (address: string, more: object = {}) => ({
  area: 'in_county' as const,
  spot: ELSEWHERE,
  place: { province: '山西省', city: '晋中市', county: '云岭县', address },
  ...more,
});

test.each<[PostingSpot, string]>([
  [village('140799201201'), '140799201201'],
  [{ kind: 'town_seat' }, 'town_seat'],
  [{ kind: 'county_seat' }, 'county_seat'],
  [ELSEWHERE, 'elsewhere'],
])('%j is kept as %s', (spot, key) => {
  expect(spotKey(spot)).toBe(key);
  expect(spotOfKey(key)).toEqual(spot);
});

test.each(['', 'village', OWN.slice(1), `${OWN}1`, 'moon'])('%s is nowhere we know', (key) => expect(spotOfKey(key)).toEqual(ELSEWHERE));

test.each<[string, string, object, PostingSpot]>([
  ['a village', '石桥村北头', {}, village('140799201201')],
  ['a longer name before a shorter one in it', '东石桥村大棚', {}, village('140799201202')],
  ['a village before its township', '青石乡石桥村', {}, village('140799201201')],
  ['the township alone', '青石乡政府东', {}, { kind: 'town_seat' }],
  ['nothing of home: the county seat', '工业园 3 号', {}, { kind: 'county_seat' }],
  ['no address: what it was', '', { spot: { kind: 'town_seat' } }, { kind: 'town_seat' }],
  ['far away, though a name is the same', '石桥村', { area: 'outside_province', spot: village('140799201201') }, ELSEWHERE],
])('%s', (_name, address, more, spot) => expect(spotNamed(at(address, more) as never, SPOTS)).toEqual(spot));

test('what somebody chose stays, whatever the address says', () => {
  expect(spotNamed(at('石桥村', { spot: { kind: 'county_seat' } }) as never, SPOTS, true)).toEqual({ kind: 'county_seat' });
});
