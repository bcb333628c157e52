// The bank gave paper: photograph it, mark who came back and why; everybody else went in.
import { FAILURE_WORDS } from '@shared/domain/words/paying';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { runTask, taskWords } from '../../../services/task';
import { choosePhotos } from '../../../services/upload';
import { type MemberRow, memberRow } from '../present/rows';

type Reason = keyof typeof FAILURE_WORDS;
type Line = MemberRow & { reason: Reason | '' };
const REASONS = (Object.keys(FAILURE_WORDS) as Reason[]).map((code) => ({ code, words: FAILURE_WORDS[code].official }));

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    today: '',
    on: '',
    text: '',
    lines: [] as Line[],
    /** Positions that fit what is looked for. */
    shown: [] as number[],
    photo: '',
    reasons: REASONS,
    back: 0,
    busy: false,
    progress: '',
    problem: '',
  },
  methods: {
    async onLoad(query: { id?: string }) {
      const id = decodeURIComponent(query.id ?? '');
      this.setData({ id });
      await this.load();
    },
    async load() {
      try {
        const { today } = await ensureMe();
        const lines: Line[] = [];
        for (let cursor: string | undefined; ; ) {
          const page = await call('pay.members', { batch: this.data.id, status: 'listed', cursor, limit: 50 });
          lines.push(...page.items.map((row) => ({ ...memberRow(row), reason: '' as const })));
          if (page.next === null) break;
          cursor = page.next;
        }
        this.setData({ state: 'ready', today, on: today, lines, shown: lines.map((_, i) => i).slice(0, 100) });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    look(event: WechatMiniprogram.Input) {
      const text = event.detail.value.trim();
      const fits = (line: Line) => text === '' || line.name.includes(text) || line.card.includes(text) || line.villageName.includes(text);
      this.setData({ text, shown: this.data.lines.flatMap((line, i) => (fits(line) ? [i] : [])).slice(0, 100) });
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { at, code } = event.currentTarget.dataset as { at: number; code: Reason };
      const reason = this.data.lines[at]?.reason === code ? '' : code;
      this.setData({ [`lines[${at}].reason`]: reason, problem: '' });
      this.setData({ back: this.data.lines.filter((line) => line.reason !== '').length });
    },
    dated(event: WechatMiniprogram.PickerChange) {
      this.setData({ on: String(event.detail.value) });
    },
    async photograph() {
      const { photos, words } = await choosePhotos('bank_sheet', 'camera');
      if (words !== '') say(words);
      const path = photos[0]?.path;
      if (path !== undefined) this.setData({ photo: path, problem: '' });
    },
    async save() {
      const { id, on, lines, photo, busy } = this.data;
      if (busy) return;
      if (photo === '') return this.setData({ problem: '先拍银行的单子，以后查起来有凭据。' });
      this.setData({ busy: true, problem: '' });
      try {
        const fileID = await uploadFile({ path: photo, name: photo });
        const failed = lines.flatMap(({ id: payment, reason }) => (reason === '' ? [] : [{ payment, outcome: 'failed' as const, reason }]));
        const said = await intend('pay.typed', { batch: id, photo: fileID, on, lines: failed, rest: 'paid' });
        if (said.task !== null)
          await runTask(said.task, (now) => {
            this.setData({ progress: taskWords(now) });
            return true;
          });
        say(`登好了：成功 ${said.paid}，退回 ${said.failed}`);
        wx.navigateBack();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false, progress: '' });
      }
    },
  },
});
