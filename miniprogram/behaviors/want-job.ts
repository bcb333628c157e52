// 我想去 on the page of one posting: wanted in one tap for whom it is, followed here, asked about after a call; a visitor's wish is kept until
// they are known.
import type { Output } from '@shared/contract/index';
import { END_WORDS, STATUS_SPOKEN } from '@shared/domain/applications';
import { dayWords } from '@shared/domain/dates';
import type { SaidEnd } from '@shared/domain/records';
import { call, wordsOf } from '../services/call';
import { dial, go, say } from '../services/device';
import { intend } from '../services/intent';
import { chosenPerson, ensureMe, knownMe } from '../services/session';
import { dropStore, readStore, writeStore } from '../services/store';

type View = Output<'application.mine'>['items'][number];
type Asking = '' | 'known' | 'called' | 'again' | 'drop';

/** Which posting somebody wanted before they were known here. */
const WANTED = 'wanted-job';
const LIVE: readonly string[] = ['wants', 'asked', 'going', 'taken', 'stayed'];
/** What a resident says of it; the rest is told by the employer to the village. */
const WHYS: readonly SaidEnd[] = [
  'pay',
  'too_far',
  'too_hard',
  'family',
  'ill',
  'other_job',
  'not_as_said',
  'not_taken',
  'filled',
  'other',
];

export interface Wish {
  id: string;
  version: number;
  live: boolean;
  words: string;
  hint: string;
  tone: 'good' | 'wait' | 'calm';
  icon: string;
}

function wishOf({ id, version, status, dueOn, steps, note }: View, today: string): Wish {
  const why = steps[steps.length - 1]?.why ?? '';
  const hints: Record<View['status'], string> = {
    wants: `${dayWords(dueOn, today)}前，村里给您回话。`,
    asked: '村里问过招工的了，去不去您定。',
    going: '走以前有难处，打电话给村里。',
    taken: '干满一个月，村里会问您一声。',
    stayed: '该领的补贴，到「补贴」里看。',
    ended: why === '' ? '' : END_WORDS[why],
  };
  const live = LIVE.includes(status);
  return {
    id,
    version,
    live,
    words: STATUS_SPOKEN[status],
    hint: note || hints[status],
    tone: status === 'ended' ? 'calm' : status === 'taken' || status === 'stayed' ? 'good' : 'wait',
    icon: status === 'ended' ? 'stop' : status === 'taken' || status === 'stayed' ? 'check' : 'clock',
  };
}

export const wantJob = Behavior({
  data: {
    wish: null as Wish | null,
    /** Whose wish it would be; '' = nobody is known here. */
    wisher: '',
    wishNamed: false,
    /** On the main button: 我想去, or with the name where it is not one's own. */
    wantWords: '我想去',
    wishAsking: '' as Asking,
    wishHeading: '',
    wishBusy: false,
    wishProblem: '',
    wishWhys: WHYS.map((why) => ({ why, words: END_WORDS[why] })),
  },
  pageLifetimes: {
    show() {
      const page = this as unknown as { wishLoad(): Promise<void>; data: { id: string } };
      if (page.data.id !== '') void page.wishLoad();
    },
  },
  methods: {
    /** The state for the chosen person; quiet when it cannot be asked: the posting is read all the same. */
    async wishLoad() {
      const { id } = this.data as unknown as { id: string };
      if (knownMe() === null) await ensureMe().catch(() => undefined);
      const person = chosenPerson();
      const several = (knownMe()?.persons.length ?? 0) > 1;
      const named = person !== null && (several || person.as === 'helper');
      this.setData({ wisher: person?.name ?? '', wishNamed: named, wantWords: named ? `${person.name}想去` : '我想去' });
      if (person === null) {
        this.setData({ wish: null });
        return;
      }
      try {
        const { items } = await call('application.mine', { person: person.id, posting: id });
        const found = items[0];
        this.setData({ wish: found ? wishOf(found, knownMe()?.today ?? '') : null });
      } catch {
        return;
      }
      if (readStore<string>(WANTED) === id && this.data.wish?.live !== true) this.wishAsk('again');
      if (readStore<string>(WANTED) === id) dropStore(WANTED);
    },
    wishAsk(asking: Asking) {
      const headings: Record<Asking, string> = {
        '': '',
        known: '先认一次人',
        called: '打过电话了，怎么样？',
        again: '刚才说想去这个活',
        drop: '怎么不去了？',
      };
      this.setData({ wishAsking: asking, wishHeading: headings[asking], wishProblem: '' });
    },
    wishClose() {
      this.setData({ wishAsking: '' });
    },
    async wishWant() {
      const { id, push } = this.data as unknown as { id: string; push?: string };
      if (knownMe() === null) await ensureMe().catch(() => undefined);
      const person = chosenPerson();
      if (person === null) {
        this.wishAsk('known');
        return;
      }
      if (this.data.wishBusy) return;
      this.setData({ wishBusy: true, wishProblem: '' });
      try {
        const { application } = await intend('application.want', { person: person.id, posting: id, ...(push ? { push } : {}) });
        this.setData({ wish: wishOf(application, knownMe()?.today ?? ''), wishAsking: '' });
        say('记上了，村里给您回话');
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        if (this.data.wishAsking === '') say(message);
        this.setData({ wishProblem: `${message}${next}` });
      } finally {
        this.setData({ wishBusy: false });
      }
    },
    /** Kept, so that the wish is there when they come back known. */
    wishBind() {
      writeStore(WANTED, (this.data as unknown as { id: string }).id);
      this.setData({ wishAsking: '' });
      go('/packages/people/bind/bind');
    },
    wishDial(event: WechatMiniprogram.TouchEvent) {
      const { phone } = event.currentTarget.dataset as { phone: string };
      const { id, push } = this.data as unknown as { id: string; push?: string };
      this.setData({ wishAsking: '' });
      // Asked once one is back from the call; closing it answers nothing. A call that was not made asks nothing.
      void dial(phone).then((called) => {
        // Counted for the card, without a name; nobody waits for it.
        if (called && push) void call('push.called', { push, posting: id }).catch(() => undefined);
        if (called && this.data.wisher !== '') this.wishAsk('called');
      });
    },
    wishDrop() {
      this.wishAsk('drop');
    },
    /** After a call: not going. What was never wanted leaves nothing behind. */
    wishNo() {
      if (this.data.wish?.live) this.wishAsk('drop');
      else {
        this.setData({ wishAsking: '' });
        say('好，再看看别的');
      }
    },
    wishUnreached() {
      this.setData({ wishAsking: '' });
      say(this.data.wish?.live ? '好，村里也会替您问' : '换个时间再打；点「想去」，村里替您问');
    },
    async wishWhy(event: WechatMiniprogram.TouchEvent) {
      const { why } = event.currentTarget.dataset as { why: SaidEnd };
      const { wish, wishBusy } = this.data;
      if (!wish || wishBusy) return;
      this.setData({ wishBusy: true, wishProblem: '' });
      try {
        const { application } = await intend('application.drop', { application: wish.id, version: wish.version, why });
        this.setData({ wish: wishOf(application, knownMe()?.today ?? ''), wishAsking: '' });
        say('记下了，再看看别的');
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ wishProblem: `${message}${next}` });
      } finally {
        this.setData({ wishBusy: false });
      }
    },
  },
});
