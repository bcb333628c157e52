// What the bank's file looks like, as data: the headings, what is in each column, their order. The clerk copies the bank's own table here.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';

type Format = Output<'pay.formats'>['formats'][number];
type Field = Output<'pay.formats'>['fields'][number];

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    formats: [] as (Format & { line: string })[],
    fields: [] as Field[],
    version: 0,
    edited: null as Format | null,
    /** Whether it is there already and another would be left. */
    mayDrop: false,
    busy: false,
    problem: '',
  },
  methods: {
    onLoad() {
      return this.load();
    },
    async load() {
      try {
        const { formats, fields, version } = await call('pay.formats', {});
        this.setData({
          state: 'ready',
          formats: formats.map((one) => ({ ...one, line: one.columns.map(({ head }) => head).join('、') })),
          fields,
          version,
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    edit(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const found = this.data.formats.find((one) => one.id === id);
      if (!found) return;
      const { line: _line, ...format } = found;
      this.setData({ edited: format, problem: '', mayDrop: this.data.formats.length > 1 });
    },
    fresh() {
      const taken = this.data.formats.map((one) => Number(/^own-(\d+)$/.exec(one.id)?.[1] ?? 0));
      const id = `own-${Math.max(0, ...taken) + 1}`;
      const columns: Format['columns'] = [
        { head: '户名', field: 'holder' },
        { head: '账号', field: 'account' },
        { head: '金额', field: 'amount' },
      ];
      this.setData({ edited: { id, words: '', kind: 'xlsx', columns, remark: '{period}{programme}' }, problem: '', mayDrop: false });
    },
    close() {
      if (!this.data.busy) this.setData({ edited: null });
    },
    typed(event: WechatMiniprogram.Input) {
      const { field } = event.currentTarget.dataset as { field: 'words' | 'remark' };
      this.setData({ [`edited.${field}`]: event.detail.value, problem: '' });
    },
    kind(event: WechatMiniprogram.TouchEvent) {
      this.setData({ 'edited.kind': (event.currentTarget.dataset as { kind: 'xlsx' | 'csv' }).kind });
    },
    head(event: WechatMiniprogram.Input) {
      this.setData({ [`edited.columns[${(event.currentTarget.dataset as { at: number }).at}].head`]: event.detail.value, problem: '' });
    },
    pickField(event: WechatMiniprogram.PickerChange) {
      const { at } = event.currentTarget.dataset as { at: number };
      const field = this.data.fields[Number(event.detail.value)];
      if (field) this.setData({ [`edited.columns[${at}].field`]: field.field });
    },
    up(event: WechatMiniprogram.TouchEvent) {
      const { at } = event.currentTarget.dataset as { at: number };
      const columns = [...(this.data.edited?.columns ?? [])];
      const [moved] = columns.splice(at, 1);
      if (moved && at > 0) columns.splice(at - 1, 0, moved);
      if (at > 0) this.setData({ 'edited.columns': columns });
    },
    drop(event: WechatMiniprogram.TouchEvent) {
      const { at } = event.currentTarget.dataset as { at: number };
      this.setData({ 'edited.columns': (this.data.edited?.columns ?? []).filter((_, i) => i !== at) });
    },
    add() {
      this.setData({ 'edited.columns': [...(this.data.edited?.columns ?? []), { head: '', field: 'empty' }] });
    },
    async dropIt() {
      const { edited, version, busy } = this.data;
      if (busy || !edited) return;
      const { confirm } = await wx.showModal({
        title: `去掉「${edited.words}」？`,
        content: '以后出表就选不到它了；出过的表不变。',
        confirmText: '去掉',
      });
      if (confirm) await this.keep({ version, format: edited, drop: true }, '去掉了');
    },
    async save() {
      const { edited, version, busy } = this.data;
      if (busy || !edited) return;
      if (edited.words.trim() === '' || edited.columns.some(({ head }) => head.trim() === ''))
        return this.setData({ problem: '表的名字和每一栏的表头都要写。' });
      await this.keep({ version, format: edited, drop: false }, '记好了');
    },
    async keep(input: { version: number; format: Format; drop: boolean }, done: string) {
      this.setData({ busy: true, problem: '' });
      try {
        await intend('pay.saveFormat', input);
        this.setData({ edited: null });
        say(done);
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
