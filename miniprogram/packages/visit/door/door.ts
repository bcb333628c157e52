// At the door: who was met, what was said, each person's questions prefilled from last time, 「没变化」 with one tap. Kept after every answer.
import { dayWords } from '@shared/domain/dates';
import { isSettled, settleItems } from '@shared/domain/settle';
import { composeWork, type Filled, householdQuestions, questionOf, workProblem } from '@shared/domain/survey';
import { answerField, answerWork, beginDraft, sayUnchanged, takeBackUnchanged, type VisitDraft } from '@shared/domain/sync/draft';
import type { HouseholdOnPhone, PersonOnPhone } from '@shared/domain/sync/on-phone';
import type { WorkSeen } from '@shared/domain/sync/visit';
import { ownPage } from '../../../behaviors/own-page';
import { dial, go, say } from '../../../services/device';
import { newRequestId } from '../../../services/random';
import { type DoorDraft, dropDraft, keepDraft, readDraft, wrap } from '../../../services/visit/drafts';
import { todayHere } from '../../../services/visit/sending';
import { deviceId, householdHere, routeHere } from '../../../services/visit/village';
import { type AnswerRow, answerRow, houseTitle, type PersonRow, personRow } from '../present/rows';

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'gone',
    village: '',
    household: '',
    title: '',
    about: '',
    today: '',
    last: '',
    promises: [] as string[],
    met: [] as { name: string; on: boolean }[],
    other: '',
    said: '',
    house: [] as AnswerRow[],
    people: [] as PersonRow[],
    open: '',
    more: 0,
    full: false,
    /** The question being asked. */
    asking: null as { record: string; key: string; name: string } | null,
    filled: {} as Record<string, unknown>,
    work: null as WorkSeen | null,
    trouble: '',
  },
  methods: {
    onLoad(query: { village?: string; household?: string }) {
      this.setData({ village: query.village ?? '', household: decodeURIComponent(query.household ?? ''), today: todayHere() });
    },
    onShow() {
      this.draw();
    },
    house(): HouseholdOnPhone | null {
      return householdHere(this.data.village, this.data.household);
    },
    draft(): DoorDraft | null {
      const household = this.house();
      if (!household) return null;
      const kept = readDraft(household.id);
      if (kept && kept.state === 'open') return kept;
      const { today, village } = this.data;
      const at = new Date().toISOString();
      return wrap(
        beginDraft({
          key: newRequestId(),
          device: deviceId(),
          household: household.id,
          village,
          headName: household.headName,
          on: today,
          at,
        }),
      );
    },
    /** What an answer made of the draft is kept before it is shown. */
    keep(change: (draft: DoorDraft) => VisitDraft) {
      const draft = this.draft();
      if (!draft) return;
      const next = { ...draft, ...change(draft) };
      if (!keepDraft(next)) this.setData({ full: true });
      this.draw();
    },
    draw() {
      const household = this.house();
      const draft = this.draft();
      if (!household || !draft) {
        this.setData({ state: 'gone' });
        return;
      }
      const { today, village } = this.data;
      const route = routeHere(village, today);
      const names = household.persons.map(({ name }) => name);
      const others = draft.met.filter((name) => !names.includes(name));
      const open = this.data.open || (household.persons.length === 1 ? (household.persons[0]?.id ?? '') : '');
      this.setData({
        state: 'ready',
        title: houseTitle(household),
        about: [household.group, household.type, ...household.marks, household.keeper ? `${household.keeper}包户` : '']
          .filter((part) => part !== '')
          .join(' · '),
        last: household.last
          ? `${dayWords(household.last.on, today)}${household.last.by}来过${household.last.said ? `：${household.last.said}` : ''}`
          : '',
        promises: household.promises.map(
          ({ words, dueOn, owner }) => `${words}（${owner ? `${owner}，` : ''}${dayWords(dueOn, today)}前）`,
        ),
        met: [...names, ...others].map((name) => ({ name, on: draft.met.includes(name) })),
        said: draft.said,
        house: householdQuestions().map((question) => answerRow(question, household, 'households', draft)),
        people: household.persons.map((person) => personRow(person, draft, route, person.id === open)),
        more: settleItems(household).filter((item) => !isSettled(item, draft) && !draft.noted.includes(item.key)).length,
      });
    },
    toggleMet(event: WechatMiniprogram.TouchEvent) {
      const { name } = event.currentTarget.dataset as { name: string };
      this.keep((draft) => ({
        ...draft,
        met: draft.met.includes(name) ? draft.met.filter((one) => one !== name) : [...draft.met, name],
      }));
    },
    otherTyped(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.data.other = event.detail.value;
    },
    addOther() {
      const name = this.data.other.trim().slice(0, 20);
      if (name === '') return;
      this.setData({ other: '' });
      this.keep((draft) => ({ ...draft, met: draft.met.includes(name) ? draft.met : [...draft.met, name] }));
    },
    saidTyped(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const draft = this.draft();
      // Kept with every letter, drawn by the field itself.
      if (draft && !keepDraft({ ...draft, said: event.detail.value })) this.setData({ full: true });
    },
    toggle(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      this.setData({ open: this.data.open === id ? '-' : id });
      this.draw();
    },
    person(id: string): PersonOnPhone | null {
      return this.house()?.persons.find((one) => one.id === id) ?? null;
    },
    unchanged(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const person = this.person(id);
      if (!person) return;
      const at = new Date().toISOString();
      this.keep((draft) => (draft.unchanged.includes(id) ? takeBackUnchanged(draft, id) : sayUnchanged(draft, id, person.work, at)));
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { record, key } = event.currentTarget.dataset as { record: string; key: string };
      const household = this.house();
      const draft = this.draft();
      const question = questionOf(key);
      if (!household || !draft || !question) return;
      const person = this.person(record);
      const seen = person ?? household;
      const edit = draft.edits.find((one) => one.record === record && one.field === question.field);
      const value = edit && key !== 'phone' ? edit.value : seen.values[question.field];
      const filled = edit && key === 'phone' ? { pick: String(edit.value) } : question.spread(value ?? null);
      this.setData({
        filled: { ...filled },
        work: person?.work ?? null,
        trouble: '',
        asking: { record, key, name: person?.name ?? `${household.headName}家` },
      });
    },
    closeAsking() {
      this.setData({ asking: null, trouble: '' });
    },
    answer(event: WechatMiniprogram.CustomEvent<{ filled: Filled }>) {
      const { asking, today } = this.data;
      const household = this.house();
      const question = questionOf(asking?.key ?? '');
      if (!asking || !household || !question) return;
      const { filled } = event.detail;
      const at = new Date().toISOString();
      const person = this.person(asking.record);
      const trouble = question.key === 'work' ? workProblem(filled, person?.work ?? null, today) : question.problem(filled, today);
      if (trouble !== null) {
        this.setData({ trouble });
        return;
      }
      this.setData({ asking: null, trouble: '' });
      if (question.key === 'work' && person) {
        this.keep((draft) => answerWork(draft, person.id, person.work, composeWork(filled, person.work, today), at));
        return;
      }
      const seen = person ?? household;
      this.keep((draft) =>
        answerField(
          draft,
          {
            collection: person ? 'persons' : 'households',
            record: asking.record,
            field: question.field,
            seen: seen.version,
            base: seen.values[question.field] ?? null,
            value: question.compose(filled, today),
            at,
          },
          question.key,
        ),
      );
    },
    callThem(event: WechatMiniprogram.TouchEvent) {
      dial((event.currentTarget.dataset as { phone: string }).phone);
    },
    async throwAway() {
      const { confirm } = await wx.showModal({
        title: '这次填的都不要了？',
        content: '这一家今天填的全部清掉，找不回来。',
        confirmText: '不要了',
        cancelText: '留着',
      });
      if (!confirm) return;
      dropDraft(this.data.household);
      say('清掉了');
      wx.navigateBack().catch(() => undefined);
    },
    settle() {
      const { village, household } = this.data;
      go(`/packages/visit/settle/settle?village=${village}&household=${encodeURIComponent(household)}`);
    },
  },
});
