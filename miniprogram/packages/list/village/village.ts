// 发钱名单: of one village and programme-year, who can get it, who lacks one thing, who cannot and why; chosen lines go to the meeting.
import type { Input, Output } from '@shared/contract/index';
import { periodWords } from '@shared/domain/dates';
import { LINES } from '@shared/domain/lines';
import { lineWords, mostLacking } from '@shared/domain/words/lines';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords } from '../../../services/call';
import { go } from '../../../services/device';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { type LineItem, lineItem, type Row } from '../present/line';

type Answer = Output<'list.village'>;
type Line = Row['line'];

interface Open {
  pager: Pager;
  rows: Row[];
  /** Chosen for sending, over pages and filters. */
  chosen: Set<string>;
  sums: Map<string, number>;
  wanted: { programme: string; period: string; village?: string };
}
const opened = new WeakMap<object, Open>();
const ALL = '全部';

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as LineItem[],
    place: '',
    heading: '',
    choices: [] as { words: string; programme: string; period: string }[],
    villages: [] as { code: string; name: string }[],
    tabs: [] as { line: Line; words: string; count: number }[],
    line: 'can' as Line | '',
    lacking: '',
    kin: 0,
    groups: [ALL],
    group: 0,
    keepers: [{ id: '', name: ALL }],
    keeper: 0,
    text: '',
    isOpened: true,
    mayFile: false,
    chosen: 0,
  },
  methods: {
    onLoad(query: { programme?: string; period?: string; village?: string }) {
      const open: Open = {
        pager: this.makePager(),
        rows: [],
        chosen: new Set(),
        sums: new Map(),
        wanted: {
          programme: decodeURIComponent(query.programme ?? 'transport'),
          period: decodeURIComponent(query.period ?? ''),
          village: query.village,
        },
      };
      opened.set(this, open);
    },
    /** Asked again at every return: what was filled in on the next page changes the line here. */
    async onShow() {
      const open = opened.get(this);
      if (!open) return;
      if (open.wanted.period === '') {
        try {
          const { programmes } = await call('policy.active', {});
          const card = programmes.find(({ programme }) => programme === open.wanted.programme) ?? programmes[0];
          open.wanted.programme = card?.programme ?? open.wanted.programme;
          open.wanted.period = [...(card?.periods ?? [])].sort().slice(-1)[0] ?? '2025';
        } catch {
          open.wanted.period = '2025';
        }
      }
      await open.pager.first();
    },
    makePager(): Pager {
      return createPager<Row>(
        async (cursor) => {
          const { line, groups, group, keepers, keeper, text } = this.data;
          const input: Input<'list.village'> = { ...(opened.get(this) as Open).wanted, cursor, limit: 30 };
          if (line !== '') input.line = line;
          if (group > 0) input.group = groups[group];
          if (keeper > 0) input.keeper = keepers[keeper]?.id;
          if (text !== '') input.text = text;
          const answer = await call('list.village', input);
          if (cursor === undefined) this.drawHead(answer);
          return { items: answer.items, next: answer.next };
        },
        (patch) => this.show(patch),
      );
    },
    /** The pager's rows become items here, so that ticks can change without asking again. */
    show(patch: Record<string, unknown>) {
      const open = opened.get(this) as Open;
      const next: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(patch)) {
        if (key === 'items') {
          open.rows = value as Row[];
          next.items = open.rows.map((row) => this.itemOf(row));
        } else if (key.startsWith('items[')) {
          open.rows.push(value as Row);
          next[key] = this.itemOf(value as Row);
        } else next[key] = value;
      }
      this.setData(next);
    },
    itemOf(row: Row): LineItem {
      return lineItem(row, (opened.get(this) as Open).chosen);
    },
    drawHead(answer: Answer) {
      const open = opened.get(this) as Open;
      open.wanted.village = answer.place.code;
      const lacking = mostLacking(answer.lacks);
      this.setData({
        place: answer.place.name,
        heading: `${periodWords(answer.programme.period)} ${answer.programme.name}`,
        choices: answer.choices.map(({ programme, name, period }) => ({ programme, period, words: `${periodWords(period)} ${name}` })),
        villages: answer.villages,
        tabs: LINES.map((line) => ({ line, words: lineWords(line), count: answer.counts[line] ?? 0 })),
        lacking: lacking === '' ? '' : `缺的多数是：${lacking}`,
        kin: answer.kin,
        groups: [ALL, ...answer.groups],
        keepers: [{ id: '', name: ALL }, ...answer.keepers],
        isOpened: answer.opened,
        mayFile: answer.mayFile,
      });
    },
    async onPullDownRefresh() {
      await opened.get(this)?.pager.first();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      return opened.get(this)?.pager.more();
    },
    again() {
      this.setData({ state: 'loading', items: [] });
      return opened.get(this)?.pager.first();
    },
    retryMore() {
      return opened.get(this)?.pager.more();
    },
    pickTab(event: WechatMiniprogram.TouchEvent) {
      const { line } = event.currentTarget.dataset as { line: Line };
      // Tapped twice it stays: everybody together is what a search by name shows.
      if (line === this.data.line && this.data.text === '') return undefined;
      this.setData({ line, text: '' });
      return this.again();
    },
    pickChoice(event: WechatMiniprogram.PickerChange) {
      const choice = this.data.choices[Number(event.detail.value)];
      const open = opened.get(this);
      if (!choice || !open) return undefined;
      open.wanted = { ...open.wanted, programme: choice.programme, period: choice.period };
      open.chosen.clear();
      this.setData({ chosen: 0 });
      return this.again();
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      const village = this.data.villages[Number(event.detail.value)];
      const open = opened.get(this);
      if (!village || !open) return undefined;
      open.wanted.village = village.code;
      open.chosen.clear();
      this.setData({ chosen: 0, group: 0, keeper: 0 });
      return this.again();
    },
    pickGroup(event: WechatMiniprogram.PickerChange) {
      this.setData({ group: Number(event.detail.value) });
      return this.again();
    },
    pickKeeper(event: WechatMiniprogram.PickerChange) {
      this.setData({ keeper: Number(event.detail.value) });
      return this.again();
    },
    search(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ text: event.detail.value.trim(), line: event.detail.value.trim() === '' ? 'can' : '' });
      return this.again();
    },
    openLine(event: WechatMiniprogram.CustomEvent<{ person: string }>) {
      const { programme, period } = (opened.get(this) as Open).wanted;
      go(
        `/packages/list/line/line?person=${encodeURIComponent(event.detail.person)}&programme=${encodeURIComponent(programme)}&period=${encodeURIComponent(period)}`,
      );
    },
    tick(event: WechatMiniprogram.CustomEvent<{ person: string }>) {
      const open = opened.get(this) as Open;
      const at = open.rows.findIndex(({ person }) => person === event.detail.person);
      const row = open.rows[at];
      if (!row) return;
      if (!this.itemOf(row).sendable) {
        this.openLine(event);
        return;
      }
      if (!open.chosen.delete(row.person)) open.chosen.add(row.person);
      open.sums.set(row.person, row.amountFen);
      this.setData({ [`items[${at}]`]: this.itemOf(row), chosen: open.chosen.size });
    },
    tickAll() {
      const open = opened.get(this) as Open;
      const sendable = open.rows.filter((row) => this.itemOf(row).sendable);
      const all = sendable.every(({ person }) => open.chosen.has(person));
      for (const { person, amountFen } of sendable) {
        if (all) open.chosen.delete(person);
        else open.chosen.add(person);
        open.sums.set(person, amountFen);
      }
      this.setData({ items: open.rows.map((row) => this.itemOf(row)), chosen: open.chosen.size });
    },
    send() {
      const open = opened.get(this) as Open;
      const fen = [...open.chosen].reduce((sum, person) => sum + (open.sums.get(person) ?? 0), 0);
      const app = getApp<{ globalData?: Record<string, unknown> }>();
      app.globalData = {
        ...(app.globalData ?? {}),
        sending: { ...open.wanted, persons: [...open.chosen], fen, heading: this.data.heading, place: this.data.place },
      };
      open.chosen = new Set();
      this.setData({ chosen: 0 });
      go('/packages/list/send/send');
    },
    openEquation() {
      const { programme, period, village } = (opened.get(this) as Open).wanted;
      go(
        `/packages/list/equation/equation?programme=${encodeURIComponent(programme)}&period=${encodeURIComponent(period)}&place=${village ?? ''}`,
      );
    },
  },
});
