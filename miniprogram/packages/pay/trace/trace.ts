// For whoever checks: a name or a number, a list of numbers as a sheet, and 疑点; every row opens its one payment.
import type { Output } from '@shared/contract/index';
import { beijingDate, dayWords, periodWords } from '@shared/domain/dates';
import { payerText } from '@shared/domain/money';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { chooseFile, saveFile, uploadFile } from '../../../services/files';
import { runTask, taskWords } from '../../../services/task';

type Tab = 'find' | 'odd';
type Code = Output<'trace.suspicions'>['counts'][number]['code'];
interface Row {
  key: string;
  id: string;
  name: string;
  who: string;
  what: string;
  odd: string;
}

function rowOf(row: Output<'trace.search'>['items'][number], odd = ''): Row {
  return {
    key: `${row.payment} ${odd}`,
    id: row.payment,
    name: row.name,
    who: `${row.villageName} · 身份证后四位 ${row.idMasked.slice(-4)}`,
    what: `${periodWords(row.period)}${row.spoken} ${payerText(row.amountFen)} 元 · ${row.statusWords}${row.on === '' ? '' : ` ${dayWords(row.on)}`}`,
    odd,
  };
}

Component({
  behaviors: [ownPage, pagedList],
  data: {
    tab: 'find' as Tab,
    text: '',
    items: [] as Row[],
    /** 昨晚找过: when the house last looked by itself. */
    looked: '',
    counts: [] as Output<'trace.suspicions'>['counts'],
    code: '' as Code | '',
    hits: null as { read: number; unreadable: number; none: number; rows: { name: string; row: number; rows: Row[] }[] } | null,
    busy: '',
    progress: '',
    problem: '',
    asking: '' as '' | 'match' | 'export',
    reason: '',
  },
  methods: {
    async rows(cursor: string | undefined) {
      if (this.data.tab === 'find') {
        const text = this.data.text.trim();
        const page = await call('trace.search', { cursor, ...(text.length >= 2 ? { text } : {}) });
        return { items: page.items.map((row) => rowOf(row)), next: page.next };
      }
      const page = await call('trace.suspicions', { cursor, ...(this.data.code === '' ? {} : { code: this.data.code }) });
      const code = this.data.code === '' ? (page.counts.find(({ count }) => count > 0)?.code ?? '') : this.data.code;
      const looked = page.lookedAt === null ? '' : `系统 ${dayWords(beijingDate(page.lookedAt))}夜里自己找过一遍`;
      this.setData({ counts: page.counts.filter(({ count }) => count > 0), code, ...(cursor === undefined ? { looked } : {}) });
      return { items: page.items.map((row) => rowOf(row, row.words)), next: page.next };
    },
    onLoad(query: { tab?: string }) {
      this.setData({ tab: query.tab === 'odd' ? 'odd' : 'find' });
      return this.again();
    },
    pickTab(event: WechatMiniprogram.TouchEvent) {
      const { tab } = event.currentTarget.dataset as { tab: Tab };
      if (tab === this.data.tab) return;
      this.setData({ tab, state: 'loading', items: [], hits: null, problem: '' });
      return this.again();
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ text: event.detail.value });
    },
    search() {
      this.setData({ hits: null, state: 'loading', items: [] });
      return this.again();
    },
    pickCode(event: WechatMiniprogram.TouchEvent) {
      this.setData({ code: (event.currentTarget.dataset as { code: Code }).code, state: 'loading', items: [] });
      return this.again();
    },
    async look() {
      if (this.data.busy !== '') return;
      this.setData({ busy: 'look', problem: '' });
      try {
        const { task } = await call('trace.look', {});
        await runTask(task, (now) => {
          this.setData({ progress: taskWords(now) });
          return true;
        });
      } catch (thrown) {
        this.setData({ problem: wordsOf(thrown).message });
      } finally {
        this.setData({ busy: '', progress: '' });
      }
      await this.again();
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      this.setData({ asking: (event.currentTarget.dataset as { asking: 'match' | 'export' }).asking, reason: '', problem: '' });
    },
    close() {
      this.setData({ asking: '' });
    },
    why(event: WechatMiniprogram.Input) {
      this.setData({ reason: event.detail.value, problem: '' });
    },
    async answer() {
      const { asking, reason, busy, code } = this.data;
      if (busy !== '') return;
      if (reason.trim().length < 2) return this.setData({ problem: '写清做什么用，会留记录。' });
      this.setData({ busy: asking, problem: '' });
      try {
        if (asking === 'export')
          await saveFile((await call('trace.export', { reason: reason.trim(), ...(code === '' ? {} : { code }) })).file);
        else await this.match(reason.trim());
        this.setData({ asking: '' });
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: '' });
      }
    },
    async match(reason: string) {
      const chosen = await chooseFile();
      if (!chosen) return;
      const found = await call('trace.match', { fileID: await uploadFile(chosen), reason });
      this.setData({
        hits: {
          read: found.read,
          unreadable: found.unreadable,
          none: found.read - found.hits.length,
          rows: found.hits.map(({ name, row, payments }) => ({ name, row, rows: payments.map((one) => rowOf(one)) })),
        },
      });
      say(`${found.hits.length} 个在登记里`);
    },
    open(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/pay/sheet/sheet?id=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
  },
});
