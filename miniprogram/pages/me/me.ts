// 我的: who I am here, whose affairs I do, how large the letters are, who runs this and where to complain.
import { ownPage } from '../../behaviors/own-page';
import { tabPage } from '../../behaviors/tab-page';
import { CLIENT_VERSION } from '../../config';
import { benefitRow } from '../../present/assessment';
import { roleWords } from '../../present/role';
import { type Todo, todosOf } from '../../present/todo';
import { call, type ErrorWords, wordsOf } from '../../services/call';
import { go, say } from '../../services/device';
import { choosePerson, chosenPerson, ensureMe, type Me, refreshMe, setElder } from '../../services/session';

interface PersonRow {
  id: string;
  name: string;
  where: string;
  as: string;
  chosen: boolean;
}

Component({
  behaviors: [ownPage, tabPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    staff: null as Me['staff'],
    roles: [] as { key: string; words: string }[],
    persons: [] as PersonRow[],
    /** Whose month's question stands here. */
    whoseId: '',
    whoseName: '您',
    asked: false,
    unread: 0,
    /** The one thing to do now of the chosen person, and how many there are. */
    todo: null as Todo | null,
    todoCount: 0,
    place: null as Me['installation'] | null,
    version: CLIENT_VERSION,
  },
  methods: {
    async onShow() {
      try {
        this.draw(await ensureMe());
        await Promise.all([this.lookForAsking(), this.lookForNotices(), this.lookForTodos()]);
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    async onPullDownRefresh() {
      await this.refresh();
      wx.stopPullDownRefresh();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.refresh();
    },
    async refresh() {
      try {
        this.draw(await refreshMe());
      } catch (thrown) {
        if (this.data.state !== 'ready') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(`${wordsOf(thrown).message}，看到的是刚才的`);
      }
    },
    draw(me: Me) {
      const person = chosenPerson();
      const chosen = person?.id;
      this.setData({
        state: 'ready',
        whoseId: chosen ?? '',
        whoseName: person?.as === 'helper' ? person.name : '您',
        staff: me.staff,
        roles: me.roles.map((one) => ({ key: `${one.role}:${one.code}`, words: `${one.placeName} · ${roleWords(one.role)}` })),
        persons: me.persons.map((one) => ({
          id: one.id,
          name: one.name,
          where: one.villageName,
          as: one.as === 'self' ? '我自己' : '替家里人办',
          chosen: one.id === chosen,
        })),
        place: me.installation,
      });
    },
    async pick(event: WechatMiniprogram.TouchEvent) {
      choosePerson((event.currentTarget.dataset as { id: string }).id);
      this.draw(await ensureMe());
      await this.lookForTodos();
    },
    /** 您有 n 件事要办. Without an answer the page stands as it is. */
    async lookForTodos() {
      const person = chosenPerson();
      if (person === null) return;
      try {
        const { results, earlier } = await call('assess.me', { person: person.id });
        if (person.id !== chosenPerson()?.id) return;
        const todos = todosOf(person.id, [...results, ...earlier].map(benefitRow));
        this.setData({ todo: todos[0] ?? null, todoCount: todos.length });
      } catch {
        this.setData({ todo: null, todoCount: 0 });
      }
    },
    openTodo() {
      if (this.data.todo) go(this.data.todo.url);
    },
    elderChanged(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
      setElder(event.detail.value);
    },
    /** Somebody who asks to help waits for a word; not worth a failure of the page. */
    async lookForAsking() {
      if (this.data.persons.length === 0) return;
      try {
        const { bonds } = await call('bond.mine', {});
        this.setData({ asked: bonds.some((bond) => bond.can.includes('confirm') && bond.status === 'asked') });
      } catch {
        // The page of the family says it.
      }
    },
    /** What is unread is a mark beside a word, and not worth a failure either. */
    async lookForNotices() {
      try {
        const { unread } = await call('notice.mine', { limit: 1 });
        this.setData({ unread });
      } catch {
        // The list itself says what is new.
      }
    },
    openNotices() {
      go('/packages/told/notices/notices');
    },
    openWishes() {
      go('/packages/apply/mine/mine');
    },
    openMoney() {
      go('/packages/told/money/money');
    },
    complain() {
      go('/packages/people/complain/complain');
    },
    openOffer() {
      go('/packages/jobs/offer/offer');
    },
    openAbout() {
      go('/packages/people/about/about');
    },
    openFamily() {
      go('/packages/people/family/family');
    },
    openCard() {
      go('/packages/people/card/card');
    },
    toBind() {
      go('/packages/people/bind/bind');
    },
    openClaims() {
      go('/pages/claims/claims');
    },
  },
});
