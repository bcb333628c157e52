// 材料格式: the county's own Word and Excel layouts. Fetch one, change it, send it back; what does not fit is said at once.

import type { Output } from '@shared/contract/index';
import { beijingDate, dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { chooseFile, saveFile, uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';

type Layout = Output<'layout.list'>['layouts'][number];
interface Row {
  key: string;
  name: string;
  format: Layout['format'];
  line: string;
  own: boolean;
  blanks: string;
}

const rowOf = ({ key, name, format, own, blanks }: Layout): Row => ({
  key,
  name,
  format,
  line: own ? `本县格式，${own.by} ${dayWords(beijingDate(own.at))}换上` : '示例格式',
  own: own !== null,
  blanks: blanks.map((blank) => `{${blank.includes('.') && format === 'word' ? blank.slice(blank.indexOf('.') + 1) : blank}}`).join(' '),
});

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    rows: [] as Row[],
    busy: '',
    /** Whose blanks stand open. */
    opened: '',
    trouble: null as ErrorWords | null,
    troubleAt: '',
  },
  methods: {
    onLoad() {
      return this.load();
    },
    async load() {
      try {
        this.show(await call('layout.list', {}));
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    show({ layouts }: Output<'layout.list'>) {
      this.setData({ state: 'ready', rows: layouts.map(rowOf) });
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    openBlanks(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      this.setData({ opened: this.data.opened === key ? '' : key });
    },
    fetch(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      return this.doing(key, async () => saveFile((await call('layout.fetch', { key })).file));
    },
    replace(event: WechatMiniprogram.TouchEvent) {
      const { key, format } = event.currentTarget.dataset as { key: string; format: Layout['format'] };
      return this.doing(key, async () => {
        const file = await chooseFile([format === 'word' ? 'docx' : 'xlsx']);
        if (!file) return;
        this.show(await intend('layout.replace', { key, fileID: await uploadFile(file) }));
        say('换上了，以后就用这个格式');
      });
    },
    async restore(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      const { confirm } = await wx.showModal({
        title: '换回示例格式？',
        content: '本县的格式不再用，以后出材料用示例格式。',
        confirmText: '换回',
      });
      if (confirm) await this.doing(key, async () => this.show(await intend('layout.restore', { key })));
    },
    async doing(key: string, work: () => Promise<void>) {
      if (this.data.busy !== '') return;
      this.setData({ busy: key, trouble: null, troubleAt: '' });
      try {
        await work();
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({ trouble: { message: [message, ...Object.values(fields)].join('\n'), next }, troubleAt: key });
      } finally {
        this.setData({ busy: '' });
      }
    },
  },
});
