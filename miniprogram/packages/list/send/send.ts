// 上会: the minutes of the meeting and then the chosen lines, each handed in as a claim of its own; what failed is said line by line.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { dropStore, readStore, writeStore } from '../../../services/store';
import { choosePhotos } from '../../../services/upload';

type Task = Output<'task.drive'>['task'];

interface Sending {
  programme: string;
  period: string;
  village: string;
  persons: string[];
  fen: number;
  heading: string;
  place: string;
}

/** What was typed stays on this phone until it is sent: meetings are long and batteries short. */
const KEPT = 'list:minutes';

Component({
  behaviors: [ownPage],
  data: {
    sending: null as Sending | null,
    sum: '',
    on: '',
    onWords: '',
    today: '',
    place: '',
    chair: '',
    attendees: '',
    decision: '',
    photo: '',
    busy: false,
    trouble: '',
    error: null as ErrorWords | null,
    task: null as Task | null,
    percent: 0,
    filed: 0,
    already: 0,
  },
  methods: {
    async onLoad() {
      const sending = (getApp<{ globalData?: { sending?: Sending } }>().globalData?.sending ?? null) as Sending | null;
      if (sending === null) {
        wx.navigateBack();
        return;
      }
      const me = await ensureMe();
      const kept = readStore<{ place: string; chair: string; attendees: string; decision: string }>(KEPT);
      this.setData({
        sending,
        sum: moneyWords(sending.fen),
        today: me.today,
        on: me.today,
        onWords: dayWords(me.today),
        place: kept?.place ?? '村委会',
        chair: kept?.chair ?? me.staff?.name ?? '',
        attendees: kept?.attendees ?? '',
        decision: kept?.decision ?? `${sending.heading} ${sending.persons.length} 人逐个念过，没有意见，同意上报、贴榜。`,
      });
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { field } = event.currentTarget.dataset as { field: 'place' | 'chair' | 'attendees' | 'decision' };
      this.setData({ [field]: event.detail.value } as never);
      const { place, chair, attendees, decision } = this.data;
      writeStore(KEPT, { place, chair, attendees, decision });
    },
    pickDay(event: WechatMiniprogram.PickerChange) {
      const on = String(event.detail.value);
      this.setData({ on, onWords: dayWords(on) });
    },
    async addPhoto() {
      const { photos, words } = await choosePhotos('minutes', 'camera');
      this.setData({ photo: photos[0]?.path ?? this.data.photo, trouble: words });
    },
    async send() {
      const { sending, on, place, chair, attendees, decision, photo, busy } = this.data;
      if (sending === null || busy) return;
      const present = attendees.split(/[\s、，,；;]+/).filter((name) => name !== '');
      const missing =
        chair.trim() === ''
          ? '谁主持的还没写。'
          : present.length === 0
            ? '谁参加了还没写，名字用顿号隔开。'
            : decision.trim().length < 2
              ? '定了什么还没写。'
              : '';
      if (missing !== '') {
        this.setData({ trouble: missing });
        return;
      }
      this.setData({ busy: true, trouble: '' });
      try {
        const fileID = photo === '' ? null : await uploadFile({ path: photo, name: photo });
        const { programme, period, village, persons } = sending;
        const { task } = await intend('list.send', {
          programme,
          period,
          village,
          persons,
          minutes: { on, place, chair: chair.trim(), attendees: present, decision: decision.trim(), photo: fileID },
        });
        dropStore(KEPT);
        await this.follow(task);
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    /** Each look drives it a step; closed, the cloud goes on by itself. */
    async follow(first: Task) {
      let task = first;
      this.drawTask(task);
      while (task.state === 'running') {
        ({ task } = await call('task.drive', { task: task.id }));
        this.drawTask(task);
      }
    },
    drawTask(task: Task) {
      const all = task.total ?? this.data.sending?.persons.length ?? 0;
      this.setData({
        task,
        percent: all === 0 ? 100 : Math.round(((task.done + task.failed) / all) * 100),
        filed: task.tally.filed ?? 0,
        already: task.tally.already ?? 0,
      });
    },
    back() {
      wx.navigateBack();
    },
  },
});
