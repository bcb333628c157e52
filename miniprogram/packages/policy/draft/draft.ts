// A version being written: numbers changed one by one within their bounds, what differs, who gains and who loses, and the switch.

import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { type Field, type FieldGroup, type FieldRow, grouped, read, shown } from '../../../present/pack-fields';
import { type ChangeRow, changeRow, type PartTile, type PersonLine, partTiles, personLine, previewSentence } from '../../../present/packs';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';

type Draft = Output<'pack.draft'>['draft'];
type Tab = 'fields' | 'changes' | 'preview' | 'words';
type Part = PartTile['part'];

const kept = new WeakMap<object, { draft: Draft; driving: boolean }>();

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    name: '',
    line: '',
    note: '',
    tab: 'fields' as Tab,
    groups: [] as FieldGroup[],
    /** Sections that stand closed: those seldom changed, until one opens them. */
    folded: {
      审核: true,
      公示: true,
      发放: true,
      给群众看的话: true,
      承诺书: true,
      依据文件: true,
      需要的凭证: true,
      代办: true,
    } as Record<string, boolean>,
    changes: [] as ChangeRow[],
    words: [] as string[],
    can: {} as Record<string, boolean>,
    barred: '',
    status: '',
    /** What was typed and not saved, by path; and what is wrong with it. */
    faults: {} as Record<string, string>,
    saving: '',
    tiles: [] as PartTile[],
    sentence: '',
    stale: false,
    progress: '',
    part: '' as Part | '',
    people: [] as PersonLine[],
    next: '' as string | null,
    trouble: null as ErrorWords | null,
    busy: false,
  },
  methods: {
    onLoad(query: { id?: string }) {
      return this.load(decodeURIComponent(query.id ?? ''));
    },
    onUnload() {
      const own = kept.get(this);
      if (own) own.driving = false;
    },
    async load(id: string) {
      try {
        const { draft } = await call('pack.draft', { draft: id });
        this.show(draft);
        this.setData({ state: 'ready', tab: draft.can.includes('edit') ? 'fields' : 'changes' });
        await this.follow();
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load(kept.get(this)?.draft.id ?? '');
    },
    show(draft: Draft) {
      kept.set(this, { draft, driving: kept.get(this)?.driving ?? false });
      const sum = draft.preview?.sum ?? null;
      this.setData({
        name: draft.name,
        line: `${draft.periods.join('、')}年 · ${draft.from} 起 · ${draft.authors.join('、')}写`,
        note: draft.proposed?.note ?? '',
        status: draft.status,
        groups: grouped(draft.fields),
        changes: draft.changes.map(changeRow),
        words: [...draft.summary, ...draft.statement],
        can: Object.fromEntries(draft.can.map((verb) => [verb, true])),
        barred: draft.barred,
        tiles: sum ? partTiles(sum) : [],
        sentence: sum ? previewSentence(sum) : '',
        stale: draft.preview?.stale ?? false,
        people: [],
        part: '',
      });
    },
    fold(event: WechatMiniprogram.TouchEvent) {
      const { section } = event.currentTarget.dataset as { section: string };
      this.setData({ folded: { ...this.data.folded, [section]: !this.data.folded[section] } });
    },
    switchTab(event: WechatMiniprogram.TouchEvent) {
      this.setData({ tab: (event.currentTarget.dataset as { tab: Tab }).tab });
    },
    /** A number is saved when one leaves its field; a wrong one stays as typed, with what is wrong under it. */
    async typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { path } = event.currentTarget.dataset as { path: string };
      await this.save(path, event.detail.value);
    },
    picked(event: WechatMiniprogram.PickerChange) {
      const { path, input } = event.currentTarget.dataset as { path: string; input: FieldRow['input'] };
      const field = kept.get(this)?.draft.fields.find((one) => one.path === path);
      if (!field) return;
      const value = input === 'choice' ? field.options[Number(event.detail.value)]?.value : event.detail.value;
      return this.send(path, (value ?? null) as Field['value']);
    },
    save(path: string, text: string) {
      const field = kept.get(this)?.draft.fields.find((one) => one.path === path);
      if (!field || text.trim() === shown(field)) return this.clearFault(path);
      return this.send(path, read(field, text));
    },
    clearFault(path: string) {
      const { [path]: gone, ...faults } = this.data.faults;
      if (gone !== undefined) this.setData({ faults });
    },
    async send(path: string, value: Field['value']) {
      const own = kept.get(this);
      if (!own) return;
      this.setData({ saving: path });
      try {
        const { draft } = await intend('pack.edit', { draft: own.draft.id, version: own.draft.version, edits: [{ path, value }] });
        this.clearFault(path);
        this.show(draft);
        say('改好了');
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({ faults: { ...this.data.faults, [path]: fields[path] ?? [message, next].filter((one) => one !== '').join('') } });
      } finally {
        this.setData({ saving: '' });
      }
    },
    async act(verb: 'pack.preview' | 'pack.propose' | 'pack.switch' | 'pack.drop') {
      const own = kept.get(this);
      if (!own || this.data.busy) return false;
      this.setData({ busy: true, trouble: null });
      try {
        const { draft } = await intend(verb, { draft: own.draft.id, version: own.draft.version });
        this.show(draft);
        return true;
      } catch (thrown) {
        this.setData({ trouble: wordsOf(thrown) });
        return false;
      } finally {
        this.setData({ busy: false });
      }
    },
    async preview() {
      this.setData({ tab: 'preview' });
      if (await this.act('pack.preview')) await this.follow();
    },
    /** Drives the preview while the page is open; without signal a minute's timer goes on with it. */
    async follow() {
      const own = kept.get(this);
      if (!own || own.driving || !own.draft.preview?.running) return;
      own.driving = true;
      try {
        for (;;) {
          const preview = kept.get(this)?.draft.preview;
          if (!preview?.running || !kept.get(this)?.driving) break;
          const { task } = await call('task.drive', { task: preview.job });
          this.setData({ progress: `${task.words}：算过 ${task.done} 人` });
          if (task.state === 'running') continue;
          const { draft } = await call('pack.draft', { draft: own.draft.id });
          this.show(draft);
        }
      } catch (thrown) {
        this.setData({ trouble: wordsOf(thrown) });
      } finally {
        const now = kept.get(this);
        if (now) now.driving = false;
        this.setData({ progress: '' });
      }
    },
    async openPart(event: WechatMiniprogram.TouchEvent) {
      const { part } = event.currentTarget.dataset as { part: Part };
      if (part === this.data.part) {
        this.setData({ part: '', people: [] });
        return;
      }
      this.setData({ part, people: [], next: '' });
      await this.morePeople();
    },
    async morePeople() {
      const own = kept.get(this);
      const { part, next, people } = this.data;
      if (!own || part === '' || next === null) return;
      try {
        const page = await call('pack.previewRows', { draft: own.draft.id, part, limit: 30, ...(next === '' ? {} : { cursor: next }) });
        this.setData({ people: [...people, ...page.rows.map(personLine)], next: page.next });
      } catch (thrown) {
        say(wordsOf(thrown).message);
      }
    },
    copySentence() {
      wx.setClipboardData({ data: `${this.data.name}：${this.data.sentence}` }).catch(() => undefined);
    },
    async propose() {
      if (await this.act('pack.propose')) say('交上去了，等另一个人启用');
    },
    async switchOn() {
      const { confirm } = await wx.showModal({
        title: '启用这一版？',
        content: `${this.data.line}。${this.data.sentence}启用后不能再改，只能再写新的。`,
        confirmText: '启用',
      });
      if (confirm && (await this.act('pack.switch'))) say('启用了');
    },
    async back() {
      const own = kept.get(this);
      const { confirm, content } = await wx.showModal({
        title: '退回去改',
        editable: true,
        placeholderText: '哪里不对',
        confirmText: '退回',
      } as WechatMiniprogram.ShowModalOption);
      if (!confirm || !own) return;
      try {
        const { draft } = await intend('pack.back', { draft: own.draft.id, version: own.draft.version, note: content ?? '' });
        this.show(draft);
      } catch (thrown) {
        this.setData({ trouble: wordsOf(thrown) });
      }
    },
    async drop() {
      const { confirm } = await wx.showModal({
        title: '这一版不要了？',
        content: '作废以后不能再改，在用的不受影响。',
        confirmText: '作废',
      });
      if (confirm && (await this.act('pack.drop'))) wx.navigateBack().catch(() => undefined);
    },
  },
});
