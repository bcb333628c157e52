// Fairs to draw and to read out: one as stations write them, one as long as a fair legally is.
import type { FairSubject } from '@shared/domain/push-fair';

export const PLAIN_FAIR: FairSubject = {
  title: '青石乡春风行动招聘会',
  on: '2026-03-08',
  hours: '上午9:30到12点',
  where: '青石乡政府院里',
  transport: '8点村口有班车，中午送回来',
  words: '带上身份证，想学手艺的也来问。',
  stands: [
    { employer: '青石乡柳编帮扶车间', posts: [{ posting: '', words: '柳编工，计件', headcount: 20 }] },
    {
      employer: '西安新业建筑公司',
      posts: [
        { posting: '', words: '砌墙工', headcount: 12 },
        { posting: '', words: '钢筋工', headcount: 10 },
      ],
    },
  ],
  contact: { words: '巩站长', phone: '19900000001' },
};

export const LONG_FAIR: FairSubject = {
  title: '会'.repeat(30),
  on: '2027-12-31',
  hours: '时'.repeat(30),
  where: '地'.repeat(60),
  transport: '车'.repeat(100),
  words: `带${'东'.repeat(299)}`,
  stands: Array.from({ length: 40 }, (_, stand) => ({
    employer: '厂'.repeat(40),
    posts: Array.from({ length: 12 }, (_, post) => ({ posting: '', words: `${stand}${post}${'工'.repeat(36)}`, headcount: 999 })),
  })),
  contact: { words: '人'.repeat(20), phone: '0354-79900018' },
};
