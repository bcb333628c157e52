// 用工单位: whoever offers work, by what is held against them; found by the beginning of the name; a new one written down.
import type { Input } from '@shared/contract/index';
import { EMPLOYER_KIND_WORDS } from '@shared/domain/employers';
import { EMPLOYER_KINDS, type EmployerKind } from '@shared/domain/posting-record';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { asCallError, call } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { type EmployerLine, employerLine } from '../employer-words';

const STATES = [
  { status: 'good', words: '正常的', none: '还没登用工单位', hint: '登一家，给它一个码，它就能自己发活来核对。' },
  { status: 'watched', words: '要留意的', none: '没有要留意的', hint: '欠薪、收押金的会排在这里。' },
  { status: 'stopped', words: '停了的', none: '没有停了的', hint: '停了的，岗位全部撤下，不能再放。' },
] as const;
type Status = (typeof STATES)[number]['status'];
type Fields = Input<'employer.save'>['fields'];

const EMPTY: Fields = {
  name: '',
  kind: 'company',
  place: { province: '', city: '', county: '', address: '' },
  contact: { name: '', phone: '' },
  note: '',
};

Component({
  behaviors: [ownPage, pagedList],
  data: {
    states: STATES as readonly (typeof STATES)[number][],
    status: 'good' as Status,
    none: STATES[0].none as string,
    hint: STATES[0].hint as string,
    items: [] as EmployerLine[],
    keeps: false,
    text: '',
    adding: false,
    kinds: EMPLOYER_KINDS.map((kind) => ({ kind, words: EMPLOYER_KIND_WORDS[kind] })),
    form: EMPTY,
    wrong: {} as Record<string, string>,
    problem: '',
    busy: false,
  },
  methods: {
    async rows(cursor: string | undefined) {
      const { text, status } = this.data;
      if (text !== '') return { items: (await call('employer.find', { text })).items.map(employerLine), next: null };
      const page = await call('employer.list', { status, cursor });
      this.setData({ keeps: page.keeps });
      return { items: page.items.map(employerLine), next: page.next };
    },
    onLoad(query: { name?: string }) {
      const name = decodeURIComponent(query.name ?? '').slice(0, 40);
      if (name !== '') this.setData({ adding: true, 'form.name': name });
    },
    onShow() {
      return this.again();
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { status } = event.currentTarget.dataset as { status: Status };
      const state = STATES.find((one) => one.status === status) ?? STATES[0];
      this.setData({ status, none: state.none, hint: state.hint, text: '' });
      return this.again();
    },
    typedSearch(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value.trim();
    },
    search() {
      this.setData({ text: this.data.text, none: '没有叫这个的', hint: '换几个字，或者登一家新的。' });
      return this.again();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/jobs/employer/employer?id=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
    add() {
      this.setData({ adding: true, problem: '', wrong: {} });
    },
    close() {
      if (!this.data.busy) this.setData({ adding: false });
    },
    typed(event: WechatMiniprogram.Input) {
      const { key } = event.currentTarget.dataset as { key: string };
      this.setData({ [`form.${key}`]: event.detail.value });
    },
    pickKind(event: WechatMiniprogram.TouchEvent) {
      this.setData({ 'form.kind': (event.currentTarget.dataset as { kind: EmployerKind }).kind });
    },
    async save() {
      if (this.data.busy) return;
      this.setData({ busy: true, problem: '', wrong: {} });
      try {
        const { employer } = await intend('employer.save', { employer: null, version: null, fields: this.data.form });
        this.setData({ adding: false, form: EMPTY });
        say('登下来了');
        go(`/packages/jobs/employer/employer?id=${encodeURIComponent(employer.id)}`);
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        const wrong = Object.fromEntries(Object.entries(fields).map(([key, words]) => [key.replace(/^.*fields\./, ''), words]));
        this.setData({ wrong, problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
