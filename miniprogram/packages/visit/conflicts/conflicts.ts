// 两个人填的不一样: both values, who and when, side by side; the household's keeper or the village head takes one. Nothing is lost.
import type { Output } from '@shared/contract/index';
import { beijingDate, beijingTime, dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';

type Conflict = Output<'conflict.list'>['items'][number];

const when = (at: string): string => `${dayWords(beijingDate(at))} ${beijingTime(at)}`;

function rowOf(conflict: Conflict) {
  const side = ({ words, by, at }: Conflict['fields'][number]['ours']) => ({ words, by: `${by === '' ? '系统里' : by} ${when(at)}` });
  return {
    ...conflict,
    title: conflict.name.includes(conflict.headName) ? conflict.name : `${conflict.headName}家 ${conflict.name}`,
    who: conflict.mine ? '等您定' : `等${conflict.ownerName}定`,
    fields: conflict.fields.map((field) => ({
      ...field,
      ours: side(field.ours),
      theirs: side(field.theirs),
      done: field.decided
        ? `${field.decided.by} ${when(field.decided.at)}定了：${field.decided.take === 'ours' ? field.ours.words : field.theirs.words}`
        : '',
    })),
  };
}

Component({
  behaviors: [ownPage, pagedList],
  data: {
    state: 'loading',
    more: 'idle',
    error: null as { message: string; next: string } | null,
    items: [] as ReturnType<typeof rowOf>[],
    status: 'open' as 'open' | 'decided',
    busy: '',
    trouble: '',
  },
  methods: {
    async rows(cursor: string | undefined) {
      const page = await call('conflict.list', { status: this.data.status, ...(cursor ? { cursor } : {}) });
      return { items: page.items.map(rowOf), next: page.next };
    },
    onLoad() {
      return this.again();
    },
    show(event: WechatMiniprogram.TouchEvent) {
      const { status } = event.currentTarget.dataset as { status: 'open' | 'decided' };
      this.setData({ status, items: [], state: 'loading' });
      return this.again();
    },
    async take(event: WechatMiniprogram.TouchEvent) {
      const { id, field, side } = event.currentTarget.dataset as { id: string; field: string; side: 'ours' | 'theirs' };
      const conflict = this.data.items.find((one) => one.id === id);
      const found = conflict?.fields.find((one) => one.field === field);
      if (!conflict || !found || this.data.busy !== '') return;
      const words = side === 'ours' ? found.ours.words : found.theirs.words;
      const { confirm } = await wx.showModal({
        title: `${found.label}：就用这个？`,
        content: words,
        confirmText: '就用',
        cancelText: '再想想',
      });
      if (!confirm) return;
      this.setData({ busy: id, trouble: '' });
      try {
        const { conflict: now } = await intend('conflict.decide', { conflict: id, version: conflict.version, field, take: side });
        this.setData({ items: this.data.items.map((one) => (one.id === id ? rowOf(now) : one)) });
        say('定了');
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: '' });
      }
    },
  },
});
