// One question in a sheet, drawn from its parts: chips to pick, fields to type, days to turn. Answers with what was filled in.
import { type Filled, type Part, questionOf, workParts } from '@shared/domain/survey';
import { isMemberKey, MEMBER_WORDS, memberParts } from '@shared/domain/survey-members';
import type { WorkSeen } from '@shared/domain/sync/visit';

interface PartRow {
  name: string;
  kind: Part['kind'];
  label: string;
  options: { value: string; words: string; on: boolean }[];
  value: string;
}

type People = readonly { id: string; name: string }[];

const partsOf = (key: string, work: WorkSeen | null, people: People): readonly Part[] =>
  isMemberKey(key) ? memberParts(key, people) : key === 'work' ? workParts(work) : (questionOf(key)?.parts ?? []);

function rowsOf(parts: readonly Part[], filled: Filled): PartRow[] {
  return parts
    .filter(({ when }) => when === undefined || when(filled))
    .map(({ name, kind, label, options }) => {
      const value = filled[name];
      return {
        name,
        kind,
        label,
        value: typeof value === 'string' ? value : '',
        options: (options ?? []).map((one) => ({ ...one, on: Array.isArray(value) ? value.includes(one.value) : value === one.value })),
      };
    });
}

Component({
  properties: {
    open: { type: Boolean, value: false },
    /** Key of the question, of domain/survey. */
    question: { type: String, value: '' },
    /** Whose it is, for the heading. */
    name: { type: String, value: '' },
    /** What is on record or was answered before. */
    filled: { type: Object, value: {} },
    /** The work that goes on, for 「现在在哪干活」. */
    work: { type: Object, value: {} },
    /** Who lives there, for 「家里谁不在册了」. */
    people: { type: Array, value: [] },
    today: { type: String, value: '' },
    /** What is wrong with it, from the page. */
    trouble: { type: String, value: '' },
  },
  data: { heading: '', rows: [] as PartRow[], now: {} as Record<string, string | string[]> },
  observers: {
    'open, question'(open: boolean, question: string) {
      if (!open || question === '') return;
      const now = { ...(this.data.filled as Record<string, string | string[]>) };
      this.setData({
        heading: `${this.data.name}：${isMemberKey(question) ? MEMBER_WORDS[question] : (questionOf(question)?.words ?? '')}`,
        now,
        rows: rowsOf(this.parts(), now),
      });
    },
  },
  methods: {
    parts() {
      const work = this.data.work as unknown as WorkSeen | null;
      return partsOf(this.data.question, work && 'spell' in work ? work : null, this.data.people as People);
    },
    fill(name: string, value: string | string[]) {
      const now = { ...this.data.now, [name]: value };
      this.setData({ now, rows: rowsOf(this.parts(), now) });
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { name, kind, value } = event.currentTarget.dataset as { name: string; kind: Part['kind']; value: string };
      const before = this.data.now[name];
      if (kind === 'one') {
        this.fill(name, before === value ? '' : value);
        return;
      }
      const list = Array.isArray(before) ? before : [];
      const alone = this.parts().find((part) => part.name === name)?.alone;
      const others = value === alone ? [] : list.filter((one) => one !== alone);
      this.fill(name, list.includes(value) ? list.filter((one) => one !== value) : [...others, value]);
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      // Not drawn again while typing: the field holds its own text.
      const { name } = event.currentTarget.dataset as { name: string };
      this.data.now = { ...this.data.now, [name]: event.detail.value };
    },
    turned(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { name } = event.currentTarget.dataset as { name: string };
      this.fill(name, event.detail.value);
    },
    done() {
      this.triggerEvent('answer', { filled: this.data.now });
    },
    close() {
      this.triggerEvent('close');
    },
  },
});
