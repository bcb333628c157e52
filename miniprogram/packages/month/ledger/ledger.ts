// 月台账 of a village: who was where, doing what, how it is known; a spreadsheet of it, whole numbers only with a reason that stays on record.
import type { Output } from '@shared/contract/index';
import { monthWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { clearedWords } from '@shared/domain/words/month';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { saveFile } from '../../../services/files';

type Line = Output<'month.ledger'>['items'][number];
type Row = Line & { pay: string; known: string; where: string; tail: string };

Component({
  behaviors: [ownPage, pagedList],
  data: {
    items: [] as Row[],
    village: '',
    month: '',
    heading: '',
    cleared: '',
    closed: false,
    asking: false,
    whole: false,
    reason: '',
    problem: '',
    busy: false,
  },
  methods: {
    async rows(cursor: string | undefined) {
      const { village, month } = this.data;
      const page = await call('month.ledger', { village, month, ...(cursor === undefined ? {} : { cursor }) });
      if (cursor === undefined)
        this.setData({
          heading: `${page.round?.villageName ?? ''} ${monthWords(month)}`,
          cleared: page.figures ? clearedWords(page.figures) : '',
          closed: page.round?.status === 'closed',
        });
      const rows = page.items.map((line) => ({
        ...line,
        where: [line.place, line.employer].filter((part) => part !== '').join(' · '),
        tail: line.idMasked === '' ? '' : `证件尾号 ${line.idMasked.slice(-4)}`,
        pay: line.monthlyFen === null ? '' : `月 ${moneyWords(line.monthlyFen)}`,
        known: [line.how, line.by, line.on].filter((part) => part !== '').join(' · '),
      }));
      return { items: rows, next: page.next };
    },
    onLoad(query: { village?: string; month?: string }) {
      this.setData({ village: query.village ?? '', month: query.month ?? '' });
      return this.again();
    },
    ask() {
      this.setData({ asking: true, whole: false, reason: '', problem: '' });
    },
    close() {
      this.setData({ asking: false });
    },
    pickWhole(event: WechatMiniprogram.TouchEvent) {
      this.setData({ whole: (event.currentTarget.dataset as { whole: boolean }).whole, problem: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ reason: event.detail.value, problem: '' });
    },
    async sheet() {
      const { busy, village, month, whole, reason } = this.data;
      if (busy) return;
      if (whole && reason.trim().length < 2) {
        this.setData({ problem: '要全号码，写明拿去做什么' });
        return;
      }
      this.setData({ busy: true });
      try {
        const { file } = await call('month.sheet', { place: village, month, whole, reason: reason.trim() || '本村月台账' });
        await saveFile(file);
        this.setData({ asking: false });
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
        say(message);
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
