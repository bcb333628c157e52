// 没打进去的, and 卡有问题的 before anything is paid: who, why, what to say to them; mended, it goes out with the next batch.
import type { Output } from '@shared/contract/index';
import { dayWords, periodWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { bankSaid } from '../present/rows';

type Tab = 'failed' | 'cards';
interface Row {
  key: string;
  version: number;
  name: string;
  where: string;
  what: string;
  why: string;
  say: string;
  /** Another card is recorded since. */
  changed: boolean;
  /** The card that cannot take the money is still the one recorded. */
  same: string;
}
/** The bank's reasons that only another card mends. */
const NEEDS_ANOTHER: readonly string[] = ['closed_account', 'wrong_account'];

function failedRow(row: Output<'pay.failures'>['items'][number], today: string): Row {
  return {
    key: row.claim,
    version: row.version,
    name: row.name,
    where: row.villageName,
    what: `${periodWords(row.period)}${row.spoken} ${moneyWords(row.amountFen)} · 尾号 ${row.tail} · ${dayWords(row.on, today)}退回`,
    why: `${row.reasonWords}${bankSaid(row.note, row.reasonWords)}`,
    same: !row.changed && NEEDS_ANOTHER.includes(row.reason) ? `登记的还是尾号 ${row.tail} 这张卡，再打还会退回来。先把新卡登记上。` : '',
    say: row.say,
    changed: row.changed,
  };
}

function cardRow(row: Output<'pay.cards'>['items'][number]): Row {
  return {
    key: row.claim,
    version: 0,
    name: row.name,
    where: row.villageName,
    what: `${row.spoken} ${moneyWords(row.amountFen)}${row.tail === '' ? '' : ` · ${row.bank} 尾号 ${row.tail}`}`,
    why: row.problems.map(({ words }) => words).join('；'),
    say: `${row.name}，${row.spoken} ${moneyWords(row.amountFen)}就等着发了。${row.problems.map((one) => one.say).join('；')}。`,
    changed: false,
    same: '',
  };
}

Component({
  behaviors: [ownPage, pagedList],
  data: {
    tab: 'failed' as Tab,
    items: [] as Row[],
    picked: null as Row | null,
    note: '',
    busy: false,
    problem: '',
  },
  methods: {
    async rows(cursor: string | undefined) {
      if (this.data.tab === 'cards') {
        const page = await call('pay.cards', { cursor });
        return { items: page.items.map(cardRow), next: page.next };
      }
      const [me, page] = await Promise.all([ensureMe(), call('pay.failures', { cursor })]);
      return { items: page.items.map((row) => failedRow(row, me.today)), next: page.next };
    },
    onLoad(query: { tab?: string }) {
      this.setData({ tab: query.tab === 'cards' ? 'cards' : 'failed' });
    },
    onShow() {
      return this.again();
    },
    pickTab(event: WechatMiniprogram.TouchEvent) {
      const { tab } = event.currentTarget.dataset as { tab: Tab };
      if (tab === this.data.tab) return;
      this.setData({ tab, state: 'loading', items: [] });
      return this.again();
    },
    copy(event: WechatMiniprogram.TouchEvent) {
      wx.setClipboardData({ data: (event.currentTarget.dataset as { words: string }).words }).catch(() => undefined);
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      const picked = this.data.items.find((row) => row.key === key) ?? null;
      this.setData({ picked, note: picked?.changed ? '换了卡，对过了' : '', problem: '' });
    },
    close() {
      this.setData({ picked: null });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ note: event.detail.value, problem: '' });
    },
    async mended() {
      const { picked, note, busy } = this.data;
      if (busy || !picked) return;
      if (note.trim().length < 2) return this.setData({ problem: '写一句怎么弄好的，比如：陪着去柜台激活了。' });
      this.setData({ busy: true, problem: '' });
      try {
        await intend('pay.reissue', { claim: picked.key, version: picked.version, note: note.trim() });
        this.setData({ picked: null });
        say('好了，下一批再打');
        await this.again();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
