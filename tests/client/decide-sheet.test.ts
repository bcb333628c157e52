// Sending back and refusing: never without a reason, never "other" without words, and only reasons that can be true of this claim.
import { mount } from './support/mount';

const PATH = 'packages/staff/components/decide-sheet/decide-sheet';
type Choice = { code: string; words: string; on: boolean };

const open = (verb: string, kinds = ['wage_proof']) => {
  const sheet = mount(PATH, { verb: '', kinds, warning: '这一件有 1 条不符。' }, ['confirm', 'close']);
  sheet.set({ verb });
  return sheet;
};
const codes = (sheet: ReturnType<typeof open>) => (sheet.data().choices as Choice[]).map(({ code }) => code);
const pick = (sheet: ReturnType<typeof open>, code: string) =>
  sheet.instance().toggle?.({ currentTarget: { dataset: { index: codes(sheet).indexOf(code) } } });

it('offers only what this claim can lack', () => {
  expect(codes(open('return', ['wage_proof']))).toEqual(expect.arrayContaining(['wage_proof_missing', 'photo_unclear', 'other']));
  expect(codes(open('return', ['wage_proof']))).not.toContain('ticket_missing');
  expect(codes(open('return', ['ticket']))).toContain('ticket_missing');
  expect(codes(open('reject'))).toContain('not_eligible');
});

it.each(['return', 'reject'])('does not %s without a reason', (verb) => {
  const sheet = open(verb);
  sheet.instance().confirm?.();
  expect(sheet.events('confirm')).toEqual([]);
  expect(sheet.data().hint).toContain('至少选一条');
});

it('asks what "other" is', () => {
  const sheet = open('return');
  pick(sheet, 'other');
  sheet.instance().confirm?.();
  expect(sheet.events('confirm')).toEqual([]);
  sheet.instance().typed?.({ detail: { value: '  章子不对 ' } });
  sheet.instance().confirm?.();
  expect(sheet.events('confirm')).toEqual([{ verb: 'return', reasons: ['other'], note: '章子不对' }]);
});

it('takes a reason back, and forgets everything when opened again', () => {
  const sheet = open('return');
  pick(sheet, 'photo_unclear');
  pick(sheet, 'wage_proof_missing');
  pick(sheet, 'photo_unclear');
  sheet.instance().confirm?.();
  expect(sheet.events('confirm')).toEqual([{ verb: 'return', reasons: ['wage_proof_missing'], note: '' }]);
  sheet.set({ verb: '' });
  sheet.set({ verb: 'reject' });
  expect((sheet.data().choices as Choice[]).some(({ on }) => on)).toBe(false);
});

it('passes a claim with findings only with a word on how they were settled', () => {
  const sheet = open('approve');
  expect(sheet.data().choices).toEqual([]);
  sheet.instance().confirm?.();
  expect(sheet.events('confirm')).toEqual([]);
  expect(sheet.data().hint).toContain('怎么核对');
  sheet.instance().typed?.({ detail: { value: '打电话问过' } });
  sheet.instance().confirm?.();
  expect(sheet.events('confirm')).toEqual([{ verb: 'approve', reasons: [], note: '打电话问过' }]);
});
