// 本人怎么同意的: signed paper (a photo), a recorded sentence (a sound file), or a call (who was asked, what was said).
import { asCallError } from '../../../../services/call';
import { chooseFile, uploadFile } from '../../../../services/files';
import { intend } from '../../../../services/intent';
import { choosePhotos } from '../../../../services/upload';

type How = 'call' | 'paper' | 'voice';
const HOWS: { how: How; words: string }[] = [
  { how: 'call', words: '打电话问过' },
  { how: 'paper', words: '签了字' },
  { how: 'voice', words: '录了一句话' },
];
const SOUNDS = ['mp3', 'm4a', 'aac', 'amr', 'wav'];
/** A sentence, not a speech. */
const RECORD_MS = 60_000;

Component({
  properties: {
    /** '' = closed. */
    bond: { type: String, value: '' },
    who: { type: String, value: '' },
    today: { type: String, value: '' },
  },
  data: {
    hows: HOWS,
    how: 'call' as How,
    note: '',
    on: '',
    file: null as { path: string; name: string } | null,
    recording: false,
    problem: '',
    busy: false,
  },
  observers: {
    bond(bond: string) {
      if (bond !== '') this.setData({ how: 'call', note: '', on: this.data.today, file: null, recording: false, problem: '' });
    },
  },
  methods: {
    pick(event: WechatMiniprogram.TouchEvent) {
      this.setData({ how: (event.currentTarget.dataset as { how: How }).how, file: null, problem: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ note: event.detail.value, problem: '' });
    },
    dated(event: WechatMiniprogram.PickerChange) {
      this.setData({ on: String(event.detail.value) });
    },
    async photo() {
      const { photos, words } = await choosePhotos('consent', 'camera');
      const path = photos[0]?.path;
      this.setData({ file: path === undefined ? this.data.file : { path, name: path }, problem: words });
    },
    /** One tap begins, the next ends: nobody holds a button and a telephone at once. */
    record() {
      const manager = wx.getRecorderManager();
      if (this.data.recording) return manager.stop();
      manager.onStop(({ tempFilePath }) => this.setData({ recording: false, file: { path: tempFilePath, name: tempFilePath } }));
      manager.onError(() => this.setData({ recording: false, problem: '没录上。到手机设置里让微信用话筒，或者从聊天里选一段。' }));
      manager.start({ duration: RECORD_MS, format: 'mp3' });
      this.setData({ recording: true, problem: '' });
    },
    async fromChat() {
      try {
        const file = await chooseFile(SOUNDS);
        if (file) this.setData({ file, problem: '' });
      } catch (thrown) {
        this.setData({ problem: asCallError(thrown).message });
      }
    },
    close() {
      this.triggerEvent('close');
    },
    async save() {
      const { bond, how, note, on, file, busy } = this.data;
      if (busy) return;
      if (how === 'call' && note.trim().length < 4) return this.setData({ problem: '写清打给谁、他怎么说的。' });
      if (how !== 'call' && !file) return this.setData({ problem: how === 'paper' ? '拍一张签了字的委托书。' : '录一句本人说的话。' });
      this.setData({ busy: true, problem: '' });
      try {
        const fileID = how !== 'call' && file ? await uploadFile(file) : undefined;
        await intend('bond.record', { bond, how, on, note: note.trim(), ...(fileID === undefined ? {} : { fileID }) });
        this.triggerEvent('done');
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
