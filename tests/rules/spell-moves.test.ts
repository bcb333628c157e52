// What can happen to somebody's work: refusals first, then each move as it changes the spells.
import type { SpellRecord } from '@shared/domain/records';
import { MoveProblem, moveSpell, type SpellMove, type Work } from '@shared/domain/spell-moves';

const TODAY = '2026-03-02';
const work: Work = {
  place: { province: '广东省', city: '深圳市', county: '宝安区' },
  employer: '宝安喷涂厂',
  monthlyFen: 420_000,
  industry: '制造业',
  channel: '外出务工',
  organised: false,
  kind: '单位录用聘用人员',
};
const spell = (_id: string, start: string, end: string | null): SpellRecord => ({
  ...work,
  _id,
  county: '140799',
  town: '140799201000',
  village: '140799201201',
  status: end === null ? 'open' : 'ended',
  sortKey: `p:${start}:${_id}`,
  version: 0,
  auditHead: '',
  person: 'p',
  start,
  end,
});
const past = spell('s-1', '2025-02-10', '2025-11-30');
const open = spell('s-2', '2026-02-20', null);
const refused = (move: SpellMove, of: string | null, spells = [past, open]): [string, string] => {
  try {
    moveSpell(spells, of, move, TODAY);
  } catch (error) {
    if (error instanceof MoveProblem) return [error.field, error.message];
  }
  throw new Error('was not refused');
};

describe('refused', () => {
  test.each<[string, SpellMove, string | null, string]>([
    ['begun while another goes on', { kind: 'begin', on: TODAY, work }, null, 'on'],
    ['begun tomorrow', { kind: 'begin', on: '2026-03-03', work }, null, 'on'],
    ['moved on the day it began', { kind: 'moved', on: '2026-02-20', work }, 's-2', 'on'],
    ['moved tomorrow', { kind: 'moved', on: '2026-03-03', work }, 's-2', 'on'],
    ['ended before it began', { kind: 'back', on: '2026-02-19', reason: '伤病' }, 's-2', 'on'],
    ['ended tomorrow', { kind: 'back', on: '2026-03-03', reason: '伤病' }, 's-2', 'on'],
    ['ended twice', { kind: 'back', on: '2025-12-01', reason: '伤病' }, 's-1', 'spell'],
    ['of a spell that is gone', { kind: 'same', month: '2026-03', how: 'phone' }, 's-9', 'spell'],
    ['home before the work began', { kind: 'away', since: '2026-02-19', why: 'ill', backOn: '2026-03-10' }, 's-2', 'since'],
    ['back at work before being home', { kind: 'away', since: '2026-03-01', why: 'ill', backOn: '2026-02-28' }, 's-2', 'backOn'],
    ['home for more than a year', { kind: 'away', since: '2026-03-01', why: 'ill', backOn: '2027-03-03' }, 's-2', 'backOn'],
    ['put right into another', { kind: 'correct', fields: { start: '2025-11-30' } }, 's-2', 'start'],
    ['put right to end before it begins', { kind: 'correct', fields: { end: '2025-02-09' } }, 's-1', 'end'],
  ])('%s', (_name, move, of, field) => {
    const [at, words] = refused(move, of);
    expect(at).toBe(field);
    expect(words).toMatch(/[一-龥]{4}/);
  });
});

describe('moves', () => {
  test('still there: confirmed for the month, and home no longer', () => {
    const away = { ...open, away: { since: '2026-02-25', why: 'ill' as const, backOn: '2026-03-01' } };
    const { changed, begun } = moveSpell([away], 's-2', { kind: 'same', month: '2026-03', how: 'phone' }, TODAY);
    expect(changed).toMatchObject({ status: 'open', end: null, away: null, confirmed: { month: '2026-03', how: 'phone' } });
    expect(begun).toBeNull();
  });

  test('home for a while does not end it', () => {
    const { changed } = moveSpell([open], 's-2', { kind: 'away', since: TODAY, why: 'new_year', backOn: '2026-03-20' }, TODAY);
    expect(changed).toMatchObject({ status: 'open', end: null, away: { backOn: '2026-03-20' } });
  });

  test('moved: one ends the day before, the other begins', () => {
    const elsewhere = { ...work, employer: '龙岗电子厂' };
    const { changed, begun } = moveSpell([past, open], 's-2', { kind: 'moved', on: '2026-02-21', work: elsewhere }, TODAY);
    expect(changed).toMatchObject({ status: 'ended', end: '2026-02-20', endReason: '换了地方' });
    expect(begun).toEqual({ start: '2026-02-21', work: elsewhere });
  });

  test('not going back ends it with the reason', () => {
    const { changed } = moveSpell([open], 's-2', { kind: 'back', on: TODAY, reason: '工资低或拖欠' }, TODAY);
    expect(changed).toMatchObject({ status: 'ended', end: TODAY, endReason: '工资低或拖欠', away: null });
  });

  test('begun the day after the last ended', () => {
    expect(moveSpell([past], null, { kind: 'begin', on: '2025-12-01', work }, TODAY).begun?.start).toBe('2025-12-01');
    expect(refused({ kind: 'begin', on: '2025-11-30', work }, null, [past])[1]).toContain('2025-11-30');
  });

  test('put right: an end taken back opens it again', () => {
    const { changed } = moveSpell([past], 's-1', { kind: 'correct', fields: { end: null, monthlyFen: 430_000 } }, TODAY);
    expect(changed).toMatchObject({ status: 'open', end: null, monthlyFen: 430_000 });
  });
});
