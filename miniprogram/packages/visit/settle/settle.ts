// 一次办齐: what this household can settle before the door is shut, what was promised, what waits for later; then the door is shut.

import { addDays } from '@shared/domain/dates';
import { atDoor, forLater } from '@shared/domain/door-checks';
import type { Relation } from '@shared/domain/people-records';
import { type SettleItem, settledWords, settleItems } from '@shared/domain/settle';
import { type Filled, questionOf } from '@shared/domain/survey';
import { answerField, dropPhoto } from '@shared/domain/sync/draft';
import type { HouseholdOnPhone } from '@shared/domain/sync/on-phone';
import type { VisitPhoto } from '@shared/domain/sync/visit';
import { tableOf } from '@shared/domain/tables';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call } from '../../../services/call';
import { say } from '../../../services/device';
import { keepCopy, removeCopy } from '../../../services/drafts';
import { knownMe } from '../../../services/session';
import { choosePhotos } from '../../../services/upload';
import { afterVisit, type DoorDraft, keepDraft, readDraft, shut } from '../../../services/visit/drafts';
import { hand, sendWaiting, todayHere } from '../../../services/visit/sending';
import { householdHere, keepHousehold } from '../../../services/visit/village';
import { DO_WORDS, helped, invited, noted, QUESTIONS, signed, spoken, stateOf } from './doing';
import { membering, memberRows } from './members';
import { promising } from './promising';

interface Pad {
  file(): Promise<string | null>;
  clear(): void;
}
const PROMISE_DAYS = 7;
const RECORD_MS = 30_000;

Component({
  behaviors: [ownPage, membering, promising],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'gone',
    village: '',
    household: '',
    title: '',
    today: '',
    items: [] as { key: string; kind: string; name: string; words: string; hint: string; state: string; act: string }[],
    left: 0,
    /** What became of what was signed before. */
    agreed: [] as string[],
    later: [] as string[],
    stops: [] as string[],
    photos: [] as { id: string; path: string }[],
    trouble: '',
    busy: false,
    signing: null as SettleItem | null,
    /** Whose helper is being written down. */
    helping: null as SettleItem | null,
    /** The row a sentence is being recorded for. */
    recording: '',
    drawn: false,
    asking: null as { item: SettleItem; key: string } | null,
    filled: {} as Record<string, unknown>,
    askTrouble: '',
    code: null as { name: string; picture: string } | null,
  },
  methods: {
    onLoad(query: { village?: string; household?: string }) {
      const today = todayHere();
      this.setData({
        village: query.village ?? '',
        household: decodeURIComponent(query.household ?? ''),
        today,
        dueOn: addDays(today, PROMISE_DAYS),
      });
    },
    onShow() {
      this.draw();
    },
    both(): { household: HouseholdOnPhone; draft: DoorDraft } | null {
      const household = householdHere(this.data.village, this.data.household);
      const draft = readDraft(this.data.household);
      return household && draft?.state === 'open' ? { household, draft } : null;
    },
    keep(change: (draft: DoorDraft) => DoorDraft) {
      const both = this.both();
      if (!both) return;
      if (!keepDraft(change(both.draft))) this.setData({ trouble: '手机满了，刚才这一下没存住。删掉些照片，再点一次。' });
      this.draw();
    },
    draw() {
      const both = this.both();
      if (!both) {
        this.setData({ state: 'gone' });
        return;
      }
      const { household, draft } = both;
      const items = settleItems(household).map((item) => ({ ...item, state: stateOf(item, draft), act: DO_WORDS[item.kind] }));
      this.setData({
        state: 'ready',
        title: `${household.headName}家`,
        items: items.map(({ key, kind, name, words, hint, state, act }) => ({ key, kind, name, words, hint, state, act })),
        members: memberRows(draft, household),
        people: household.persons.map(({ id, name }) => ({ id, name })),
        agreed: household.persons.flatMap(({ name, agreed = [] }) => agreed.map((words) => `${name}：${words}`)),
        left: items.filter(({ state }) => state === '').length,
        promises: draft.promises.map(({ words, dueOn }) => ({ words, dueOn })),
        later: forLater(draft, household),
        stops: atDoor(draft, household),
        // What was signed stays with what it was signed for.
        photos: draft.photos
          .filter(({ kind }) => kind === 'card' || kind === 'house')
          .map(({ id }) => ({ id, path: draft.paths[id] ?? '' })),
      });
    },
    itemOf(key: string): SettleItem | null {
      const both = this.both();
      return both ? (settleItems(both.household).find((item) => item.key === key) ?? null) : null;
    },
    doIt(event: WechatMiniprogram.TouchEvent) {
      const item = this.itemOf((event.currentTarget.dataset as { key: string }).key);
      if (!item) return undefined;
      this.setData({ trouble: '' });
      const question = QUESTIONS[item.kind];
      if (question !== undefined) {
        this.setData({ filled: {}, askTrouble: '', asking: { item, key: question } });
        return undefined;
      }
      if (item.kind === 'line') {
        this.setData({ signing: item, drawn: false });
        return undefined;
      }
      return item.kind === 'proxy' ? this.proxy(item) : this.makeKnown(item);
    },
    async proxy(item: SettleItem) {
      const [photo] = await this.take('proxy', item.person);
      if (!photo) return;
      this.keep((draft) => helped(draft, item, 'paper', photo.id));
    },
    /** One tap begins, the next ends. */
    voice(event: WechatMiniprogram.TouchEvent) {
      const item = this.itemOf((event.currentTarget.dataset as { key: string }).key);
      if (!item) return;
      const manager = wx.getRecorderManager();
      if (this.data.recording !== '') {
        manager.stop();
        return;
      }
      manager.onStop(async ({ tempFilePath }) => {
        this.setData({ recording: '' });
        const kept = await keepCopy(tempFilePath);
        this.keep((draft) => spoken(draft, item, kept));
      });
      manager.onError(() => this.setData({ recording: '', trouble: '没录上。到手机设置里让微信用话筒，或者签在纸上拍下来。' }));
      manager.start({ duration: RECORD_MS, format: 'mp3' });
      this.setData({ recording: item.key, trouble: '' });
    },
    /** With signal the code is shown at once; without, it becomes a promise. */
    async makeKnown(item: SettleItem) {
      this.setData({ busy: true });
      try {
        const { name, picture } = await call('bond.issue', { person: item.person });
        this.setData({ code: { name, picture } });
        this.keep((draft) => ({ ...draft, done: [...draft.done, item.key] }));
      } catch (thrown) {
        const error = asCallError(thrown);
        if (!error.passing) {
          this.setData({ trouble: `${error.message}${error.next}` });
          return;
        }
        const dueOn = addDays(this.data.today, PROMISE_DAYS);
        this.keep((draft) => noted(draft, item, `给${item.name}发认人码`, dueOn));
        say('现在没信号，记在「答应办的」里了');
      } finally {
        this.setData({ busy: false });
      }
    },
    closeCode() {
      this.setData({ code: null });
    },
    drawnOn(event: WechatMiniprogram.CustomEvent<{ drawn: boolean }>) {
      this.setData({ drawn: event.detail.drawn });
    },
    closeSigning() {
      this.setData({ signing: null });
    },
    async sign() {
      const item = this.data.signing;
      if (!item?.line) return;
      const path = await (this.selectComponent('#signature') as unknown as Pad).file();
      if (path === null) {
        this.setData({ trouble: '还没签名。' });
        return;
      }
      const kept = await keepCopy(path);
      this.setData({ signing: null, trouble: '' });
      this.keep((draft) => signed(draft, item, kept, new Date().toISOString()));
    },
    helpAsk(event: WechatMiniprogram.TouchEvent) {
      this.setData({ helping: this.itemOf((event.currentTarget.dataset as { key: string }).key), trouble: '' });
    },
    closeHelping() {
      this.setData({ helping: null });
    },
    async helpAgreed(event: WechatMiniprogram.CustomEvent<{ name: string; relation: Relation; phone: string; path: string }>) {
      const { helping } = this.data;
      if (!helping) return;
      const { path, ...helper } = event.detail;
      const kept = await keepCopy(path);
      this.setData({ helping: null });
      this.keep((draft) => invited(draft, helping, helper, kept, new Date().toISOString()));
    },
    closeAsking() {
      this.setData({ asking: null });
    },
    answer(event: WechatMiniprogram.CustomEvent<{ filled: Filled }>) {
      const { asking, today } = this.data;
      const both = this.both();
      const question = questionOf(asking?.key ?? '');
      const person = both?.household.persons.find(({ id }) => id === asking?.item.person);
      if (!asking || !question || !person) return;
      const askTrouble = question.problem(event.detail.filled, today);
      if (askTrouble !== null) {
        this.setData({ askTrouble });
        return;
      }
      this.setData({ asking: null });
      const edit = {
        collection: 'persons' as const,
        record: person.id,
        field: question.field,
        seen: person.version,
        base: person.values[question.field] ?? null,
        value: question.compose(event.detail.filled, today),
        at: new Date().toISOString(),
      };
      this.keep((draft) => ({ ...draft, ...answerField(draft, edit, question.key) }));
    },
    async take(kind: VisitPhoto['kind'], person: string | null): Promise<VisitPhoto[]> {
      const { photos, words } = await choosePhotos(kind, 'camera');
      if (words !== '') this.setData({ trouble: words });
      const taken = photos.map(({ key, path }) => ({ photo: { id: key, kind, person } as VisitPhoto, path }));
      const paths = tableOf(taken.map(({ photo, path }) => [photo.id, path]));
      this.keep((draft) => ({
        ...draft,
        photos: [...draft.photos, ...taken.map(({ photo }) => photo)],
        paths: { ...draft.paths, ...paths },
      }));
      return taken.map(({ photo }) => photo);
    },
    photo() {
      return this.take('house', null);
    },
    cardPhoto(event: WechatMiniprogram.TouchEvent) {
      const item = this.itemOf((event.currentTarget.dataset as { key: string }).key);
      return item ? this.take('card', item.person) : undefined;
    },
    dropPhoto(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const path = this.both()?.draft.paths[id];
      this.keep((draft) => ({ ...draft, ...dropPhoto(draft, id) }));
      if (path) removeCopy(path);
    },
    finish() {
      const both = this.both();
      if (!both || this.data.busy) return;
      const { household, draft } = both;
      // What was typed and not put down is put down: nobody taps twice at a door.
      if (this.data.promise.trim().length >= 2) {
        this.promiseIt();
        this.finish();
        return;
      }
      const stops = atDoor(draft, household);
      if (stops.length > 0) {
        this.setData({ stops, trouble: stops[0] ?? '' });
        return;
      }
      const settled = [...settledWords(household, draft), ...memberRows(draft, household)];
      const ready = shut(draft, new Date().toISOString(), forLater(draft, household), settled);
      if (!keepDraft(ready) || !hand(ready)) {
        this.setData({ trouble: '手机满了，存不下这一次。删掉些照片，再点一次；填的都在。' });
        return;
      }
      keepHousehold(this.data.village, afterVisit(household, ready, knownMe()?.staff?.name ?? ''));
      sendWaiting().catch(() => undefined);
      wx.redirectTo({ url: `/packages/visit/card/card?village=${this.data.village}&visit=${encodeURIComponent(ready.id)}` }).catch(
        () => undefined,
      );
    },
  },
});
