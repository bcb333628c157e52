// The short list of somebody of one's places, in official words: for the door, the call, the second job.
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { dial, go, say } from '../../../services/device';
import { ensureMe } from '../../../services/session';
import { type MatchItem, matchItem } from '../present/match';

const DIALLERS: readonly string[] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    person: '',
    name: '',
    line: '',
    call: '' as 'own' | 'contact' | '',
    dials: false,
    items: [] as MatchItem[],
    others: [] as MatchItem[],
    lacks: '',
    showsOthers: false,
  },
  methods: {
    onLoad(query: { person?: string }) {
      this.setData({ person: decodeURIComponent(query.person ?? '') });
      return this.load();
    },
    async load() {
      try {
        const [me, list] = await Promise.all([ensureMe(), call('match.person', { person: this.data.person })]);
        const { person, items, others, lacks, today } = list;
        this.setData({
          state: 'ready',
          name: person.name,
          line: [person.villageName, person.stands].filter((part) => part !== '').join(' · '),
          call: person.call,
          dials: me.roles.some(({ role }) => DIALLERS.includes(role)),
          items: items.map((one) => matchItem(one, today)),
          others: others.map((one) => matchItem(one, today)),
          lacks: lacks.join('、'),
        });
      } catch (thrown) {
        if (this.data.state === 'ready') say(`${wordsOf(thrown).message}，看到的是刚才的`);
        else this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    turnOthers() {
      this.setData({ showsOthers: !this.data.showsOthers });
    },
    async dialPerson() {
      const { person, call: whose } = this.data;
      if (whose === '') return;
      try {
        dial((await call('person.phone', { person, whose, why: '说说适合他的岗位' })).phone);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      }
    },
    openPerson() {
      go(`/packages/registry/person/person?id=${encodeURIComponent(this.data.person)}`);
    },
    open(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      go(`/pages/job/job?id=${encodeURIComponent(event.detail.id)}`);
    },
  },
});
