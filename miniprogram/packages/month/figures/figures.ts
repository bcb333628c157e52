// 各村的数: coverage, changes and doubtful records village by village, live while a month is open, as reported once closed; the sheet of it.
import type { Output } from '@shared/contract/index';
import { beijingDate, beijingTime, dayWords, monthWords } from '@shared/domain/dates';
import { checkedIn } from '@shared/domain/month';
import { clearedWords } from '@shared/domain/words/month';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { saveFile } from '../../../services/files';
import { ensureMe } from '../../../services/session';

type Figures = Output<'month.figures'>['total'];
interface Row {
  village: string;
  name: string;
  state: string;
  closed: boolean;
  asked: number;
  checked: number;
  share: string;
  carried: number;
  left: number;
  changed: number;
  troubles: number;
  doubtful: number;
  cleared: string;
}

const share = ({ asked }: Figures, part: number): string => (asked === 0 ? '—' : `${Math.floor((part * 1000) / asked) / 10}%`);
function rowOf(figures: Figures): Omit<Row, 'village' | 'name' | 'state' | 'closed'> {
  const checked = checkedIn(figures);
  const { asked, carried, left, changed, troubles, doubtful } = figures;
  return { asked, checked, share: share(figures, checked), carried, left, changed, troubles, doubtful, cleared: clearedWords(figures) };
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'empty' | 'failed',
    error: null as ErrorWords | null,
    months: [] as { month: string; words: string }[],
    month: '',
    heading: '',
    asOf: '',
    rows: [] as Row[],
    total: null as Omit<Row, 'village' | 'name' | 'state' | 'closed'> | null,
    towns: [] as { code: string; name: string }[],
    busy: '',
  },
  methods: {
    onShow() {
      return this.load();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    async load() {
      try {
        const [me, answer] = await Promise.all([
          ensureMe(),
          call('month.figures', this.data.month === '' ? {} : { month: this.data.month }),
        ]);
        const rows = answer.rows.map(
          (one): Row => ({
            village: one.village,
            name: one.villageName,
            closed: one.status === 'closed',
            state: one.status === 'closed' ? '已经结了' : `${dayWords(one.cutoff)}前`,
            ...rowOf(one.figures),
          }),
        );
        const oldest = answer.rows.map(({ asOf }) => asOf).sort()[0] ?? '';
        this.setData({
          state: rows.length === 0 ? 'empty' : 'ready',
          month: answer.month,
          heading: `${answer.placeName} ${monthWords(answer.month)}`,
          asOf: oldest === '' ? '' : `截至 ${dayWords(beijingDate(oldest), answer.today)} ${beijingTime(oldest)}`,
          months: answer.next.map((month) => ({ month, words: monthWords(month) })),
          rows,
          total: rows.length > 1 ? rowOf(answer.total) : null,
          towns: me.roles.filter(({ level }) => level === 'town').map(({ code, placeName }) => ({ code, name: placeName })),
        });
      } catch (thrown) {
        if (this.data.state === 'loading') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(`${wordsOf(thrown).message}，看到的是刚才的`);
      }
    },
    pickMonth(event: WechatMiniprogram.PickerChange) {
      this.setData({ month: this.data.months[Number(event.detail.value)]?.month ?? '', state: 'loading' });
      return this.load();
    },
    openVillage(event: WechatMiniprogram.TouchEvent) {
      const { village } = event.currentTarget.dataset as { village: string };
      go(`/packages/month/ledger/ledger?village=${village}&month=${this.data.month}`);
    },
    async sheet(event: WechatMiniprogram.TouchEvent) {
      const { code } = event.currentTarget.dataset as { code: string };
      if (this.data.busy !== '') return;
      this.setData({ busy: code });
      try {
        await saveFile((await call('month.sheet', { place: code, month: this.data.month, whole: false, reason: '乡里月台账' })).file);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ busy: '' });
      }
    },
  },
});
