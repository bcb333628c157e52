// A sheet of postings looked at row by row: new, lacking, changed, there already; said once for all, then brought in to be checked, or taken back.
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { asCallError, call, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { dropStore, readStore, writeStore } from '../../../services/store';
import { runTask, type Task, taskWords } from '../../../services/task';
import {
  type FillGroup,
  fillsOf,
  type LineItem,
  lineItem,
  OUTCOMES,
  type Outcome,
  resultWords,
  type Sheet,
  stateLook,
  twoWords,
} from '../present/sheet';

type Texts = Record<string, string>;
/** What is asked before it is done. */
type Asking = '' | 'apply' | 'undo' | 'drop';

Component({
  behaviors: [ownPage, pagedList],
  data: {
    id: '',
    today: '',
    items: [] as LineItem[],
    tabs: [] as { outcome: Outcome; words: string; count: number }[],
    outcome: '' as Outcome | '',
    sheet: null as Sheet | null,
    under: '',
    status: { words: '', tone: 'calm', icon: 'clock' },
    comes: 0,
    lacking: 0,
    updates: false,
    fills: [] as FillGroup[],
    texts: {} as Texts,
    wrong: {} as Texts,
    drafts: true,
    working: '',
    percent: 0,
    result: '',
    troubles: [] as Task['troubles'],
    asking: '' as Asking,
    busy: false,
    trouble: '',
    /** Left for the page of a row: drawn anew when it comes back. */
    away: false,
  },
  methods: {
    async onLoad(query: { sheet?: string; task?: string }) {
      this.setData({ id: decodeURIComponent(query.sheet ?? '') });
      await this.begin(query.task === undefined ? null : decodeURIComponent(query.task));
    },
    onShow() {
      if (!this.data.away) return undefined;
      this.setData({ away: false });
      return this.again();
    },
    async rows(cursor: string | undefined) {
      const { id, outcome } = this.data;
      const answer = await call('sheet.look', { sheet: id, cursor, outcome: outcome === '' ? undefined : outcome });
      if (cursor === undefined) this.drawHead(answer.sheet);
      return { items: answer.items.map((line) => lineItem(line, answer.sheet)), next: answer.next };
    },
    /** Work that runs is followed first: its rows are not all there yet. */
    async begin(task: string | null) {
      try {
        const [me, shown] = await Promise.all([ensureMe(), call('sheet.show', { sheet: this.data.id })]);
        this.setData({ today: me.today });
        this.drawHead(shown.sheet);
        const running = task ?? shown.task;
        if (running !== null) await this.follow(running);
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
        return;
      }
      await this.again();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.begin(null);
    },
    drawHead(sheet: Sheet) {
      const { tally, villageName, rows, pages, status, all, title } = sheet;
      const taken = pages.filter((page) => page.taken);
      const first = this.data.sheet === null;
      const kept = readStore<Texts>(this.key());
      this.setData({
        sheet,
        status: stateLook(status),
        under: [title, villageName, `${rows} 行`, taken.length > 1 ? `${taken.length} 页` : ''].filter((part) => part !== '').join(' · '),
        tabs: OUTCOMES.map(({ outcome, words }) => ({ outcome, words, count: tally[outcome] ?? 0 })).filter(({ count }) => count > 0),
        comes: tally.new ?? 0,
        lacking: tally.lacking ?? 0,
        updates: all === 'update',
        fills: status === 'checked' ? fillsOf(sheet) : [],
        ...(first ? { texts: kept ?? sheet.common } : {}),
      });
    },
    key() {
      return `sheet-fill:${this.data.id}`;
    },
    pickTab(event: WechatMiniprogram.TouchEvent) {
      const { outcome } = event.currentTarget.dataset as { outcome: Outcome };
      this.setData({ outcome: outcome === this.data.outcome ? '' : outcome, items: [], state: 'loading' });
      return this.again();
    },
    async follow(id: string) {
      const task = await runTask(id, (now) => {
        const all = now.total ?? 0;
        const at = now.done + now.failed;
        const running = now.state === 'running';
        this.setData({
          working: running ? taskWords(now) : '',
          percent: running ? (all === 0 ? 50 : Math.min(99, Math.round((at / all) * 100))) : 100,
        });
        return undefined;
      });
      const { sheet } = await call('sheet.show', { sheet: this.data.id });
      this.drawHead(sheet);
      this.setData({ working: '', result: resultWords(sheet, task), troubles: task.troubles });
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      this.setData({ asking: (event.currentTarget.dataset as { what: Asking }).what, trouble: '' });
    },
    close() {
      this.setData({ asking: '' });
    },
    async trying(work: () => Promise<void>) {
      if (this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        await work();
      } catch (thrown) {
        const failure = asCallError(thrown);
        this.setData({ wrong: failure.fields, trouble: twoWords(failure) });
      } finally {
        this.setData({ busy: false });
      }
    },
    /** One step of the whole sheet that is long work. */
    async started(step: Promise<{ sheet: Sheet; task: Task }>) {
      const { task, sheet } = await step;
      this.setData({ asking: '', outcome: '', result: '', troubles: [] });
      this.drawHead(sheet);
      await this.follow(task.id);
      await this.again();
    },
    apply() {
      const { id, sheet, drafts } = this.data;
      return this.trying(() => this.started(intend('sheet.apply', { sheet: id, version: sheet?.version ?? 0, drafts })));
    },
    undo() {
      const { id, sheet } = this.data;
      return this.trying(() => this.started(intend('sheet.undo', { sheet: id, version: sheet?.version ?? 0 })));
    },
    drop() {
      const { id, sheet } = this.data;
      return this.trying(async () => {
        await intend('sheet.drop', { sheet: id, version: sheet?.version ?? 0 });
        this.setData({ asking: '' });
        dropStore(this.key());
        say('没收，放一边了');
        await wx.navigateBack();
      });
    },
    pickDrafts(event: WechatMiniprogram.TouchEvent) {
      this.setData({ drafts: (event.currentTarget.dataset as { on: boolean }).on });
    },
    typed(event: WechatMiniprogram.Input | WechatMiniprogram.PickerChange) {
      const { key } = event.currentTarget.dataset as { key: string };
      const texts = { ...this.data.texts, [key]: String(event.detail.value) };
      this.setData({ texts, wrong: { ...this.data.wrong, [key]: '' }, trouble: '' });
      writeStore(this.key(), texts);
    },
    /** Said once for all rows that do not tell it. */
    fill() {
      const { id, sheet, texts, fills } = this.data;
      const keys = fills.flatMap(({ fields }) => fields.map(({ key }) => key));
      const said = Object.fromEntries(keys.filter((key) => texts[key] !== undefined).map((key) => [key, texts[key] ?? '']));
      if (Object.values(said).every((text) => text.trim() === '')) {
        this.setData({ trouble: '先写上要补什么。' });
        return undefined;
      }
      return this.trying(async () => {
        await this.started(intend('sheet.fill', { sheet: id, version: sheet?.version ?? 0, texts: said }));
        dropStore(this.key());
      });
    },
    chooseAll(event: WechatMiniprogram.TouchEvent) {
      const { all } = event.currentTarget.dataset as { all: '' | 'update' };
      const { id, sheet } = this.data;
      return this.trying(async () => {
        await intend('sheet.choose', { sheet: id, version: sheet?.version ?? 0, all });
        await this.again();
      });
    },
    columns() {
      wx.redirectTo({ url: `/packages/jobs/sheet-columns/sheet-columns?sheet=${encodeURIComponent(this.data.id)}` });
    },
    toBoard(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/jobs/board/board?view=${(event.currentTarget.dataset as { view: string }).view}`);
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      const item = this.data.items[index];
      if (!item) return;
      this.setData({ away: true });
      if (item.posting !== '') go(`/packages/jobs/posting/posting?id=${encodeURIComponent(item.posting)}`);
      else go(`/packages/jobs/sheet-row/sheet-row?sheet=${encodeURIComponent(this.data.id)}&row=${item.row}`);
    },
  },
});
