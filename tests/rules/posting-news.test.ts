// What becomes of a wish when its posting is filled, over, stopped, changed or open again: the table by state, and which fields matter.
import { broughtBack, endedByHouse, houseEnd, stepped, stoodBefore } from '@shared/domain/applications';
import { befalls, changedWords, type PostingNews } from '@shared/domain/posting-news';
import { EMPTY_POSTING } from '@shared/domain/postings';
import { afterQuiet, DEFAULT_PUSHING } from '@shared/domain/push-rules';
import type { ApplicationRecord, ApplicationStatus } from '@shared/domain/records';

const ON = '2026-03-02';
const AT = '2026-03-02T02:00:00.000Z';
const POSTING = { employer: '云岭县槐香食品厂' };
const by = { openid: 'o', name: '周某某', as: 'self' as const };
const wish = (status: ApplicationStatus): ApplicationRecord => ({
  ...{ _id: 'j-1:p-1', county: 'c', town: 't', village: 'v', sortKey: '', version: 0, auditHead: '', posting: 'j-1', title: '包装工' },
  ...{ employer: POSTING.employer, person: 'p-1', personName: '周某某', household: 'h-1', push: '', spell: '', estimate: null },
  status,
  dueOn: ON,
  steps: [{ to: status, on: ON, at: AT, by, why: '', words: '' }],
});
const noted = { words: '招工的日子过了。', on: ON, version: 3 };

describe.each([
  // news, state, ends with, part of what is read; null = nobody is told
  ['full', 'wants', 'filled', '招满了'],
  ['full', 'asked', 'filled', '招满了'],
  ['full', 'going', '', '还算不算您'],
  ['full', 'taken', null, ''],
  ['full', 'stayed', null, ''],
  ['full', 'ended', null, ''],
  ['expired', 'wants', '', '村里还替您问'],
  ['expired', 'asked', '', '村里还替您问'],
  ['expired', 'going', '', '几号去'],
  ['expired', 'taken', null, ''],
  ['stopped', 'wants', 'stopped', '先别动身'],
  ['stopped', 'asked', 'stopped', '先别动身'],
  ['stopped', 'going', 'stopped', '先别动身'],
  ['stopped', 'taken', '', '在那边干着的照干'],
  ['stopped', 'stayed', null, ''],
  ['changed', 'wants', '', '工钱改了'],
  ['changed', 'going', '', '工钱改了'],
  ['changed', 'taken', null, ''],
  ['open', 'wants', null, ''],
  ['open', 'ended', null, ''],
] as const)('%s, %s', (news, status, end, words) => {
  test(end === null ? 'nothing' : words, () => {
    const one = befalls(news as PostingNews, wish(status), POSTING, '工钱');
    if (end === null) expect(one).toBeNull();
    else
      expect(one).toMatchObject({
        end,
        words: expect.stringContaining(words),
        urgent: status === 'going' && news !== 'expired' && news !== 'changed',
      });
  });
});

test('open again is heard by whoever heard that it was over, and by nobody who ended it themselves', () => {
  expect(befalls('open', { ...wish('wants'), note: noted }, POSTING)).toMatchObject({
    end: '',
    words: expect.stringContaining('又在招了'),
  });
  const gone = endedByHouse(wish('asked'), 'filled', '', ON, AT);
  expect(befalls('open', gone, POSTING)).toMatchObject({ words: expect.stringContaining('又招人了') });
  expect(befalls('open', endedByHouse(wish('asked'), 'left_town', '', ON, AT), POSTING)).toBeNull();
  const dropped = stepped(wish('asked'), { verb: 'end', by, on: ON, at: AT, why: 'filled', words: '' });
  expect(befalls('open', dropped, POSTING)).toBeNull();
});

test.each(['wants', 'asked', 'going', 'taken'] as const)('what the house ended from %s stands there again, due anew', (status) => {
  const ended = endedByHouse({ ...wish(status), note: noted }, 'died', '去世', ON, AT);
  expect(ended).toMatchObject({ status: 'ended', dueOn: '', note: null });
  expect([houseEnd(ended)?.why, stoodBefore(ended)]).toEqual(['died', status]);
  const back = broughtBack(ended, '登记改回来了', '2026-03-20', AT);
  expect(back.status).toBe(status);
  expect(back.dueOn > '2026-03-20').toBe(true);
  expect(back.sortKey).toBe(`${back.dueOn}:j-1:p-1`);
  expect(houseEnd(back)).toBeNull();
});

test('what is changed is named aloud, once each, and what nobody asks about is not told', () => {
  const after = { ...EMPTY_POSTING, pay: { minFen: 1, maxFen: 2, unit: 'day' as const, how: '日结' }, hours: '八小时', headcount: 9 };
  expect(changedWords(EMPTY_POSTING, after)).toBe('工钱、一天干多久');
  expect(changedWords(EMPTY_POSTING, { ...EMPTY_POSTING, headcount: 9, description: '包装' })).toBe('');
});

test.each([
  ['2026-03-02T13:29:00.000Z', '2026-03-02T13:29:00.000Z'], // 21:29
  ['2026-03-02T13:30:00.000Z', '2026-03-02T23:00:00.000Z'], // 21:30 → 07:00 of the morning after
  ['2026-03-01T16:10:00.000Z', '2026-03-01T23:00:00.000Z'], // 00:10 → 07:00 of the same day
  ['2026-03-01T23:00:00.000Z', '2026-03-01T23:00:00.000Z'], // 07:00
])('what is told at %s is delivered from %s on', (now, then) => {
  expect(afterQuiet(now, DEFAULT_PUSHING)).toBe(then);
});
