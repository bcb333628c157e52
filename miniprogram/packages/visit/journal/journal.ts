// The day's 工作日志 and 走访记录, drafted from today's visits: those the cloud has and those still on the phone. To copy, or as a Word file.
import type { Output } from '@shared/contract/index';
import { addDays, dayWords } from '@shared/domain/dates';
import { fieldOf } from '@shared/domain/sync/fields';
import { type JournalVisit, journalWords, visitRecordWords } from '@shared/domain/sync/journal';
import type { Visit } from '@shared/domain/sync/visit';
import { workDeedWords } from '@shared/domain/sync/words';
import { ownPage } from '../../../behaviors/own-page';
import { call, wordsOf } from '../../../services/call';
import { saveFile } from '../../../services/files';
import { knownMe } from '../../../services/session';
import { queueHere, todayHere } from '../../../services/visit/sending';
import { villageOnPhone } from '../../../services/visit/village';

type Shown = JournalVisit & { id: string; here: boolean };

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'empty',
    on: '',
    today: '',
    onWords: '',
    text: '',
    visits: [] as { id: string; head: string; words: string; here: boolean }[],
    note: '',
    busy: false,
    trouble: '',
  },
  methods: {
    onLoad() {
      const today = todayHere();
      this.setData({ today, on: today });
      return this.load();
    },
    /** Visits that wait on this phone. */
    waiting(): Shown[] {
      return queueHere().flatMap(({ kind, state, input }) => {
        const visit = input.visit as Visit | undefined;
        if (kind !== 'visit' || state === 'done' || !visit || visit.on !== this.data.on) return [];
        const household = villageOnPhone(String(input.village))?.households[visit.household]?.household;
        const nameOf = (id: string) => household?.persons.find((one) => one.id === id)?.name ?? '';
        return [
          {
            ...visit,
            headName: household?.headName ?? '',
            group: household?.group ?? '',
            changes: [
              ...visit.edits.map(({ collection, record, field, value }) => ({
                name: nameOf(record),
                label: fieldOf(collection, field)?.label ?? '',
                is: fieldOf(collection, field)?.words(value) ?? '',
              })),
              ...visit.works
                .filter(({ move }) => move.kind !== 'same')
                .map(({ person, move }) => ({ name: nameOf(person), label: '务工', is: workDeedWords(move) })),
            ],
            here: true,
          },
        ];
      });
    },
    async load() {
      const { on, today } = this.data;
      let sent: Output<'visit.list'>['items'] = [];
      let note = '';
      try {
        sent = (await call('visit.list', { mine: true, on })).items;
      } catch (thrown) {
        note = `${wordsOf(thrown).message}，只有还在手机里的；传上去的等有信号再看。`;
      }
      const known = new Set(sent.map(({ id }) => id));
      const all: Shown[] = [...sent.map((visit) => ({ ...visit, here: false })), ...this.waiting().filter(({ id }) => !known.has(id))];
      this.setData({
        state: all.length === 0 ? 'empty' : 'ready',
        onWords: dayWords(on, today),
        note,
        text: journalWords(on, knownMe()?.staff?.name ?? '', all),
        visits: all.map((visit) => ({
          id: visit.id,
          head: `${visit.group}${visit.headName}家`,
          words: visitRecordWords(visit),
          here: visit.here,
        })),
      });
    },
    move(event: WechatMiniprogram.TouchEvent) {
      const { days } = event.currentTarget.dataset as { days: string };
      const on = addDays(this.data.on, Number(days));
      if (on > this.data.today) return undefined;
      this.setData({ on, state: 'loading', trouble: '' });
      return this.load();
    },
    copyAll() {
      wx.setClipboardData({ data: this.data.text }).catch(() => undefined);
    },
    copyOne(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const found = this.data.visits.find((one) => one.id === id);
      if (found) wx.setClipboardData({ data: found.words }).catch(() => undefined);
    },
    async word() {
      if (this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        const { file } = await call('visit.papers', { on: this.data.on, reason: '存档' });
        await saveFile(file);
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
