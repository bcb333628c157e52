// Words of hints about tickets , found when a claim is handed in.
import type { Wording } from './register';

export const TICKET_HINT_CODES = [
  'ticket_other_name',
  'ticket_outside_dates',
  'ticket_fare_odd',
  'ticket_elsewhere',
  'ticket_twice',
] as const;
export type TicketHintCode = (typeof TICKET_HINT_CODES)[number];

export const TICKET_HINT_WORDS: Record<TicketHintCode, Wording> = {
  ticket_other_name: { resident: '有张票写的是别人的名字', official: '车票乘车人是 {about}，不是本人' },
  ticket_outside_dates: { resident: '有张票不是这一年的', official: '车票日期 {about}，不在本期间内，不计入' },
  ticket_fare_odd: { resident: '有张票的钱数不像', official: '车票票价 {about} 与这种车船通常票价相差较大，看一下原图' },
  ticket_elsewhere: { resident: '有张票别的申领里也用了', official: '同一张车票（票号相同）也用在 {about}' },
  ticket_twice: { resident: '同一张票填了两回', official: '同一张车票填了两次，票号末六位 {about}' },
};
