// The subscription messages of the county of the story: which template of the platform tells what, and what the platform calls it.
import type { MessageSettings } from '@shared/runtime/delivery';
import type { SimulatorOptions } from '../simulator/api';

const FIELDS = { title: 'thing1', text: 'thing2', time: 'time3' };
const LABELS = { thing1: '事项', thing2: '说明', time3: '时间' };
const MOVED = { template: 'TEMPLATE-CLAIM-MOVED', fields: FIELDS };
const MONTH = { template: 'TEMPLATE-MONTH', fields: FIELDS };
const JOB = { template: 'TEMPLATE-JOB', fields: FIELDS };
const PAID = { template: 'TEMPLATE-PAID', fields: FIELDS };

/** As the clerk of a real county enters it after choosing templates in the platform's console. */
export const messageSettings: MessageSettings = {
  _id: 'messages',
  templates: {
    claim_moved: MOVED,
    paid: PAID,
    payment_failed: PAID,
    month: MONTH,
    duty: MONTH,
    application: JOB,
    offer: JOB,
    report_answered: JOB,
    push_asked: JOB,
    push_answered: JOB,
    fair: JOB,
  },
};

/** What a phone shows over a message of a template. */
export const messageTitles: NonNullable<SimulatorOptions['templates']> = {
  [MOVED.template]: { title: '补贴办理进度', fields: LABELS },
  [PAID.template]: { title: '补贴发放结果', fields: LABELS },
  [MONTH.template]: { title: '待办事项提醒', fields: LABELS },
  [JOB.template]: { title: '招工进度提醒', fields: LABELS },
};
