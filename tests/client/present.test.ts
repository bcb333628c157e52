// Answers of the cloud as lines on the screen: order, what is still missing, what to do next, where a claim is.
import type { Output } from '@shared/contract/index';
import { benefitRow, checkRows, openWords, programmeText, yearTotal } from '../../miniprogram/present/assessment';
import { claimRow, eventRows, trackRows, trouble } from '../../miniprogram/present/claim';
import { missingEvidence, slotSets } from '../../miniprogram/present/evidence';
import { jobFacts, jobRow } from '../../miniprogram/present/job';
import { todosOf } from '../../miniprogram/present/todo';
import { partsFor, WORK_ENTRIES } from '../../miniprogram/present/workbench';

type Result = Output<'assess.me'>['results'][number];
type Check = Result['assessment']['checks'][number];
type Mine = Output<'claim.mine'>['claims'][number];
type Claim = Output<'claim.draft'>['claim'];
type Job = Output<'job.detail'>;

const TODAY = '2026-03-12';
const basis = { title: '关于某事的通知', docNo: '晋乡振发〔2023〕44号', article: '一' };
const check = (id: string, status: Check['status'], remedy: string | null = null): Check => ({
  id,
  check: 'average_income_at_least',
  status,
  expected: { kind: 'fen', n: 100000 },
  actual: status === 'unknown' ? null : { kind: 'fen', n: status === 'passed' ? 420000 : 99999 },
  from: [{ record: 'r', words: '务工记录' }],
  basis,
  remedy,
});
const result = (
  verdict: Result['assessment']['verdict'],
  checks: Check[],
  claim: Result['claim'] = null,
  programme = 'transport',
  lacks: string[] = ['proof'],
  opened = true,
): Result => ({
  card: {
    programme,
    version: '1',
    name: '外出务工一次性交通补贴',
    spoken: '路费补贴',
    summary: [],
    maxFen: 150000,
    documents: [basis, { ...basis, article: '二' }],
    checkedOn: '2026-02-10',
    notice: '示例',
    periods: ['2025'],
    evidence: [],
  },
  assessment: {
    programme,
    version: '1',
    period: '2025',
    verdict,
    amountFen: verdict === 'not_eligible' ? 0 : 150000,
    amountFrom: null,
    checks,
  },
  claim,
  opened,
  lacks,
  statement: [],
});

describe('conditions', () => {
  it('puts what stops a person first, then what is not known, then the rest, and drops none', () => {
    const rows = checkRows([check('a', 'passed'), check('b', 'unknown'), check('c', 'failed'), check('d', 'passed')], 'resident');
    expect(rows.map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd']);
    expect(rows.map(({ icon }) => icon)).toEqual(['cross', 'ask', 'check', 'check']);
  });

  it('names the first thing to settle and how many more', () => {
    expect(openWords([check('a', 'passed')])).toBe('每一条都够了');
    expect(openWords([check('a', 'passed'), check('b', 'unknown', 'wage_proof')])).toBe('交一张工资截图');
    expect(openWords([check('b', 'unknown', 'wage_proof'), check('c', 'unknown', 'wage_proof')])).toBe('交一张工资截图；另外还有 1 样');
  });

  it('counts what may come, but not what is refused, and says whether it is sure', () => {
    expect(yearTotal([result('eligible', []), result('not_eligible', [])])).toEqual({ yuan: '1500', sure: true, checking: false });
    expect(yearTotal([result('eligible', []), result('unknown', [])])).toEqual({ yuan: '3000', sure: false, checking: false });
    const refused = result('unknown', [], { id: 'claim:x', status: 'rejected' });
    expect(yearTotal([result('eligible', []), refused])).toEqual({ yuan: '1500', sure: true, checking: false });
    expect(benefitRow(refused)).toMatchObject({ amount: '', verdict: '没通过', claimed: true });
  });

  it('names each document once', () => {
    expect(programmeText(result('eligible', []).card, TODAY).documents).toEqual(['《关于某事的通知》晋乡振发〔2023〕44号']);
  });
});

describe('what to do now', () => {
  const rows = (claim: Result['claim'], verdict: Result['assessment']['verdict'] = 'eligible') => [benefitRow(result(verdict, [], claim))];

  it.each([
    ['returned', '去补上', '/pages/claim-form/'],
    ['draft', '接着填', '/pages/claim-form/'],
    ['withdrawn', '我要领', '/pages/claim-form/'],
  ])('%s: %s', (status, button, page) => {
    const [todo] = todosOf('p1', rows({ id: 'claim:x', status }));
    expect(todo?.button).toBe(button);
    expect(todo?.url).toContain(page);
  });

  it('asks nothing while a claim is on its way, and nothing where nothing can be had', () => {
    expect(todosOf('p1', rows({ id: 'claim:x', status: 'in_stage' }))).toEqual([]);
    expect(todosOf('p1', rows(null, 'not_eligible'))).toEqual([]);
  });

  it.each([[null], [{ id: 'claim:x', status: 'draft' }], [{ id: 'claim:x', status: 'withdrawn' }]])(
    'where nothing but a signature is missing it leads to the signature: %j',
    (claim) => {
      const row = benefitRow(result('eligible', [], claim, 'transport', []));
      expect(row.line).toBe('签个名就行');
      expect(todosOf('p1', [row])).toMatchObject([{ button: '是我，我要领', url: expect.stringContaining('/pages/sign/') }]);
    },
  );

  it('while past years are gone through there is no sum, no verdict and nothing to sign', () => {
    const checking = result('eligible', [], null, 'transport', [], false);
    expect(benefitRow(checking)).toMatchObject({ verdict: '正在核对往年的', simple: false });
    expect(yearTotal([checking]).checking).toBe(true);
    expect(todosOf('p1', [benefitRow(checking)])).toEqual([]);
  });

  it('puts what was sent back before what could be begun', () => {
    const both = [benefitRow(result('eligible', [])), benefitRow(result('eligible', [], { id: 'c', status: 'returned' }, 'stabilisation'))];
    expect(todosOf('p1', both).map(({ button }) => button)).toEqual(['去补上', '我要领']);
  });

  it('leads to the explanation, not to the form, while something is not known', () => {
    expect(todosOf('p1', rows(null, 'unknown'))[0]?.url).toContain('/pages/benefit/');
  });
});

describe('the way of a claim', () => {
  const review = (level: 'village' | 'town') => ({ kind: 'review' as const, level, days: 3 });
  const claim = (status: Mine['status'], states: Mine['steps'][number]['state'][], events: Mine['events'] = []): Mine => ({
    id: 'claim:x',
    programme: 'transport',
    name: '外出务工一次性交通补贴',
    spoken: '路费补贴',
    period: '2025',
    status,
    amountFen: 150000,
    since: '2026-03-07T02:00:00.000Z',
    account: { tail: '1234', bank: '农商银行' },
    events,
    steps: states.map((state, at) => ({
      stage: review(at === 0 ? 'village' : 'town'),
      state,
      who: at === 0 ? '石桥村' : '乡村振兴站',
      since: state === 'ahead' ? null : '2026-03-07T02:00:00.000Z',
      due: state === 'here' ? '2026-03-17' : null,
    })),
  });
  const states = (one: Mine) => trackRows(one, TODAY).map(({ state }) => state);

  it('goes on after the last review: the money, then the card', () => {
    expect(states(claim('in_stage', ['done', 'here']))).toEqual(['done', 'here', 'ahead', 'ahead']);
    expect(states(claim('approved', ['done', 'done']))).toEqual(['done', 'done', 'here', 'ahead']);
    expect(states(claim('paid', ['done', 'done']))).toEqual(['done', 'done', 'done', 'done']);
    expect(states(claim('payment_failed', ['done', 'done']))).toEqual(['done', 'done', 'done', 'stopped']);
    expect(states(claim('returned', ['stopped', 'ahead']))).toEqual(['stopped', 'ahead', 'ahead', 'ahead']);
  });

  it('says who has it, since when, how long and until when', () => {
    const here = trackRows(claim('in_stage', ['done', 'here']), TODAY)[1];
    expect(here?.detail).toBe('乡村振兴站 · 3月7日起，等了 5 天。一般 3月17日前有结果');
  });

  it('puts the reason on the card of a claim sent back, newest event first in the list', () => {
    const back = { at: '2026-03-08T02:00:00.000Z', verb: 'return', stage: 0, by: '石桥村', reasons: ['photo_unclear'], note: '第二张' };
    const sent = { at: '2026-03-07T02:00:00.000Z', verb: 'submit', stage: null, by: '周满仓', reasons: [], note: '' };
    const one = claim('returned', ['stopped', 'ahead'], [sent, back]);
    expect(trouble(one, TODAY)).toMatchObject({ reasons: [{ words: '照片看不清' }], note: '第二张' });
    expect(claimRow(one, TODAY).line).toBe('照片看不清。第二张');
    expect(eventRows(one.events, TODAY, 'resident').map(({ words }) => words)[1]).toBe('交上去了');
    expect(trouble(claim('in_stage', ['here', 'ahead'], [sent, back]), TODAY)).toBeNull();
  });

  it('shows no sum on a draft that was never judged, and above all not 0 元', () => {
    expect(claimRow({ ...claim('draft', ['ahead', 'ahead']), amountFen: 0 }, TODAY).amount).toBe('');
    expect(claimRow(claim('in_stage', ['here', 'ahead']), TODAY).amount).toBe('1500 元');
  });
});

describe('evidence', () => {
  const kinds = ['wage_proof', 'work_proof'].map((kind) => ({ kind, words: `词 ${kind}`, official: kind }));
  const claim = (need: 'any' | 'all', have: string[]) =>
    ({
      evidence: [{ need, kinds }],
      receipts: have.map((kind) => ({ id: `r-${kind}`, kind, mime: 'image/jpeg', bytes: 73_000, acceptedAt: '' })),
    }) as unknown as Claim;

  it('is satisfied by one of a set, or by all, as the policy says', () => {
    expect(missingEvidence(claim('any', []))).toEqual(['词 wage_proof或者词 work_proof']);
    expect(missingEvidence(claim('any', ['work_proof']))).toEqual([]);
    expect(missingEvidence(claim('all', ['work_proof']))).toEqual(['词 wage_proof']);
    expect(missingEvidence(claim('all', ['work_proof', 'wage_proof']))).toEqual([]);
  });

  it('shows a picture once, whether this phone sent it or another', () => {
    const mine = {
      key: 'k',
      kind: 'wage_proof',
      path: 'saved/a.jpg',
      state: 'done' as const,
      fileID: 'f',
      receipt: 'r-wage_proof',
      words: '',
    };
    const [set] = slotSets(claim('any', ['wage_proof', 'work_proof']), [mine]);
    expect(set?.slots.map(({ items }) => items.map(({ key }) => key))).toEqual([['k'], ['r-work_proof']]);
  });

  it('never loses sight of a picture of a kind no longer asked for', () => {
    const sets = slotSets(claim('any', ['ticket']), []);
    expect(sets[1]?.slots[0]).toMatchObject({ kind: 'ticket', done: 1 });
  });
});

describe('jobs', () => {
  const job = {
    id: 'j',
    title: '小工',
    employer: '某公司',
    area: 'in_province',
    place: { province: '山西省', city: '长治市', county: '潞州区', address: '长治市潞州区园区东街 9 号' },
    pay: { minFen: 16000, maxFen: 22000, unit: 'day', how: '' },
    board: { food: true, lodging: false },
    age: { min: 18, max: null },
    headcount: 3,
    until: '2026-03-17',
    status: 'open',
    hours: '',
    skills: [],
    insurance: '',
    contract: '',
    transport: '',
    description: '',
    contact: { words: '', phone: '' },
    today: TODAY,
    checked: { by: '', on: TODAY, how: null },
    strength: 'heavy',
    ageWhy: '',
    certificates: [],
    backing: null,
    photos: 0,
    warnings: [],
  } as Job;

  it('says pay, place, board and until when', () => {
    expect(jobRow(job, TODAY)).toMatchObject({
      pay: '160–220 元',
      payUnit: '一天',
      place: '长治市潞州区',
      board: '管吃，不管住',
      until: '招到 3月17日',
    });
  });

  it.each([
    ['2026-03-14', 'open', '还剩 2 天'],
    [TODAY, 'open', '今天截止'],
    ['2026-03-11', 'open', '已经截止'],
    ['2026-03-17', 'full', '招满了'],
  ])('until %s, %s: %s', (until, status, words) => {
    expect(jobRow({ ...job, until, status } as Job, TODAY).until).toBe(words);
  });

  it('names no place twice and leaves out what nobody filled in', () => {
    const facts = jobFacts(job);
    expect(facts.find(({ key }) => key === '在哪里')?.value).toBe('山西省长治市潞州区园区东街 9 号');
    expect(facts.map(({ key }) => key)).not.toContain('保险');
  });
});

describe('the workbench', () => {
  it('shows every way in once, in a group of its own kind, to those alone whose work it is', () => {
    const everything = partsFor(['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'payer', 'lead', 'auditor', 'admin']);
    const shown = everything.flatMap(({ entries }) => entries.map(({ key }) => key));
    expect([...shown].sort()).toEqual(WORK_ENTRIES.map(({ key }) => key).sort());
    expect(partsFor(['payer']).flatMap(({ entries }) => entries.map(({ key }) => key))).toEqual(['failures', 'pay', 'trace', 'directory']);
    expect(partsFor([])).toEqual([]);
  });
});
