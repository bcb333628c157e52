// 谁管什么: all who serve here with roles and terms, who stands in for whom; the administrator invites a new colleague.
import { dayWords } from '@shared/domain/dates';
import { fitsRole } from '@shared/domain/role-levels';
import { ownPage } from '../../../behaviors/own-page';
import { ROLE_CHOICES, type StaffRow, staffRow } from '../../../present/staff';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { dial, go } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';

interface Place {
  code: string;
  name: string;
  level: 'county' | 'town' | 'village';
}
const paths = new WeakMap<object, string>();

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    items: [] as StaffRow[],
    away: [] as string[],
    canManage: false,
    /** All places one administers, and those where the chosen role serves. */
    all: [] as Place[],
    places: [] as Place[],
    roles: ROLE_CHOICES,
    inviting: false,
    form: { name: '', title: '', phone: '' },
    role: 0,
    place: 0,
    wrong: '',
    today: '',
    busy: false,
    code: null as { name: string; place: string; until: string; picture: string } | null,
  },
  methods: {
    onShow() {
      return this.load();
    },
    async load() {
      try {
        const [me, { items, canManage, places }] = await Promise.all([ensureMe(), call('staff.list', {})]);
        const rows = items.map((one) => staffRow(one, me.today));
        this.setData({
          state: 'ready',
          today: me.today,
          items: rows,
          away: rows.flatMap((row) => row.standIns.map(({ words }) => `${row.name}${words}`)),
          canManage,
          all: places,
        });
        this.fit();
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/staff/officer/officer?id=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
    callOne(event: WechatMiniprogram.TouchEvent) {
      dial((event.currentTarget.dataset as { phone: string }).phone);
    },
    invite() {
      this.setData({ inviting: true, wrong: '' });
    },
    closeInvite() {
      this.setData({ inviting: false });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ [`form.${(event.currentTarget.dataset as { field: string }).field}`]: event.detail.value, wrong: '' });
    },
    pickRole(event: WechatMiniprogram.PickerChange) {
      this.setData({ role: Number(event.detail.value) });
      this.fit();
    },
    /** The places where the chosen role serves. */
    fit() {
      const { roles, role, all } = this.data;
      const key = roles[role]?.key;
      this.setData({ place: 0, places: key ? all.filter(({ level }) => fitsRole(key, level)) : [] });
    },
    pickPlace(event: WechatMiniprogram.PickerChange) {
      this.setData({ place: Number(event.detail.value) });
    },
    async send() {
      const { form, roles, role, places, place, today, busy } = this.data;
      const [chosen, at] = [roles[role], places[place]];
      if (busy || !chosen || !at) return;
      if (form.name.trim() === '' || form.title.trim() === '') return this.setData({ wrong: '写上姓名和职务。' });
      this.setData({ busy: true, wrong: '' });
      try {
        const grant = { role: chosen.key, level: at.level, code: at.code, from: today, until: null };
        const code = await intend('staff.invite', { name: form.name.trim(), title: form.title.trim(), phone: form.phone, grant });
        paths.set(this, code.path);
        this.setData({
          inviting: false,
          form: { name: '', title: '', phone: '' },
          code: {
            name: form.name.trim(),
            place: form.title.trim(),
            until: dayWords(code.until.slice(0, 10), today),
            picture: code.picture,
          },
        });
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        const [first] = Object.values(fields);
        this.setData({ wrong: first ?? `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    closeCode() {
      this.setData({ code: null });
    },
    onShareAppMessage() {
      const path = paths.get(this);
      if (path === undefined || !this.data.code) return { title: '务工通', path: '/pages/jobs/jobs' };
      return { title: '请您加入务工通的工作台', path };
    },
  },
});
