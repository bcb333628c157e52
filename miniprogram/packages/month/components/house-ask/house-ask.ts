// The question a call ends with: everybody of the household at once, how it is known, one button. What is tapped is kept until it is sent.
import type { Input } from '@shared/contract/index';
import { keepAnswer } from '../../../../services/answers';
import { dial, go, say } from '../../../../services/device';
import { dropAsking, keepAsking, keptAsking } from '../../lib/asking';
import { allSameWords, awayPick, CHOICES, emptyPick, type How, type Pick, saidOf, unchanged } from '../../present/ask';
import type { House } from '../../present/household';

const HOWS: readonly { how: How; words: string }[] = [
  { how: 'phone', words: '电话' },
  { how: 'family', words: '家里人说' },
  { how: 'met', words: '见面' },
  { how: 'group', words: '群里说' },
];
type Props = { house: House | null; village: string; month: string; today: string; first: How };

Component({
  properties: {
    /** A House, or null. */
    house: { type: Object, value: {} },
    /** How it would be known unless said otherwise: phone after a call. */
    first: { type: String, value: 'met' },
    /** {phone, words}: whom else one may ring. */
    others: { type: Array, value: [] },
    village: { type: String, value: '' },
    month: { type: String, value: '' },
    today: { type: String, value: '' },
    /** At a desk: the answers carry the keys that choose them. */
    numbered: { type: Boolean, value: false },
  },
  data: { hows: HOWS, how: 'met' as How, picks: {} as Record<string, Pick>, allSame: '', problem: '' },
  observers: {
    house() {
      this.begin();
    },
  },
  methods: {
    openMatch(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      go(`/packages/match/person/person?person=${encodeURIComponent(id)}`);
    },
    props(): Props {
      return this.data as unknown as Props;
    },
    begin() {
      const { house, first, today } = this.props();
      if (!house?.household) return;
      const kept = keptAsking();
      const again = kept?.household === house.household ? kept : null;
      const left = house.members.filter(({ cleared }) => !cleared);
      const picks = again?.picks ?? {};
      const allSame = house.open && Object.keys(picks).length === 0 ? allSameWords(left, today) : '';
      this.setData({ how: again?.how ?? first, picks, problem: '', allSame });
      this.keep();
    },
    keep() {
      const { house, village } = this.props();
      const { how, picks } = this.data;
      if (house) keepAsking({ village, household: house.household, how, picks });
    },
    pickHow(event: WechatMiniprogram.TouchEvent) {
      this.setData({ how: (event.currentTarget.dataset as { how: How }).how });
      this.keep();
    },
    picked(event: WechatMiniprogram.CustomEvent<{ id: string; pick: Pick }>) {
      const { id, pick } = event.detail;
      this.setData({ picks: { ...this.data.picks, [id]: pick }, allSame: '', problem: '' });
      this.keep();
    },
    everybody(tap: 'same' | 'carried') {
      const { house, today } = this.props();
      const left = (house?.members ?? []).filter(({ cleared }) => !cleared);
      this.send(Object.fromEntries(left.map((one) => [one.id, tap === 'same' ? unchanged(one, today) : { ...emptyPick(today), tap }])));
    },
    /** Whether a place or an employer is typed: then a key is a letter. */
    engaged(): boolean {
      return Object.values(this.data.picks).some(({ tap }) => tap === 'moved');
    },
    answered(): boolean {
      return Object.values(this.data.picks).some(({ tap }) => tap !== '');
    },
    /** The n-th answer (from 1), of everybody at once where one tap says it, else of the first who has none. */
    choose(n: number) {
      const { house, today } = this.props();
      if (n === 1 && this.data.allSame !== '') {
        this.everybodySame();
        return;
      }
      const next = (house?.members ?? []).find(({ id, cleared }) => !cleared && (this.data.picks[id]?.tap ?? '') === '');
      const choice = next && CHOICES[next.standing][n - 1];
      if (!next || !choice) return;
      const pick = next.standing === 'away' && choice.tap === 'back' ? awayPick(next, today) : { ...emptyPick(today), tap: choice.tap };
      this.picked({ detail: { id: next.id, pick } } as WechatMiniprogram.CustomEvent<{ id: string; pick: Pick }>);
    },
    everybodySame() {
      this.everybody('same');
    },
    /** 沿用上月: nobody was asked, and it says so. */
    async carry() {
      const { confirm } = await wx.showModal({
        title: '这个月先沿用',
        content: '没问到人，按上个月的算，不算核过，下个月先问这一家。',
        confirmText: '先沿用',
      });
      if (confirm) this.everybody('carried');
    },
    record() {
      this.send(this.data.picks);
    },
    send(picks: Record<string, Pick>) {
      const { house, month, today } = this.props();
      if (!house) return;
      const answers: Input<'month.answer'>['answers'] = [];
      for (const member of house.members) {
        const pick = picks[member.id];
        if (!pick || pick.tap === '') continue;
        const result = saidOf(pick, today);
        if ('missing' in result) {
          this.setData({ problem: `${member.name}：${result.missing}` });
          return;
        }
        const trouble = pick.trouble === '' ? {} : { trouble: { kind: pick.trouble } };
        answers.push({ check: member.id, seen: member.version, said: result.said, how: this.data.how, ...trouble });
      }
      if (answers.length === 0) {
        this.setData({ problem: '一个人都还没选' });
        return;
      }
      if (!keepAnswer({ month, household: house.household, answers }, `${house.group}${house.heading}`)) {
        this.setData({ problem: '手机存满了，没记上。清一清再试。' });
        return;
      }
      dropAsking();
      say('记好了');
      this.triggerEvent('done');
    },
    ringOther(event: WechatMiniprogram.TouchEvent) {
      dial((event.currentTarget.dataset as { phone: string }).phone);
    },
  },
});
