// The fields of a posting as text and back, what is still asked, and what may be the same posting.
import { fieldOfLack, isProblem, POSTING_FIELDS, postingAsks, postingField } from '@shared/domain/posting-fields';
import { likeness, similarTitles } from '@shared/domain/posting-likeness';
import { EMPTY_POSTING, newPosting, type PostingFields, postingLacks } from '@shared/domain/postings';

const TODAY = '2026-03-02';

function typed(values: Record<string, string>, from: PostingFields = EMPTY_POSTING): PostingFields {
  return Object.entries(values).reduce((fields, [key, text]) => {
    const read = postingField(key)?.read(fields, text);
    if (!read || isProblem(read)) throw new Error(`${key}: ${JSON.stringify(read)}`);
    return read;
  }, from);
}

const WHOLE = {
  title: '缝纫工',
  employer: '青石乡巧手帮扶车间有限公司',
  channel: '帮扶车间',
  headcount: '12人',
  until: '2026.4.30',
  province: '山西省',
  county: '云岭县',
  payMin: '3000',
  payMax: '4,500元',
  payHow: '月结',
  contactName: '许师傅',
  contactPhone: '199 0000 1234',
};
const posting = (values: Record<string, string> = WHOLE, id = 'j-1') =>
  newPosting({
    ...{ id, fields: typed(values), source: 'typed', employerId: '', today: TODAY },
    ...{ by: { openid: 'o', name: '甲' }, place: { county: '140799', town: '140799102000', village: '' } },
  });

describe('what is lacking', () => {
  const fields = (values: Record<string, string>) => postingLacks(posting(values), TODAY).map(({ field }) => fieldOfLack(field));
  test('nothing of a whole one; of an empty one what the form marks, each a field of it', () => {
    expect(fields(WHOLE)).toEqual([]);
    const empty = fields({});
    const marked = POSTING_FIELDS.filter(({ required }) => required).map(({ key }) => key);
    expect(empty.filter((key) => !marked.includes(key))).toEqual([]);
    expect(empty).toEqual(['title', 'employer', 'province', 'payMin', 'payHow', 'until', 'contactPhone']);
  });
  test.each([
    ['only men, and no law is named', { onlySex: '只招男' }, ['onlySexWhy']],
    ['only men by law', { onlySex: '只招男', onlySexWhy: '矿山井下作业' }, []],
    ['somebody stands behind it, and who', { backingKind: '劳务协作' }, ['backingName']],
    ['somebody named stands behind it', { backingKind: '劳务协作', backingName: '甲市人社局' }, []],
  ])('%s', (_, more, expected) => expect(fields({ ...WHOLE, ...more })).toEqual(expected));
  test('what is asked on the telephone', () => {
    expect(postingAsks(typed(WHOLE)).map(({ field }) => field)).toEqual(['hours', 'insurance', 'contract', 'transport']);
  });
});

describe('fields as text', () => {
  test('each key once, and what is written is read as the same', () => {
    expect(new Set(POSTING_FIELDS.map(({ key }) => key)).size).toBe(POSTING_FIELDS.length);
    const full = typed({
      ...WHOLE,
      city: '晋中市',
      address: '乡政府东 300 米',
      food: '管',
      lodging: '不管',
      ageMin: '18',
      ageMax: '55',
      ageWhy: '高空作业',
      onlySex: '女',
      onlySexWhy: '试写依据',
      skills: '缝纫，锁边、锁边',
      certificates: '健康证',
      backingKind: '帮扶单位',
      backingName: '县供电公司',
      bus: '有',
      busWords: '初八早上村口',
    });
    for (const field of POSTING_FIELDS) expect({ [field.key]: field.read(full, field.write(full)) }).toEqual({ [field.key]: full });
    expect([full.area, full.skills, full.board, full.backing?.bus]).toEqual([
      'in_county',
      ['缝纫', '锁边'],
      { food: true, lodging: false },
      true,
    ]);
  });
  test.each([
    ['ageMin', '15'],
    ['ageMax', '100'],
    ['headcount', '0'],
    ['headcount', '一些'],
    ['payMax', '面议'],
    ['payMax', '100001'],
    ['until', '2026-02-30'],
    ['contactPhone', '123'],
    ['channel', '国外'],
    ['title', '工'.repeat(31)],
    ['skills', '一、二、三、四、五、六、七、八、九'],
    ['food', '也许'],
  ])('%s cannot be %s', (key, text) => {
    expect(isProblem(postingField(key)?.read(EMPTY_POSTING, text) ?? EMPTY_POSTING)).toBe(true);
  });
});

describe('may be the same', () => {
  test.each([
    ['punctuation', { title: '缝纫 工', employer: '青石乡（巧手）帮扶车间有限公司' }, '工种、单位、电话都一样'],
    [
      'same house without its legal form, near title, other telephone',
      { title: '熟手缝纫工', employer: '青石乡巧手帮扶车间', contactPhone: '19900009999' },
      '同一家，工种差不多',
    ],
    ['same telephone, near title', { title: '缝纫工（熟手）', employer: '老许服装' }, '同一个电话，工种差不多'],
    ['same house, other work', { title: '保安' }, ''],
    ['same work, all else other', { employer: '别家', contactPhone: '19900009999' }, ''],
  ])('%s', (_, more, expected) => {
    expect(likeness(posting(), posting({ ...WHOLE, ...more }, 'j-2'))).toBe(expected);
  });
  test('titles', () => {
    expect([similarTitles('电焊工', '电焊工'), similarTitles('电焊工', '水电工'), similarTitles('', '工')]).toEqual([true, false, false]);
  });
});
