// One change of who belongs here: a death, leaving, coming back, a move of one or of a whole household, another head, closing. What follows is said first.
import type { Output } from '@shared/contract/index';
import { HEAD_RELATIONS } from '@shared/domain/options';
import { GONE_WORDS } from '@shared/domain/words/registry-past';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { runTask, taskWords } from '../../../services/task';
import { headsLike } from '../present/heads';

type Deed = 'die' | 'leave' | 'restore' | 'move' | 'household' | 'head' | 'close';
type Member = Output<'household.sheet'>['sheet']['members'][number];
type Why = 'moved_out' | 'married_out' | 'army' | 'school' | 'prison' | 'entered_by_mistake' | 'other';

const TITLES: Readonly<Record<Deed, string>> = {
  die: '登记去世',
  leave: '登记减少',
  restore: '恢复在册',
  move: '迁到别的户',
  household: '整户迁村',
  head: '换户主',
  close: '销户',
};
/** What a deed brings with it, before it is done. */
const FOLLOWS: Readonly<Record<Deed, string>> = {
  die: '没结束的务工记录会记到那天为止；没办完的补贴还按政策办，钱归家里；替他办事的家里人会收到通知。登错了能恢复。',
  leave: '没结束的务工记录会记到那天为止；以前的记录都留着。登错了能恢复。',
  restore: '回到名单里；因为登记减少而结束的务工记录接着算。',
  move: '没结束的务工记录、家里人代办、没交的申领跟着人走；已经交上去的由原村办完。',
  household: '',
  head: '每个人和新户主的关系都要重新选。',
  close: '只有一口人都不在册了才能销户；以前的记录都留着。',
};
const WHYS: readonly { key: Why; words: string }[] = (
  ['moved_out', 'married_out', 'army', 'school', 'prison', 'entered_by_mistake', 'other'] as const
).map((key) => ({ key, words: GONE_WORDS[key] }));
const RELATIONS = HEAD_RELATIONS.filter((one) => one !== '户主');

Component({
  behaviors: [ownPage],
  data: {
    deed: 'die' as Deed,
    title: '',
    follows: '',
    person: '',
    household: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    today: '',
    who: '',
    version: 0,
    on: '',
    note: '',
    whys: WHYS,
    why: '' as Why | '',
    goes: [] as string[],
    stays: [] as string[],
    /** One's own villages, then those of others, which are asked to take them in. */
    villages: [] as { code: string; name: string; asks: boolean }[],
    village: -1,
    /** One person to a village of others: they say to which household. */
    far: -1,
    asked: [] as { code: string; name: string }[],
    group: '',
    /** Where one person goes: households found by their head. */
    text: '',
    found: [] as { id: string; words: string }[],
    target: '',
    targetWords: '',
    relations: RELATIONS,
    relation: -1,
    members: [] as (Member & { at: number; wrong: string })[],
    head: '',
    wrongs: {} as Record<string, string>,
    trouble: '',
    progress: '',
    busy: false,
  },
  methods: {
    async onLoad(options: { do?: string; person?: string; household?: string }) {
      const deed = (Object.keys(TITLES) as Deed[]).filter((one) => one === options.do)[0] ?? 'die';
      this.setData({
        deed,
        title: TITLES[deed],
        follows: FOLLOWS[deed],
        person: decodeURIComponent(options.person ?? ''),
        household: decodeURIComponent(options.household ?? ''),
      });
      wx.setNavigationBarTitle({ title: TITLES[deed] }).catch(() => undefined);
      await this.load();
    },
    async load() {
      try {
        const me = await ensureMe();
        this.setData({ today: me.today, on: this.data.on === '' ? me.today : this.data.on });
        if (this.data.person !== '') await this.loadPerson();
        else await this.loadHousehold();
        this.setData({ state: 'ready' });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    async loadPerson() {
      const { sheet } = await call('person.sheet', { person: this.data.person });
      this.setData({
        who: `${String(sheet.values.name)}（${sheet.household.headName}家）`,
        version: sheet.version,
        household: sheet.household.id,
      });
      if (this.data.deed === 'move') await this.lookAhead({ household: sheet.household.id, person: sheet.id });
    },
    async loadHousehold() {
      const { sheet } = await call('household.sheet', { household: this.data.household });
      const here = sheet.members.filter(({ status }) => status === 'active');
      this.setData({
        who: `${sheet.headName}家，${here.length} 口人`,
        version: sheet.version,
        members: here.map((one) => ({ ...one, at: RELATIONS.indexOf(one.relation as (typeof RELATIONS)[number]), wrong: '' })),
      });
      if (this.data.deed === 'household') await this.lookAhead({ household: sheet.id });
    },
    async lookAhead(input: { household: string; person?: string }) {
      const { goes, stays, villages, asks } = await call('household.moveLook', input);
      this.setData({
        goes,
        stays,
        asked: asks,
        villages: [
          ...villages.map((one) => ({ ...one, asks: false })),
          ...asks.map((one) => ({ ...one, name: `${one.name}（要那边收下）`, asks: true })),
        ],
      });
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    pickDay(event: WechatMiniprogram.PickerChange) {
      this.setData({ on: String(event.detail.value), 'wrongs.on': '' });
    },
    typed(event: WechatMiniprogram.Input) {
      const { field } = event.currentTarget.dataset as { field: 'note' | 'group' | 'text' };
      this.data[field] = event.detail.value;
    },
    pickWhy(event: WechatMiniprogram.TouchEvent) {
      this.setData({ why: (event.currentTarget.dataset as { key: Why }).key });
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      this.setData({ village: Number(event.detail.value) });
    },
    pickFar(event: WechatMiniprogram.PickerChange) {
      this.setData({ far: Number(event.detail.value), target: '', targetWords: '', found: [] });
    },
    nearAgain() {
      this.setData({ far: -1 });
    },
    /** Whether the other village is asked to take them in. */
    handsOver(): boolean {
      const { deed, villages, village, far } = this.data;
      return (deed === 'household' && villages[village]?.asks === true) || (deed === 'move' && far >= 0);
    },
    pickRelation(event: WechatMiniprogram.PickerChange) {
      this.setData({ relation: Number(event.detail.value), 'wrongs.relation': '' });
    },
    async search() {
      const text = this.data.text.trim();
      if (text === '') return say('先写那一家户主的名字');
      try {
        const found = await headsLike(text, this.data.household);
        this.setData({ found });
        if (found.length === 0) say('没找到这一家');
      } catch (thrown) {
        this.complain(thrown);
      }
    },
    pickTarget(event: WechatMiniprogram.TouchEvent) {
      const { id, words } = event.currentTarget.dataset as { id: string; words: string };
      this.setData({ target: id, targetWords: words, found: [] });
    },
    pickHead(event: WechatMiniprogram.TouchEvent) {
      this.setData({ head: (event.currentTarget.dataset as { id: string }).id });
    },
    pickMember(event: WechatMiniprogram.PickerChange) {
      const { index } = event.currentTarget.dataset as unknown as { index: number };
      this.setData({ [`members[${index}].at`]: Number(event.detail.value), [`members[${index}].wrong`]: '' });
    },
    /** What is not chosen yet, in words; '' when all is. */
    missing(): string {
      const { deed, why, village, target, relation, head, members, far } = this.data;
      if (deed === 'move' && far >= 0) return '';
      if (deed === 'leave' && why === '') return '先选为什么减少。';
      if (deed === 'household' && village < 0) return '先选迁到哪个村。';
      if (deed === 'move' && target === '') return '先找到要去的那一户。';
      if (deed === 'move' && relation < 0) return '先选和那一户户主的关系。';
      if (deed === 'head' && head === '') return '先点谁当户主。';
      if (deed === 'head' && members.some(({ id, at }) => id !== head && at < 0)) return '每个人和新户主的关系都要选。';
      return '';
    },
    async save() {
      if (this.data.busy) return;
      const missing = this.missing();
      if (missing !== '') return this.setData({ trouble: missing });
      const { confirm } = await wx.showModal({
        title: `${this.data.title}？`,
        content: this.handsOver() ? `${this.data.who}。交到那边，收下以前人还在原来的村。` : this.data.who,
        confirmText: '就这么办',
        cancelText: '再看看',
      });
      if (!confirm) return;
      this.setData({ busy: true, trouble: '', wrongs: {} });
      try {
        const needsHead = await this.send();
        say(this.handsOver() ? '交过去了，等那边收下' : '办好了');
        if (needsHead) return this.toHead();
        wx.navigateBack().catch(() => undefined);
      } catch (thrown) {
        this.complain(thrown);
      } finally {
        this.setData({ busy: false, progress: '' });
      }
    },
    /** @returns whether the household has no head afterwards. */
    async send(): Promise<boolean> {
      const { deed, person, household, version, on, why, village, villages, target, relation, head, members } = this.data;
      const note = this.data.note.trim();
      if (this.handsOver()) {
        const to = deed === 'household' ? villages[village]?.code : this.data.asked[this.data.far]?.code;
        await intend('handover.propose', { household, person: deed === 'household' ? null : person, village: to ?? '', on, note });
        return false;
      }
      if (deed === 'die') return (await intend('person.die', { person, version, on, note })).needsHead;
      if (deed === 'leave') return (await intend('person.leave', { person, version, why: why as Why, on, note })).needsHead;
      if (deed === 'restore') await intend('person.restore', { person, version, note });
      if (deed === 'close') await intend('household.close', { household, version, note });
      if (deed === 'move')
        await this.follow(
          (await intend('person.move', { person, version, household: target, relation: RELATIONS[relation] as string, on, note })).task,
        );
      if (deed === 'household')
        await this.follow(
          (
            await intend('household.move', {
              household,
              version,
              village: villages[village]?.code ?? '',
              group: this.data.group.trim(),
              on,
              note,
            })
          ).task,
        );
      if (deed === 'head') {
        const relations = members.filter(({ id }) => id !== head).map(({ id, at }) => ({ person: id, relation: RELATIONS[at] as string }));
        await this.follow((await intend('household.head', { household, version, head, relations })).task);
      }
      return false;
    },
    async follow(task: string | null) {
      if (task !== null) await runTask(task, (at) => void this.setData({ progress: taskWords(at) }));
    },
    toHead() {
      wx.redirectTo({ url: `/packages/registry/change/change?do=head&household=${encodeURIComponent(this.data.household)}` }).catch(
        () => undefined,
      );
    },
    complain(thrown: unknown) {
      const { message, next, fields } = asCallError(thrown);
      this.setData({
        trouble: `${message}${next}`,
        wrongs: fields,
        members: this.data.members.map((one) => ({ ...one, wrong: fields[one.id] ?? '' })),
      });
    },
  },
});
