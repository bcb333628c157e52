// One of the staff: roles and terms, stand-ins, declared relatives and the trail; changed by an administrator, relatives declared by oneself too.

import type { Input, Output } from '@shared/contract/index';
import { addDays } from '@shared/domain/dates';
import { fitsRole } from '@shared/domain/role-levels';
import { ownPage } from '../../../behaviors/own-page';
import { ROLE_CHOICES, type StaffRow, staffRow } from '../../../present/staff';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';

type Changing = 'staff.grant' | 'staff.term' | 'staff.revoke' | 'staff.standIn' | 'staff.endStandIn' | 'staff.relatives';
interface Place {
  code: string;
  name: string;
  level: 'county' | 'town' | 'village';
}

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    today: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    staff: null as StaffRow | null,
    version: 0,
    canManage: false,
    canDeclare: false,
    history: [] as { key: number; when: string; words: string; by: string }[],
    /** '' = no sheet open. */
    sheet: '' as '' | 'grant' | 'standIn' | 'relative',
    roles: ROLE_CHOICES,
    role: 0,
    /** All places one administers, and those where the chosen role serves. */
    all: [] as Place[],
    places: [] as Place[],
    place: 0,
    colleagues: [] as { id: string; name: string }[],
    colleague: 0,
    from: '',
    until: '',
    text: '',
    found: [] as Output<'person.search'>['items'],
    trouble: '',
    busy: false,
  },
  methods: {
    async onLoad(options: { id?: string }) {
      this.setData({ id: decodeURIComponent(options.id ?? '') });
      await this.load();
    },
    async load() {
      try {
        const [me, answer, list] = await Promise.all([ensureMe(), call('staff.one', { staff: this.data.id }), call('staff.list', {})]);
        this.setData({
          state: 'ready',
          today: me.today,
          staff: staffRow(answer.staff, me.today),
          version: answer.staff.version,
          canManage: answer.canManage,
          canDeclare: answer.canDeclare,
          all: list.places,
          colleagues: list.items
            .filter(({ id }) => id !== this.data.id)
            .map(({ id, name, title }) => ({ id, name: `${name}（${title}）` })),
          history: answer.history.map(({ at, by, words }, key) => ({ key, when: at.slice(0, 10), words, by })),
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    openSheet(event: WechatMiniprogram.TouchEvent) {
      const { sheet } = event.currentTarget.dataset as { sheet: 'grant' | 'standIn' | 'relative' };
      const { today } = this.data;
      this.fit();
      this.setData({ sheet, trouble: '', text: '', found: [], from: today, until: sheet === 'standIn' ? addDays(today, 6) : '' });
    },
    closeSheet() {
      this.setData({ sheet: '' });
    },
    picked(event: WechatMiniprogram.PickerChange) {
      const { field } = event.currentTarget.dataset as { field: string };
      const value = String(event.detail.value);
      this.setData({ [field]: field === 'from' || field === 'until' ? value : Number(value), trouble: '' });
      if (field === 'role') this.fit();
    },
    /** The places where the chosen role serves. */
    fit() {
      const { roles, role, all } = this.data;
      const key = roles[role]?.key;
      this.setData({ place: 0, places: key ? all.filter(({ level }) => fitsRole(key, level)) : [] });
    },
    typed(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value;
    },
    grant() {
      const { roles, role, places, place, from, until } = this.data;
      const [chosen, at] = [roles[role], places[place]];
      if (!chosen || !at) return;
      return this.change('staff.grant', {
        grant: { role: chosen.key, level: at.level, code: at.code, from, until: until === '' ? null : until },
      });
    },
    standIn() {
      const { colleagues, colleague, from, until } = this.data;
      const away = colleagues[colleague];
      return away ? this.change('staff.standIn', { forStaff: away.id, from, until }) : undefined;
    },
    async search() {
      const text = this.data.text.trim();
      if (text === '') return;
      try {
        this.setData({ found: (await call('person.search', { text, limit: 20 })).items, trouble: '' });
      } catch (thrown) {
        this.setData({ trouble: wordsOf(thrown).message });
      }
    },
    addRelative(event: WechatMiniprogram.TouchEvent) {
      return this.change('staff.relatives', { add: (event.currentTarget.dataset as { id: string }).id });
    },
    removeRelative(event: WechatMiniprogram.TouchEvent) {
      return this.sure('去掉这位亲属？', () =>
        this.change('staff.relatives', { remove: (event.currentTarget.dataset as { id: string }).id }),
      );
    },
    /** A term ends yesterday, so that the very next call finds it over. */
    endRole(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      return this.sure('停了这个职责？马上就不能办了。', () => this.change('staff.term', { index, until: addDays(this.data.today, -1) }));
    },
    endStandIn(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      return this.sure('取消这次替班？', () => this.change('staff.endStandIn', { index }));
    },
    revoke() {
      const revoked = this.data.staff?.revoked !== true;
      return this.sure(revoked ? '停了这位的全部职责？马上就不能办了。' : '恢复这位的职责？', () =>
        this.change('staff.revoke', { revoked }),
      );
    },
    async sure(content: string, work: () => unknown) {
      const { confirm } = await wx.showModal({ title: '想好了吗', content, confirmText: '是', cancelText: '先不' });
      if (confirm) await work();
    },
    async change<A extends Changing>(action: A, more: Omit<Input<A>, 'staff' | 'version'>) {
      if (this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        await intend(action, { staff: this.data.id, version: this.data.version, ...more } as Input<A>);
        this.setData({ sheet: '' });
        say('办好了');
        await this.load();
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        const [first] = Object.values(fields);
        this.setData({ trouble: first ?? `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
