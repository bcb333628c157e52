// One posted list for those who post it: the sheet for the wall, what is said against it, its pictures and minutes, taking it down.
import type { Output } from '@shared/contract/index';
import { reasonWords } from '@shared/domain/words';
import { ownPage } from '../../../behaviors/own-page';
import {
  type ListHead,
  listHead,
  type ObjectionRow,
  objectionRow,
  type SheetRow,
  sheetColumns,
  sheetRow,
} from '../../../present/publicity';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say, showPicture } from '../../../services/device';
import { uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { runTask, taskWords } from '../../../services/task';
import { choosePhotos } from '../../../services/upload';

type List = Output<'publicity.show'>['list'];
type Reason = 'facts_differ' | 'not_eligible' | 'paid_before' | 'wrong_person' | 'other';

const RESULTS = [
  { code: 'dismissed', words: '没有问题' },
  { code: 'return', words: '说得对，退回补正' },
  { code: 'reject', words: '说得对，不予通过' },
];
/** Who makes papers. */
const PAPERS: readonly string[] = ['cadre', 'village_head', 'station_clerk', 'lead', 'auditor'];
const REASONS: Reason[] = ['facts_differ', 'not_eligible', 'paid_before', 'wrong_person', 'other'];

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    version: 0,
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    today: '',
    head: null as ListHead | null,
    spoken: '',
    columns: [] as { key: string; words: string }[],
    rows: [] as SheetRow[],
    objections: [] as ObjectionRow[],
    extended: [] as string[],
    minutes: null as (NonNullable<List['minutes']> & { names: string }) | null,
    photos: 0,
    /** The page of papers at this village and year; '' for whoever makes none. */
    prints: '',
    picture: '',
    can: {} as Partial<Record<List['can'][number], boolean>>,
    open: '' as '' | 'close' | 'extend' | 'minutes' | 'answer',
    answering: null as ObjectionRow | null,
    dayChoices: [1, 3, 5, 7],
    results: RESULTS,
    reasons: REASONS.map((code) => ({ code, words: reasonWords(code, 'official') })),
    form: { days: 3, reason: '', on: '', place: '', chair: '', attendees: '', decision: '', result: '', reasonCode: '', text: '' },
    busy: '',
    progress: '',
    problem: '',
  },
  methods: {
    onLoad(query: { id?: string }) {
      this.setData({ id: decodeURIComponent(query.id ?? '') });
    },
    async onShow() {
      await this.load();
      if (this.data.state === 'ready' && this.data.picture === '') await this.loadCode();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    onShareAppMessage() {
      const { head } = this.data;
      return { title: `${head?.title ?? '公示'}，看看有没有错`, path: `/packages/publicity/open/open?code=${head?.code ?? ''}` };
    },
    async load() {
      try {
        const { list } = await call('publicity.show', { publicity: this.data.id });
        await this.show(list);
        // Left half-way: the page that is open drives it on.
        if (list.status === 'building' || list.status === 'closing') await this.drive(list.task);
      } catch (thrown) {
        if (this.data.state === 'loading') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(wordsOf(thrown).message);
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async loadCode() {
      try {
        this.setData({ picture: (await call('publicity.code', { publicity: this.data.id })).picture });
      } catch {
        // The printed letters of the code open the same page.
      }
    },
    async show(list: List) {
      const { today, roles } = await ensureMe();
      const open = list.objections.filter(({ status }) => status === 'open').length;
      const head = listHead(list, today);
      this.setData({
        state: 'ready',
        today,
        version: list.version,
        head:
          list.status === 'posted' && list.left === 0 && open > 0
            ? { ...head, left: `贴满了；还有 ${open} 条意见没答复，答复了才能往上走` }
            : head,
        prints: roles.some(({ role }) => PAPERS.includes(role))
          ? `/packages/papers/papers/papers?village=${encodeURIComponent(list.id.split(':')[1] ?? '')}&programme=${encodeURIComponent(list.programme)}&period=${encodeURIComponent(list.period)}`
          : '',
        spoken: list.name,
        columns: sheetColumns(list.columns),
        rows: list.lines.map((line) => sheetRow(line, list.columns)),
        objections: list.objections.map((one) => objectionRow(one, today)),
        extended: list.extended.map(({ until, reason, by }) => `延长到 ${until}：${reason}（${by}）`),
        minutes: list.minutes && { ...list.minutes, names: list.minutes.attendees.join('、') },
        photos: list.photos,
        can: Object.fromEntries(list.can.map((verb) => [verb, true])),
      });
    },
    async drive(task: string) {
      await runTask(task, (now) => {
        this.setData({ progress: taskWords(now) });
        return true;
      });
      this.setData({ progress: '' });
      await this.show((await call('publicity.show', { publicity: this.data.id })).list);
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { open } = event.currentTarget.dataset as { open: 'close' | 'extend' | 'minutes' };
      this.setData({ open, problem: '', 'form.on': this.data.form.on === '' ? this.data.today : this.data.form.on });
    },
    answerThis(event: WechatMiniprogram.TouchEvent) {
      const answering = this.data.objections[(event.currentTarget.dataset as { index: number }).index] ?? null;
      const results = answering?.whole
        ? [
            { code: 'dismissed', words: '没有问题' },
            { code: 'upheld', words: '说得对，已经处理' },
          ]
        : RESULTS;
      this.setData({ open: 'answer', answering, results, problem: '', 'form.result': '', 'form.reasonCode': '', 'form.text': '' });
    },
    close() {
      if (this.data.busy === '') this.setData({ open: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ [`form.${(event.currentTarget.dataset as { field: string }).field}`]: event.detail.value, problem: '' });
    },
    dated(event: WechatMiniprogram.PickerChange) {
      this.setData({ 'form.on': String(event.detail.value) });
    },
    pickDays(event: WechatMiniprogram.TouchEvent) {
      this.setData({ 'form.days': (event.currentTarget.dataset as { days: number }).days });
    },
    pickResult(event: WechatMiniprogram.TouchEvent) {
      this.setData({ 'form.result': (event.currentTarget.dataset as { code: string }).code, problem: '' });
    },
    pickReason(event: WechatMiniprogram.TouchEvent) {
      this.setData({ 'form.reasonCode': (event.currentTarget.dataset as { code: string }).code, problem: '' });
    },
    takeDown() {
      const { id: publicity, version } = this.data;
      return this.work('close', '收好了', async () => {
        const { task } = await intend('publicity.close', { publicity, version });
        await this.drive(task);
      });
    },
    extend() {
      const { id: publicity, version, form } = this.data;
      if (form.reason.trim().length < 2) return this.setData({ problem: '写一句为什么再贴几天。' });
      const input = { publicity, version, days: form.days, reason: form.reason.trim() };
      return this.work('extend', '延长了', async () => this.show((await intend('publicity.extend', input)).list));
    },
    keepMinutes() {
      const { id: publicity, version, form } = this.data;
      const attendees = form.attendees.split(/[\s、，,]+/).filter((name) => name !== '');
      if (form.chair.trim() === '' || attendees.length === 0) return this.setData({ problem: '写上谁主持、谁到会。' });
      if (form.decision.trim().length < 2) return this.setData({ problem: '写一句怎么定的。' });
      const input = {
        publicity,
        version,
        on: form.on,
        place: form.place.trim(),
        chair: form.chair.trim(),
        writer: '',
        attendees,
        decision: form.decision.trim(),
      };
      return this.work('minutes', '记好了', async () => this.show((await intend('publicity.minutes', input)).list));
    },
    answer() {
      const { answering, form } = this.data;
      const upheld = form.result === 'return' || form.result === 'reject';
      if (form.result === '') return this.setData({ problem: '先选查的结果。' });
      if (upheld && form.reasonCode === '') return this.setData({ problem: '选一个原因，本人会看到。' });
      if (form.text.trim().length < 2) return this.setData({ problem: '写一句怎么查的。' });
      const input = {
        objection: answering?.id ?? '',
        version: answering?.version ?? 0,
        result: form.result === 'dismissed' ? ('dismissed' as const) : ('upheld' as const),
        ...(upheld ? { verb: form.result as 'return' | 'reject', reasons: [form.reasonCode as Reason] } : {}),
        text: form.text.trim(),
      };
      return this.work('answer', '答复了', async () => this.show((await intend('publicity.answer', input)).list));
    },
    async photo() {
      const { photos, words } = await choosePhotos('posting', 'camera');
      const [photo] = photos;
      if (!photo) return words === '' ? undefined : say(words);
      const { id: publicity, version } = this.data;
      await this.work('photo', '存好了', async () => {
        const fileID = await uploadFile({ path: photo.path, name: photo.path });
        await this.show((await intend('publicity.photo', { publicity, version, fileID })).list);
      });
    },
    async look() {
      const { id: publicity, photos } = this.data;
      try {
        const links = await Promise.all(Array.from({ length: photos }, (_, index) => call('publicity.picture', { publicity, index })));
        const urls = links.map(({ url }) => url);
        if (urls[0]) showPicture(urls[0], urls);
      } catch (thrown) {
        say(asCallError(thrown).message);
      }
    },
    print() {
      go(this.data.prints);
    },
    copyRows() {
      const { columns, rows } = this.data;
      const head = ['序号', ...columns.map(({ words }) => words)];
      const lines = rows.map((row) => [String(row.no), ...row.cells.map(({ words }) => words)]);
      wx.setClipboardData({ data: [head, ...lines].map((cells) => cells.join('\t')).join('\n') });
    },
    async work(busy: string, done: string, deed: () => Promise<void>) {
      if (this.data.busy !== '') return;
      this.setData({ busy, problem: '' });
      try {
        await deed();
        this.setData({ open: '' });
        say(done);
      } catch (thrown) {
        const { message, next, code } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
        if (code === 'changed_meanwhile') await this.load();
      } finally {
        this.setData({ busy: '', progress: '' });
      }
    },
  },
});
