// Job postings of the county: about sixty, plain and varied, at invented employers in real cities.

import { addDays } from '@shared/domain/dates';
import { indexed } from '@shared/domain/job-cells';
import type { JobArea, JobChannel, PostingRecord } from '@shared/domain/records';
import { employerIdOf } from '@shared/repos/employers';
import type { Draft } from './draft';
import { stoppedPosting } from './employers';
import { POSTING_KINDS, type PostingKind } from './posting-kinds';
import { Random } from './random';
import { COUNTY, TOWN } from './villages';
import { BRANDS, HOME, IN_PROVINCE, OUTSIDE, placeOf, WORKSHOPS, type Workplace } from './workplaces';

const CHECKERS = ['青石乡乡村振兴站 冀文慧', '青石乡乡村振兴站 乔志岗'];
const STREETS = ['工业大道 18 号', '新业路 6 号', '开发区三号路 22 号', '园区东街 9 号', '站前路 101 号'];

/** How many of each area, after where people of the county work. */
const COUNTS: Readonly<Record<JobArea, number>> = { outside_province: 30, in_province: 16, in_county: 14 };

export function postings(draft: Draft, seed: number): PostingRecord[] {
  const random = new Random(seed, 'postings');
  const made: PostingRecord[] = [];
  for (const area of ['outside_province', 'in_province', 'in_county'] as const) {
    const kinds = POSTING_KINDS.filter((kind) => kind.areas.includes(area));
    for (let i = 0; i < COUNTS[area]; i++) {
      const kind = kinds[i % kinds.length];
      if (kind) made.push(posting(draft, random, area, kind, made.length));
    }
  }
  const model = made.find(({ area }) => area === 'in_county');
  if (model) made.push(stoppedPosting(model, draft.id('j'), draft.asOf));
  return made;
}

function posting(draft: Draft, random: Random, area: JobArea, kind: PostingKind, order: number): PostingRecord {
  const place: Workplace = area === 'in_county' ? HOME : random.pick(area === 'in_province' ? IN_PROVINCE : OUTSIDE);
  const employer =
    kind.employer ??
    (kind.suffix === '帮扶车间' ? random.pick(WORKSHOPS).name : `${place.short}${BRANDS[(order * 7) % BRANDS.length]}${kind.suffix}`);
  const [minFen, maxFen] = pay(kind, area, random);
  const checkedOn = addDays(draft.asOf, -random.int(1, 25));
  const until = random.chance(0.08) ? addDays(draft.asOf, -random.int(1, 8)) : addDays(draft.asOf, random.int(6, 75));
  const status = until < draft.asOf ? 'expired' : random.chance(0.06) ? 'full' : 'open';
  const id = draft.id('j');
  return indexed({
    _id: id,
    county: COUNTY.code,
    town: TOWN.code,
    village: '',
    status,
    sortKey: `${checkedOn}:${id}`,
    version: 0,
    auditHead: '',
    title: kind.title,
    employer,
    employerId: employerIdOf(TOWN.code, employer),
    area,
    channel: channelOf(kind, area),
    place: {
      ...placeOf(place),
      address:
        area === 'in_county'
          ? kind.suffix === '帮扶车间'
            ? '青石乡政府东 300 米'
            : `云岭县${random.pick(STREETS)}`
          : `${place.county === place.city ? place.city : place.city + place.county}${random.pick(STREETS)}`,
    },
    spot: area !== 'in_county' ? { kind: 'elsewhere' } : { kind: kind.suffix === '帮扶车间' ? 'town_seat' : 'county_seat' },
    pay: { minFen, maxFen, unit: kind.unit, how: kind.how },
    board: area === 'in_county' ? { food: kind.food, lodging: false } : { food: kind.food, lodging: kind.lodging },
    until,
    headcount: random.int(2, kind.most),
    hours: kind.hours,
    strength: kind.strength,
    age: { min: 18, max: kind.maxAge, why: kind.unit === 'day' && area !== 'in_county' ? '工地六十岁以上不让进' : '' },
    onlySex: null,
    skills: kind.skills,
    certificates: [],
    insurance: kind.insurance,
    contract: kind.contract,
    transport: transport(area, random),
    description: kind.description,
    contact: {
      name: `${random.pick(['王', '李', '赵', '许', '梁'])}${random.pick(['经理', '主管', '师傅'])}`,
      phone: draft.numbers.phone(),
    },
    photos: [],
    source: kind.suffix === '帮扶车间' ? 'workshop' : 'typed',
    backing: null,
    by: { openid: '', name: '青石乡劳动就业站' },
    checked: { by: random.pick(CHECKERS), on: checkedOn },
    askAgainOn: status === 'open' ? addDays(checkedOn, 30) : '',
    why: '',
    sameKey: '',
    searchText: [kind.title, employer, place.province, place.city, place.county].join(' ').toLowerCase(),
  });
}

/** A monthly wage differs by how far away it is: up to 600 yuan more outside the province, 300 to 600 less at home. */
function pay(kind: PostingKind, area: JobArea, random: Random): [number, number] {
  if (kind.unit !== 'month') return kind.pay;
  const hundreds = area === 'outside_province' ? random.int(0, 6) : area === 'in_province' ? -random.int(0, 4) : -random.int(3, 6);
  return [kind.pay[0] + hundreds * 10000, kind.pay[1] + hundreds * 10000];
}

function channelOf(kind: PostingKind, area: JobArea): JobChannel {
  if (kind.suffix === '帮扶车间') return 'workshop';
  return area === 'in_county' && kind.unit === 'day' ? 'casual' : area;
}

function transport(area: JobArea, random: Random): string {
  if (area === 'in_county') return random.pick(['乡里有班车，早去晚回', '自己去，离乡政府骑车 10 分钟', '村口有通勤车']);
  if (area === 'in_province') return random.pick(['自己坐客车去，不报路费', '满三个月报单程车票']);
  return random.pick(['自己坐车去，到站有人接', '满三个月报单程车票', '自己坐车去，不报路费']);
}
