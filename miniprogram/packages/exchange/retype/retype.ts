// 照着敲 and 对账: who differs at the left with counts, one person at the right; a desk is worked by keys alone, without a page load between.
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call, wordsOf } from '../../../services/call';
import { go } from '../../../services/device';
import { intend } from '../../../services/intent';
import { readStore, writeStore } from '../../../services/store';
import { bringToCompare } from '../present/files';
import { type Keys, listen, unlisten } from '../present/keys';
import {
  fieldsKnown,
  headOf,
  type Line,
  lineOf,
  type Panel,
  panelOf,
  rowOfKey,
  type Shown,
  type Source,
  type Status,
  withCopied,
} from '../present/retype';
import type { Decision, Settle } from '../present/settle';

type Kind = Source['source'];

/** Two columns fit; the same number stands in retype.wxss. */
const DESK_WIDTH = 900;

interface Open extends Keys {
  held: boolean;
  /** People read ahead, so that the next one stands there at once. */
  ahead: Map<string, Shown>;
  /** What was copied of whom, while the page is open. */
  copied: Map<string, string[]>;
  today: string;
}
const opened = new WeakMap<object, Open>();
const keptKey = (source: Kind): string => `retype:${source}`;

Component({
  behaviors: [ownPage, pagedList],
  data: {
    desk: false,
    labour: false,
    sources: [] as Source[],
    source: '' as Kind | '',
    sourceNames: [] as string[],
    sourceAt: 0,
    head: '',
    under: '',
    tabs: [] as { status: Status; words: string; count: number }[],
    status: 'open' as Status,
    villages: [{ code: '', name: '所有村' }],
    village: 0,
    fields: [{ field: '', words: '哪一样都看' }],
    field: 0,
    items: [] as Line[],
    picked: '',
    inSight: '',
    panel: null as Panel | null,
    busy: false,
    trouble: '',
    percent: 100,
  },
  methods: {
    onLoad(query: { labour?: string }) {
      const labour = query.labour === '1';
      this.setData({ labour, desk: wx.getWindowInfo().windowWidth >= DESK_WIDTH });
      if (labour) wx.setNavigationBarTitle({ title: '和就业站对账' });
      const open: Open = {
        held: false,
        ahead: new Map(),
        copied: new Map(),
        today: '',
        down: ({ key }) => this.pressed(key),
        up: ({ key }) => {
          if (key === 'Enter') open.held = false;
        },
      };
      opened.set(this, open);
    },
    async rows(cursor: string | undefined) {
      const { source, status, villages, village, fields, field } = this.data;
      if (source === '') return { items: [], next: null };
      const where = { village: villages[village]?.code || undefined, field: fields[field]?.field || undefined };
      const page = await call('retype.list', { source, status, cursor, ...where });
      this.setData({ fields: fieldsKnown(fields, page.items) });
      const open = opened.get(this);
      if (open) open.today = page.today;
      return { items: page.items.map((item) => lineOf(item, page.today)), next: page.next };
    },
    async onShow() {
      const open = opened.get(this);
      listen(open);
      open?.ahead.clear();
      await this.reload();
    },
    onHide() {
      unlisten(opened.get(this));
    },
    onUnload() {
      unlisten(opened.get(this));
    },
    onResize({ size }: WechatMiniprogram.Page.IResizeOption) {
      this.setData({ desk: size.windowWidth >= DESK_WIDTH });
    },
    async reload() {
      try {
        const { sources: all, villages } = await call('retype.sources', {});
        const sources = all.filter(({ source }) => (source === 'labour') === this.data.labour);
        const source = this.data.source || (sources[0]?.source ?? '');
        this.setData({
          sources,
          source,
          sourceNames: sources.map(({ words }) => words),
          villages: [{ code: '', name: '所有村' }, ...villages],
        });
        this.drawHead();
      } catch (thrown) {
        return this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
      await this.again();
      const { items, picked, source, desk } = this.data;
      const kept = picked || (source === '' ? '' : (readStore<string>(keptKey(source)) ?? ''));
      const still = items.find(({ id }) => id === kept) ?? (desk ? items[0] : undefined);
      await this.pick(desk ? (still?.id ?? '') : picked);
    },
    drawHead() {
      const { sources, source, labour } = this.data;
      this.setData(headOf(sources, source, labour));
    },
    async pick(id: string) {
      const open = opened.get(this);
      const { source, items } = this.data;
      this.setData({ picked: id, trouble: '' });
      if (id === '' || !open || source === '') return this.setData({ panel: null });
      writeStore(keptKey(source), id);
      const at = items.findIndex((item) => item.id === id);
      try {
        const shown = open.ahead.get(id) ?? (await call('retype.show', { retype: id }));
        open.ahead.delete(id);
        if (this.data.picked !== id) return;
        this.setData({ panel: panelOf(shown, open.copied.get(id) ?? []), inSight: `row-${Math.max(0, at - 1)}` });
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        return this.setData({ panel: null, trouble: `${message}${next}` });
      }
      if (at >= items.length - 3) this.retryMore();
      const next = items[at + 1]?.id;
      if (this.data.desk && next && !open.ahead.has(next))
        call('retype.show', { retype: next }).then(
          (shown) => open.ahead.set(next, shown),
          () => undefined,
        );
    },
    open(event: WechatMiniprogram.TouchEvent) {
      return this.pick((event.currentTarget.dataset as { id: string }).id);
    },
    close() {
      return this.pick('');
    },
    pressed(key: string) {
      const open = opened.get(this);
      if (!open || this.settle()?.engaged()) return;
      // Held down, Enter must not go on from one person to the next.
      if (key === 'Enter' && open.held) return;
      open.held = key === 'Enter';
      if (key === 'ArrowDown' || key === 'ArrowUp') this.move(key === 'ArrowDown' ? 1 : -1);
      else if (key === 'Escape') this.escape();
      else if (key === 'Enter' && !this.data.labour && this.data.panel?.status === 'open') this.typed();
      else if (!this.data.labour && key.length === 1) this.copyKey(key);
    },
    /** Back: from a person to the list on a phone, from the list to where one came from. */
    escape() {
      if (!this.data.desk && this.data.picked !== '') return this.close();
      wx.navigateBack().catch(() => undefined);
    },
    move(by: number) {
      const { items, picked } = this.data;
      const at = items.findIndex((item) => item.id === picked) + by;
      const next = items[Math.min(Math.max(at, 0), items.length - 1)];
      if (next && next.id !== picked) this.pick(next.id);
    },
    copy(event: WechatMiniprogram.CustomEvent<{ key: string }>) {
      return this.copyKey(event.detail.key);
    },
    async copyKey(key: string) {
      const { panel } = this.data;
      const open = opened.get(this);
      const row = panel && rowOfKey(panel, key);
      if (!panel || !open || (key !== '0' && !row) || (key === '0' && panel.person === '')) return;
      try {
        const sealed = key === '0' ? 'idNumber' : row?.sealed ? 'phone' : null;
        const data = sealed ? (await call('retype.number', { retype: panel.id, field: sealed })).value : (row?.ours ?? '');
        await wx.setClipboardData({ data });
        const copied = [...(open.copied.get(panel.id) ?? []), key.toUpperCase()];
        open.copied.set(panel.id, copied);
        if (this.data.picked !== panel.id) return;
        this.setData({ panel: withCopied(this.data.panel as Panel, copied) });
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      }
    },
    /** Typed: the row leaves the list, the next one stands open, and the hand need not move. */
    typed() {
      return this.mark(false);
    },
    undo() {
      return this.mark(true);
    },
    /** One thing at a time; what goes wrong is said on the page. */
    async trying(work: () => Promise<unknown>) {
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
    mark(undo: boolean) {
      const { panel } = this.data;
      if (!panel) return undefined;
      return this.trying(async () => {
        await intend('retype.typed', { retype: panel.id, version: panel.version, ...(undo ? { undo } : {}) });
        const { items, sources, source } = this.data;
        const at = items.findIndex((item) => item.id === panel.id);
        const next = items[at + 1] ?? items[at - 1];
        const by = undo ? -1 : 1;
        this.setData({
          items: items.filter((item) => item.id !== panel.id),
          sources: sources.map((one) => (one.source === source ? { ...one, open: one.open - by, typed: one.typed + by } : one)),
        });
        this.drawHead();
        await this.pick(next?.id ?? '');
        if (this.data.items.length === 0) await this.again();
      });
    },
    decide(event: WechatMiniprogram.CustomEvent<Decision>) {
      const { panel, busy } = this.data;
      if (panel && !busy) return this.settle()?.decide(panel.id, panel.version, event.detail);
    },
    decided(event: WechatMiniprogram.CustomEvent<Shown>) {
      const { item } = event.detail;
      const at = this.data.items.findIndex(({ id }) => id === item.id);
      this.setData({
        panel: panelOf(event.detail, []),
        ...(at < 0 ? {} : { [`items[${at}]`]: lineOf(item, opened.get(this)?.today ?? '') }),
      });
    },
    failed(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
      this.setData({ trouble: event.detail.words });
    },
    settle() {
      return this.selectComponent('#settle') as unknown as Settle | null;
    },
    person() {
      const { panel } = this.data;
      if (panel?.person) go(`/packages/registry/person/person?id=${encodeURIComponent(panel.person)}`);
    },
    work() {
      const { panel } = this.data;
      if (panel?.person) go(`/packages/where/spell/spell?person=${encodeURIComponent(panel.person)}`);
    },
    anew() {
      this.setData({ state: 'loading', items: [], picked: '', panel: null });
      return this.reload();
    },
    pickTab(event: WechatMiniprogram.TouchEvent) {
      this.setData({ status: (event.currentTarget.dataset as { status: Status }).status });
      return this.anew();
    },
    /** Which sheet, which village, which field. */
    filter(event: WechatMiniprogram.PickerChange) {
      const at = Number(event.detail.value);
      const { what } = event.currentTarget.dataset as { what: 'source' | 'village' | 'field' };
      if (what === 'source') this.setData({ source: this.data.sources[at]?.source ?? '' });
      else this.setData({ [what]: at });
      return this.anew();
    },
    async onPullDownRefresh() {
      await this.reload();
      wx.stopPullDownRefresh();
    },
    bring() {
      return this.trying(() => bringToCompare(this.data.labour, (percent) => this.setData({ percent })));
    },
    askBack() {
      this.settle()?.askBack();
    },
  },
});
