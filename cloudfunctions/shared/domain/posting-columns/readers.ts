// Which reader reads which column, what remarks may still tell, and the fields that come of it all.
import { fieldsOfPasted, type PastedFound, readWords } from '../posting-paste';
import { areaOf } from '../posting-paste/place';
import { plainSigns, said } from '../posting-paste/text';
import type { PostingFields } from '../postings';
import { age, ageEnd, behind, bus, headcount, ofOneSex, person, phone, sex, source } from './cells-who';
import { amount, board, boardHalf, bounded, channel, items, pay, placed, placePart, strength, told, until } from './cells-work';
import { cutTo, type Reader, type Reading, type ReadSetting } from './reading';

/** Columns in the order they are read: what others need stands before them. `description` and `whole` are read apart. */
export const READERS: readonly (readonly [string, Reader])[] = [
  ['title', bounded('title', 30)],
  ['employer', bounded('employer', 40)],
  ['headcount', headcount],
  ['men', ofOneSex],
  ['women', ofOneSex],
  ['payMin', amount('low')],
  ['payMax', amount('high')],
  ['pay', pay],
  [
    'payHow',
    ({ text }, into) => {
      into.payHow = cutTo(text, 60);
      return text.length <= 60;
    },
  ],
  ['province', placePart('province')],
  ['city', placePart('city')],
  ['county', placePart('county')],
  ['place', placed],
  ['age', age],
  ['ageMin', ageEnd('min')],
  ['ageMax', ageEnd('max')],
  ['sex', sex],
  ['skills', items('skills')],
  ['certificates', items('certificates')],
  ['hours', bounded('hours', 60)],
  ['board', board],
  ['food', boardHalf('food')],
  ['lodging', boardHalf('lodging')],
  ['insurance', told('insurance', '上保险', '不上保险')],
  ['contract', told('contract', '签劳动合同', '不签合同')],
  ['contactName', person],
  ['contactPhone', phone],
  ['until', until],
  ['channel', channel],
  ['strength', strength],
  ['transport', told('transport', '有车接送', '自己去')],
  ['partner', behind('partner')],
  ['exchange', behind('exchange')],
  ['source', source],
  ['bus', bus],
];

/** What a remark may still tell when no column did: never title, employer, place or pay, which a remark names of others as well. */
const FROM_REMARKS = [
  'board',
  'age',
  'insurance',
  'contract',
  'transport',
  'hours',
  'skills',
  'certificates',
  'strength',
  'backing',
] as const;

/** Fills what the columns left open from what stands in the remarks. */
export function readRemarks(text: string, into: Reading, setting: ReadSetting): void {
  const { found, notes } = readWords(plainSigns(text), setting);
  for (const key of [...FROM_REMARKS, 'until', 'contactPhone', 'contactName'] as const)
    if (!into.found[key] && found[key]) into.found[key] = found[key] as never;
  if (into.payHow === '') into.payHow = found.pay?.value.how ?? '';
  into.notes.push(...notes.filter((note) => /不许收|没有法律依据|不满 16 岁/.test(note)));
}

/** The fields as far as the row tells them. */
export function fieldsOfReading(reading: Reading, description: string, { home }: ReadSetting): PostingFields {
  const { found, place, address, low, high, people, payHow } = reading;
  const area = areaOf(place, home);
  const own = found.channel?.value;
  const where = area ?? (own === undefined ? null : own === 'outside_province' || own === 'in_province' ? own : 'in_county');
  const ends = low === null && high === null ? null : { minFen: low ?? (high as number), maxFen: high ?? (low as number) };
  const pay = found.pay?.value ?? (ends && { ...ends, unit: 'month' as const, how: '' });
  const heard: Partial<PastedFound> = {
    ...found,
    ...(found.headcount || people === 0 ? {} : { headcount: said(people) }),
    ...(place.province === '' && address === '' ? {} : { place: said({ ...place, address }) }),
    ...(where === null ? {} : { area: said(where) }),
    ...(pay ? { pay: said({ ...pay, ...(ends ?? {}), how: payHow || pay.how }) } : {}),
  };
  const fields = fieldsOfPasted({ ...NOTHING, ...heard }, home);
  return { ...fields, description: cutTo(description, 500), pay: { ...fields.pay, how: fields.pay.how || payHow } };
}

const NOTHING: PastedFound = {
  ...{ title: null, employer: null, place: null, area: null, channel: null, pay: null, board: null, headcount: null, age: null },
  ...{ onlySex: null, until: null, contactName: null, contactPhone: null, hours: null, strength: null, skills: null },
  ...{ certificates: null, insurance: null, contract: null, transport: null, backing: null },
};
