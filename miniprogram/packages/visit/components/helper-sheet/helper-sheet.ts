// Whom somebody wants to be helped by, written at the door and signed for: name, what they are to each other, telephone, then the signature.
import { phoneProblem } from '@shared/domain/fields/phone';
import { RELATIONS, type Relation } from '@shared/domain/people-records';

interface Pad {
  file(): Promise<string | null>;
}

const FRESH = { step: 'who' as 'who' | 'sign', name: '', phone: '', relation: '' as Relation | '', trouble: '', drawn: false };

Component({
  properties: {
    open: { type: Boolean, value: false },
    /** Who wants to be helped. */
    person: { type: String, value: '' },
  },
  data: { ...FRESH, relations: RELATIONS },
  observers: {
    open(open: boolean) {
      if (open) this.setData(FRESH);
    },
  },
  methods: {
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { field } = event.currentTarget.dataset as { field: 'name' | 'phone' };
      this.data[field] = event.detail.value;
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      this.setData({ relation: (event.currentTarget.dataset as { relation: Relation }).relation, trouble: '' });
    },
    next() {
      const { relation, name, phone } = this.data;
      const trouble = relation === '' ? '点一个：他是谁。' : name.trim().length < 2 ? '写上替办人的姓名。' : (phoneProblem(phone) ?? '');
      this.setData(trouble === '' ? { step: 'sign', trouble, drawn: false, name, phone } : { trouble, name, phone });
    },
    back() {
      this.setData({ step: 'who', trouble: '' });
    },
    drawnOn(event: WechatMiniprogram.CustomEvent<{ drawn: boolean }>) {
      this.setData({ drawn: event.detail.drawn });
    },
    async signed() {
      const path = await (this.selectComponent('#signature') as unknown as Pad).file();
      if (path === null) {
        this.setData({ trouble: '还没签名。' });
        return;
      }
      const { name, phone, relation } = this.data;
      this.triggerEvent('done', { name: name.trim(), phone: phone.replace(/\D/g, ''), relation, path });
    },
    close() {
      this.triggerEvent('close');
    },
  },
});
