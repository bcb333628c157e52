// One payment from its beginning to its end, on one page, to read and to print; and, for whoever pays, where a wrong one is asked back.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { say, showPicture } from '../../../services/device';
import { saveFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';

const BASIS = '　依据：';

/** Each line with the document it rests on under it. */
function laidOut(sheet: Output<'trace.sheet'>['sheet']) {
  const split = (line: string) => {
    const at = line.indexOf(BASIS);
    return at < 0 ? { words: line, basis: '' } : { words: line.slice(0, at), basis: line.slice(at + BASIS.length) };
  };
  return { ...sheet, blocks: sheet.blocks.map((block) => ({ ...block, lines: block.lines.map(split) })) };
}

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    sheet: null as ReturnType<typeof laidOut> | null,
    pays: false,
    asking: '' as '' | 'print' | 'recover',
    form: { reason: '', amount: '' },
    busy: false,
    problem: '',
  },
  methods: {
    onLoad(query: { id?: string }) {
      this.setData({ id: decodeURIComponent(query.id ?? '') });
      return this.load();
    },
    async load() {
      try {
        const [me, { sheet }] = await Promise.all([ensureMe(), call('trace.sheet', { payment: this.data.id })]);
        this.setData({
          state: 'ready',
          sheet: laidOut(sheet),
          pays: me.roles.some(({ role }) => role === 'payer' || role === 'station_clerk'),
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async look(event: WechatMiniprogram.TouchEvent) {
      try {
        const { url } = await call('trace.picture', { payment: this.data.id, receipt: (event.currentTarget.dataset as { id: string }).id });
        showPicture(url);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      }
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      this.setData({
        asking: (event.currentTarget.dataset as { asking: 'print' | 'recover' }).asking,
        form: { reason: '', amount: '' },
        problem: '',
      });
    },
    close() {
      if (!this.data.busy) this.setData({ asking: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ [`form.${(event.currentTarget.dataset as { field: string }).field}`]: event.detail.value, problem: '' });
    },
    async answer() {
      const { asking, form, id, busy } = this.data;
      if (busy) return;
      const reason = form.reason.trim();
      if (reason.length < 2) return this.setData({ problem: '写清为什么，会留记录。' });
      const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(form.amount.trim());
      if (asking === 'recover' && !parts) return this.setData({ problem: '金额写成数，最多两位小数。' });
      this.setData({ busy: true, problem: '' });
      try {
        if (asking === 'print') await saveFile((await call('trace.print', { payment: id, reason })).file);
        else
          await intend('pay.recover', {
            payment: id,
            amountFen: Number(parts?.[1]) * 100 + Number((parts?.[2] ?? '').padEnd(2, '0')),
            reason,
          });
        this.setData({ asking: '' });
        if (asking === 'recover') say('登记了，在「要追回的」里看');
        await this.load();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
