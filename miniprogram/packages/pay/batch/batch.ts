// One batch: its sum and seal, release by another, the bank's file and its results, and every member with what came of it.
import type { Output } from '@shared/contract/index';
import { beijingDate, beijingTime, dayWords } from '@shared/domain/dates';
import { payerText } from '@shared/domain/money';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say, showPicture } from '../../../services/device';
import { chooseFile, saveFile, uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { ensureMe } from '../../../services/session';
import { runTask, taskWords } from '../../../services/task';
import { type Batch, batchRow, type MemberRow, memberRow } from '../present/rows';

type Said = Output<'pay.results'>;
const pagers = new WeakMap<object, Pager>();
const when = (at: string, today: string) => `${dayWords(beijingDate(at), today)} ${beijingTime(at)}`;

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as MemberRow[],
    batch: null as Batch | null,
    head: null as ReturnType<typeof batchRow> | null,
    sum: '',
    lines: [] as { label: string; words: string }[],
    sheets: [] as { at: string; words: string; photo: boolean }[],
    can: {} as Record<string, boolean>,
    open: '' as '' | 'release' | 'dismiss' | 'file' | 'out' | 'assume',
    /** Villages whose stamped pages are not there yet; '' = none or not known. */
    missing: '',
    reason: '',
    formats: [] as { id: string; words: string }[],
    format: '',
    picked: null as MemberRow | null,
    said: null as Said | null,
    file: '',
    problem: '',
    busy: '',
    progress: '',
  },
  methods: {
    onLoad(query: { id?: string }) {
      const id = decodeURIComponent(query.id ?? '');
      this.setData({ id });
      pagers.set(
        this,
        createPager<MemberRow>(
          async (cursor) => {
            const [me, page] = await Promise.all([ensureMe(), call('pay.members', { batch: id, cursor, limit: 50 })]);
            this.draw(page.batch, me.today);
            const sent = page.batch.released !== null;
            return { items: page.items.map((row) => memberRow(row, sent)), next: page.next };
          },
          (patch) => this.setData(patch),
        ),
      );
    },
    async onShow() {
      await this.load();
      // Left in the middle of its making: the page that opens it goes on with it.
      const { status } = this.data.batch ?? {};
      if (status === 'building' || status === 'dismissing') await this.follow(status === 'building' ? 'pay.build' : 'pay.dismiss');
    },
    load() {
      return pagers.get(this)?.first();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      return pagers.get(this)?.more();
    },
    draw(batch: Batch, today: string) {
      const { released, dismissed, madeBy } = batch;
      const lines = [
        { label: '发给', words: `${batch.placeName}${batch.only === '' ? '' : ` ${batch.only}`} · ${batch.paidByWords}` },
        { label: '用哪笔钱', words: `${batch.year}年 ${batch.fund}` },
        { label: '谁列的', words: `${madeBy.name} ${when(madeBy.at, today)}` },
        { label: '谁放行的', words: released ? `${released.name} ${when(released.at, today)}` : '' },
        { label: '封条', words: batch.seal },
        { label: '谁撤的', words: dismissed ? `${dismissed.name} ${when(dismissed.at, today)}：${dismissed.reason}` : '' },
      ].filter(({ words }) => words !== '');
      this.setData({
        batch,
        head: batchRow(batch, today),
        sum: payerText(batch.sumFen),
        lines,
        sheets: batch.sheets.map((one) => ({
          at: one.at,
          photo: one.kind === 'photo',
          words: `${when(one.at, today)} ${one.by}登的：成功 ${one.paid}，退回 ${one.failed}`,
        })),
        can: Object.fromEntries(batch.can.map((verb) => [verb, true])),
      });
      wx.setNavigationBarTitle({ title: batch.title });
    },
    async follow(kind: string) {
      try {
        await runTask(`job:${kind}:${this.data.id}`, (now) => {
          this.setData({ progress: taskWords(now) });
          return true;
        });
      } catch (thrown) {
        say(wordsOf(thrown).message);
      }
      this.setData({ progress: '' });
      await this.load();
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { open } = event.currentTarget.dataset as { open: 'release' | 'dismiss' };
      this.setData({ open, reason: '', problem: '' });
      if (open === 'release') void this.lookMissing();
    },
    /** Said beside the button, not in its way: a stamped page may lie on the desk already. */
    async lookMissing() {
      const { batch } = this.data;
      if (!batch) return;
      try {
        const { villages } = await call('papers.missing', { programme: batch.programme, period: batch.period });
        const of = villages.filter(({ name }) => batch.only === '' || name === batch.only);
        this.setData({ missing: of.map(({ name, papers }) => `${name}（${papers.join('、')}）`).join('；') });
      } catch {
        // Only a reminder: without signal the release itself says so.
        this.setData({ missing: '' });
      }
    },
    close() {
      if (this.data.busy === '') this.setData({ open: '', problem: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ reason: event.detail.value, problem: '' });
    },
    async act(busy: string, work: () => Promise<unknown>, done = '') {
      if (this.data.busy !== '') return;
      this.setData({ busy, problem: '' });
      try {
        await work();
        this.setData({ open: '' });
        if (done !== '') say(done);
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: '', progress: '' });
      }
      await this.load();
    },
    release() {
      const { id, batch } = this.data;
      return this.act('release', () => intend('pay.release', { batch: id, version: batch?.version ?? 0 }), '放行了');
    },
    settle() {
      const { id, batch } = this.data;
      return this.act('settle', () => intend('pay.settle', { batch: id, version: batch?.version ?? 0 }), '占上了，等放行');
    },
    dismiss() {
      const { id, batch, reason } = this.data;
      if (reason.trim().length < 2) return this.setData({ problem: '写清为什么撤。' });
      return this.act('dismiss', async () => {
        const { task } = await intend('pay.dismiss', { batch: id, version: batch?.version ?? 0, reason: reason.trim() });
        await runTask(task);
      });
    },
    askOut(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      this.setData({ open: 'out', reason: '', problem: '', picked: this.data.items.find((row) => row.id === id) ?? null });
    },
    takeOut() {
      const { picked, reason } = this.data;
      if (reason.trim().length < 2) return this.setData({ problem: '写清为什么拿出来。' });
      return this.act('out', () => intend('pay.takeOut', { payment: picked?.id ?? '', reason: reason.trim() }), '拿出来了');
    },
    async askFile() {
      try {
        const { formats } = await call('pay.formats', {});
        this.setData({ open: 'file', formats, format: formats[0]?.id ?? '', reason: '送银行代发', problem: '' });
      } catch (thrown) {
        say(wordsOf(thrown).message);
      }
    },
    pickFormat(event: WechatMiniprogram.TouchEvent) {
      this.setData({ format: (event.currentTarget.dataset as { id: string }).id });
    },
    makeFile() {
      const { id, format, reason } = this.data;
      if (reason.trim().length < 2) return this.setData({ problem: '写清要这张表做什么。' });
      return this.act('file', async () => saveFile((await call('pay.file', { batch: id, format, reason: reason.trim() })).file));
    },
    papers() {
      const { id, batch } = this.data;
      if (!batch) return;
      const query = { programme: batch.programme, period: batch.period, batch: id, name: batch.title };
      go(
        `/packages/papers/papers/papers?${Object.entries(query)
          .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
          .join('&')}`,
      );
    },
    letter() {
      return this.act('letter', async () => saveFile((await call('pay.letter', { batch: this.data.id })).file));
    },
    async results() {
      try {
        const chosen = await chooseFile();
        if (!chosen) return;
        this.setData({ file: chosen.path, said: null });
        await this.readResults(chosen);
      } catch (thrown) {
        this.setData({ problem: wordsOf(thrown).message });
      }
    },
    /** A sheet without a column of outcomes: all its rows are the same, and only people know which. */
    assume(event: WechatMiniprogram.TouchEvent) {
      const { as } = event.currentTarget.dataset as { as: 'paid' | 'failed' };
      this.setData({ open: '' });
      return this.readResults({ path: this.data.file, name: this.data.file }, as);
    },
    async readResults(file: { path: string; name: string }, assume?: 'paid' | 'failed') {
      await this.act('results', async () => {
        const fileID = await uploadFile(file);
        const said = await call('pay.results', { batch: this.data.id, fileID, ...(assume ? { assume } : {}) });
        if (said.task !== null)
          await runTask(said.task, (now) => {
            this.setData({ progress: taskWords(now) });
            return true;
          });
        // Said once it is entered: cut off in between, the house goes on with it and the list shows how far it is.
        this.setData({ said });
      });
      const { said } = this.data;
      const unsaid = said?.troubles.every(({ words }) => words === '没写成功还是失败') === true && said.troubles.length > 0;
      if (assume === undefined && unsaid) this.setData({ open: 'assume' });
    },
    typeResults() {
      go(`/packages/pay/typed/typed?id=${encodeURIComponent(this.data.id)}`);
    },
    async lookSheet(event: WechatMiniprogram.TouchEvent) {
      try {
        const { url } = await call('pay.sheet', { batch: this.data.id, at: (event.currentTarget.dataset as { at: string }).at });
        showPicture(url);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      }
    },
    trace(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/pay/sheet/sheet?id=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
  },
});
