// One version in plain words, article by article; beside another; and the beginning of a new one from it.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { type ChangeRow, changeRow, type LineGroup, lineGroups } from '../../../present/packs';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { go } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';

interface Other {
  id: string;
  words: string;
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    id: '',
    name: '',
    status: '',
    notice: '',
    line: '',
    groups: [] as LineGroup[],
    writes: false,
    others: [] as Other[],
    other: '',
    changes: [] as ChangeRow[],
    /** The sheet that asks what the new version is called and from when. */
    beginning: false,
    periods: '',
    from: '',
    suffix: '',
    faults: {} as Record<string, string>,
    busy: false,
  },
  methods: {
    onLoad(query: { id?: string }) {
      this.setData({ id: decodeURIComponent(query.id ?? '') });
      return this.load();
    },
    async load() {
      const { id } = this.data;
      try {
        const [me, read, { versions, writes }] = await Promise.all([ensureMe(), call('pack.read', { version: id }), call('pack.list', {})]);
        const { row } = read;
        const next = String(Number(me.today.slice(0, 4)));
        this.setData({
          state: 'ready',
          name: row.name,
          status: STATUS_WORDS[row.status],
          notice: read.notice,
          line: `${row.periods.join('、')}年 · ${row.from} 起${row.until ? `到 ${row.until}` : ''} · ${row.checkedOn} 核对过原文`,
          groups: lineGroups(read.lines),
          writes,
          others: versions
            .filter((one) => one.id !== id && one.programme === row.programme)
            .map((one) => ({ id: one.id, words: `${one.name} ${one.periods.join('、')}（${one.id.split('@')[1]}）` })),
          periods: row.periods.includes(next) ? row.periods.join('、') : next,
          from: me.today,
          suffix: `${next}-${row.id.split('@')[1]}`.slice(0, 40),
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async pickOther(event: WechatMiniprogram.PickerChange) {
      const other = this.data.others[Number(event.detail.value)];
      if (!other) return;
      try {
        const { changes } = await call('pack.compare', { before: other.id, after: this.data.id });
        this.setData({ other: other.words, changes: changes.map(changeRow) });
      } catch (thrown) {
        this.setData({ other: wordsOf(thrown).message, changes: [] });
      }
    },
    closeCompare() {
      this.setData({ other: '', changes: [] });
    },
    ask() {
      this.setData({ beginning: true, faults: {} });
    },
    closeAsk() {
      this.setData({ beginning: false });
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { field } = event.currentTarget.dataset as { field: 'periods' | 'suffix' };
      this.setData({ [field]: event.detail.value });
    },
    pickFrom(event: WechatMiniprogram.PickerChange) {
      this.setData({ from: String(event.detail.value) });
    },
    async begin() {
      const { id, suffix, periods, from, busy } = this.data;
      if (busy) return;
      this.setData({ busy: true, faults: {} });
      try {
        const wanted = periods.split(/[\s,，、]+/).filter((one) => one !== '');
        const { draft }: Output<'pack.begin'> = await intend('pack.begin', { version: id, suffix, periods: wanted, from });
        this.setData({ beginning: false });
        go(`/packages/policy/draft/draft?id=${encodeURIComponent(draft.id)}`);
      } catch (thrown) {
        const error = asCallError(thrown);
        const { fields } = error;
        // Which of the years is wrong is plain to see; the field says so for all of them.
        const years = Object.keys(fields).find((path) => path.startsWith('periods'));
        this.setData({
          faults: {
            ...(Object.keys(fields).length === 0 ? { all: error.message } : {}),
            ...fields,
            ...(years ? { periods: '写四位的年份，按季的写 2026Q1；几年就用顿号隔开' } : {}),
            ...(fields.suffix ? { suffix: '只用小写字母、数字和短横，比如 2026-1' } : {}),
          },
        });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});

const STATUS_WORDS: Record<string, string> = {
  in_force: '在用',
  coming: '定了，还没到日子',
  retired: '以前的',
  example: '外地示例，不在用',
};
