// A sheet looked at row by row: new, changed, the same, to be decided, wrong and why; then taken into the registry, or taken back.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { saveFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { runTask, type Task, taskWords } from '../../../services/task';
import { type LineItem, lineItem, OUTCOMES, type Outcome, stateLook } from '../present/line';

type Intake = Output<'intake.look'>['intake'];

/** As many as a page shows at once without a list of their own. */
const MOST_TROUBLES = 200;

/** What came of applying or taking back, in one sentence. */
function resultWords({ kind, state, failed, tally }: Task): string {
  if (state === 'running') return '';
  if (kind === 'intake.check') return '';
  if (kind === 'retype.build') {
    const { open = 0, reopened = 0, confirmed = 0 } = tally;
    return `不一样的 ${open + reopened} 人${reopened > 0 ? `，其中 ${reopened} 人录过还是不一样` : ''}；对上了 ${confirmed} 人。`;
  }
  const { persons = 0, households = 0, spells = 0, undone = 0 } = tally;
  if (kind === 'intake.undo') return `撤回了 ${undone} 处${failed > 0 ? `；${failed} 处后来又改过，没动，列在下面` : ''}。`;
  const parts = [
    persons > 0 ? `${persons} 人` : '',
    households > 0 ? `${households} 户` : '',
    spells > 0 ? `${spells} 条务工记录` : '',
  ].filter((part) => part !== '');
  return `${parts.length === 0 ? '没有要写的，名册没动' : `写了 ${parts.join('、')}`}${failed > 0 ? `；${failed} 行没办成，列在下面` : ''}。`;
}

Component({
  behaviors: [ownPage, pagedList],
  data: {
    id: '',
    items: [] as LineItem[],
    tabs: [] as { outcome: Outcome; words: string; count: number }[],
    outcome: '' as Outcome | '',
    intake: null as Intake | null,
    under: '',
    status: { words: '', tone: 'calm', icon: 'clock' },
    writes: 0,
    conflicts: 0,
    working: '',
    percent: 0,
    result: '',
    troubles: [] as Task['troubles'],
    asking: '' as '' | 'apply' | 'undo' | 'drop' | 'errors',
    reason: '',
    busy: false,
    trouble: '',
  },
  methods: {
    async onLoad(query: { intake?: string; task?: string }) {
      this.setData({ id: decodeURIComponent(query.intake ?? '') });
      await this.begin(query.task === undefined ? null : decodeURIComponent(query.task));
    },
    async rows(cursor: string | undefined) {
      const { id, outcome } = this.data;
      const answer = await call('intake.look', { intake: id, cursor, outcome: outcome === '' ? undefined : outcome });
      if (cursor === undefined) this.drawHead(answer.intake);
      return { items: answer.items.map(lineItem), next: answer.next };
    },
    /** Work that runs is followed first: its rows are not all there yet. */
    async begin(task: string | null) {
      try {
        const shown = await call('intake.show', { intake: this.data.id });
        this.drawHead(shown.intake);
        const running = task ?? shown.task;
        if (running !== null) await this.follow(running);
        if (shown.intake.compare !== '') await this.followCompare(running);
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
        return;
      }
      await this.again();
    },
    /** Of a sheet to compare with the rows are looked at first, then who differs is listed. */
    async followCompare(done: string | null) {
      const { intake, task } = await call('intake.show', { intake: this.data.id });
      this.drawHead(intake);
      if (task !== null && task !== done) await this.follow(task);
    },
    toDiffering() {
      wx.redirectTo({ url: `/packages/exchange/retype/retype${this.data.intake?.compare === 'labour' ? '?labour=1' : ''}` });
    },
    drawHead(intake: Intake) {
      const { tally, pages, villageName, asOf, rows } = intake;
      const taken = pages.filter((page) => page.taken);
      this.setData({
        intake,
        status: stateLook(intake.status, intake.compare),
        under: [villageName, `${rows} 行`, taken.length > 1 ? `${taken.length} 页` : '', `说的是 ${asOf} 的情况`]
          .filter((part) => part !== '')
          .join(' · '),
        tabs: OUTCOMES.map(({ outcome, words }) => ({ outcome, words, count: tally[outcome] ?? 0 })).filter(
          ({ count, outcome }) => count > 0 || outcome === 'wrong',
        ),
        conflicts: tally.conflict ?? 0,
        writes: (tally.new ?? 0) + (tally.changed ?? 0),
      });
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.begin(null);
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
        this.setData({
          working: now.state === 'running' ? taskWords(now) : '',
          percent: now.state === 'running' ? (all === 0 ? 50 : Math.min(99, Math.round((at / all) * 100))) : 100,
        });
        return undefined;
      });
      this.setData({ working: '', result: resultWords(task), troubles: task.troubles.slice(0, MOST_TROUBLES) });
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      this.setData({
        asking: (event.currentTarget.dataset as { what: 'apply' | 'undo' | 'drop' | 'errors' }).what,
        trouble: '',
        reason: '',
      });
    },
    close() {
      this.setData({ asking: '' });
    },
    typeReason(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ reason: event.detail.value });
    },
    async trying(work: () => Promise<void>) {
      if (this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        await work();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    move(verb: 'intake.apply' | 'intake.undo') {
      const { id, intake } = this.data;
      return this.trying(async () => {
        const { task, intake: now } = await intend(verb, { intake: id, version: intake?.version ?? 0 });
        this.setData({ asking: '' });
        this.drawHead(now);
        await this.follow(task.id);
        await this.again();
      });
    },
    apply() {
      return this.move('intake.apply');
    },
    undo() {
      return this.move('intake.undo');
    },
    drop() {
      const { id, intake } = this.data;
      return this.trying(async () => {
        await intend('intake.drop', { intake: id, version: intake?.version ?? 0 });
        this.setData({ asking: '' });
        say('没收，放一边了');
        wx.navigateBack();
      });
    },
    /** One conflict: which of the two stands. */
    choose(event: WechatMiniprogram.TouchEvent) {
      const { index, at, how } = event.currentTarget.dataset as { index: number; at: number; how: 'ours' | 'theirs' };
      const item = this.data.items[index];
      const change = item?.changes[at];
      if (!item || !change) return undefined;
      return this.trying(async () => {
        await intend('intake.choose', { intake: this.data.id, row: item.row, field: change.field, how });
        const path = `items[${index}].changes[${at}]`;
        this.setData({ [`${path}.choice`]: how, [`${path}.decided`]: how === 'ours' ? '留名册的' : '用表里的' } as never);
      });
    },
    chooseAll(event: WechatMiniprogram.TouchEvent) {
      const { how } = event.currentTarget.dataset as { how: 'ours' | 'theirs' };
      return this.trying(async () => {
        const { intake } = await intend('intake.choose', { intake: this.data.id, all: how });
        this.drawHead(intake);
        await this.again();
      });
    },
    errors() {
      const { id, reason } = this.data;
      if (reason.trim().length < 2) {
        this.setData({ trouble: '写一句要来做什么，比如：发给各村改' });
        return undefined;
      }
      return this.trying(async () => {
        const { file } = await call('intake.errors', { intake: id, reason: reason.trim() });
        this.setData({ asking: '' });
        await saveFile(file);
      });
    },
    openPerson(event: WechatMiniprogram.TouchEvent) {
      const { person } = event.currentTarget.dataset as { person: string };
      if (person) wx.navigateTo({ url: `/packages/staff/person/person?id=${encodeURIComponent(person)}` });
    },
  },
});
