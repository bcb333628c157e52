// The people one can be on the stage: the same names, openids and stories in every county, whatever its number.
import type { AccountRecord, StaffRecord } from '@shared/domain/records';
import type { ChatGroup } from '../simulator/api';
import { HELP_UNTIL } from './bonds';
import { OFFICERS, PLACES, STORIES, type Story } from './cast-people';
import type { Draft, SpellSpec } from './draft';
import type { CountyMember, PlainPerson } from './types';
import { COUNTY, TOWN, type Village } from './villages';

/** Each village has its own WeChat group. */
const groupOf = (village: Village): ChatGroup => ({ id: `village-${village.code}`, name: `${village.name}务工群` });
/** Those who work for the township and its villages have one more. */
const WORK_GROUP: ChatGroup = { id: `work-${TOWN.code}`, name: `${TOWN.name}就业工作群` };

const openid = (key: string): string => `o-yunling-${key.replaceAll('_', '-')}`;

export interface Cast {
  members: CountyMember[];
  staff: StaffRecord[];
  accounts: AccountRecord[];
  labourers: PlainPerson[];
}

/** Settles the cast's families in the first village; officers hold their grants from 2024 on. */
export function plantCast(draft: Draft, villages: readonly Village[]): Cast {
  const [home, second] = villages;
  if (!home || !second) throw new Error('the cast needs two villages');
  const people = new Map<string, PlainPerson>();
  for (const story of STORIES) people.set(story.key, settle(draft, home, story));
  const labourer = people.get('labourer');
  const kin = people.get('kin');
  if (!labourer || !kin) throw new Error('the cast lost its labourer or the kinsman');

  const residents: CountyMember[] = STORIES.map((story) => ({
    key: story.key,
    openid: openid(story.key),
    name: story.name,
    words: story.words,
    device: 'phone',
    person: people.get(story.key)?._id ?? null,
    groups: [groupOf(home)],
    ...phoneOf(people.get(story.key)?.phone),
  }));
  const accounts: AccountRecord[] = residents.map((member) => ({
    _id: member.openid,
    version: 0,
    auditHead: '',
    persons: member.person ? [{ person: member.person, as: 'self', until: null }] : [],
  }));
  residents.splice(1, 0, {
    key: 'daughter',
    openid: openid('daughter'),
    name: '周小燕',
    words: '周满仓的闺女，嫁在外县，替父亲看手机、交材料',
    device: 'phone',
    person: null,
    groups: [groupOf(home)],
  });
  accounts.push({
    _id: openid('daughter'),
    version: 0,
    auditHead: '',
    persons: [{ person: labourer._id, as: 'helper', until: HELP_UNTIL }],
  });

  const officers = OFFICERS.map((officer) => {
    const code =
      officer.at === 'home' ? home.code : officer.at === 'second' ? second.code : officer.at === 'town' ? TOWN.code : COUNTY.code;
    return { ...officer, code };
  });
  const staff: StaffRecord[] = officers.map((officer) => ({
    _id: openid(officer.key),
    version: 0,
    auditHead: '',
    name: officer.name,
    title: officer.title,
    phone: draft.numbers.phone(),
    status: 'active',
    grants: [
      {
        role: officer.role,
        level: officer.at === 'town' ? 'town' : officer.at === 'county' ? 'county' : 'village',
        code: officer.code,
        from: '2024-01-01',
        until: null,
      },
    ],
    self: null,
    relatives: officer.key === 'head' ? [kin._id] : [],
  }));
  const members: CountyMember[] = officers.map(({ key, name, words, device, at }) => ({
    key,
    openid: openid(key),
    name,
    words,
    device,
    person: null,
    groups: at === 'county' ? [] : [WORK_GROUP, ...(at === 'town' ? villages : [at === 'home' ? home : second]).map(groupOf)],
    ...phoneOf(staff.find(({ _id }) => _id === openid(key))?.phone),
  }));
  const visitor: CountyMember = {
    key: 'visitor',
    openid: openid('visitor'),
    name: '新来的人',
    words: '没有登记过的微信。不登录也能看岗位',
    device: 'phone',
    person: null,
  };
  return { members: [...residents, visitor, ...members], staff, accounts, labourers: [...people.values()] };
}

const phoneOf = (phone: string | null | undefined): { phone?: string } => (phone ? { phone } : {});

function settle(draft: Draft, village: Village, story: Story): PlainPerson {
  const household = draft.household(village, { group: story.group, type: '一般脱贫户' });
  const person = draft.person(household, {
    name: story.name,
    sex: story.sex,
    born: story.born,
    relation: '户主',
    skill: '普通劳动力',
    phone: 'own',
    account: true,
  });
  for (const { start, end, where, employer, industry } of story.spells) {
    const spell: SpellSpec = {
      start,
      end,
      place: PLACES[where],
      employer,
      monthlyFen: story.monthly,
      industry,
      channel: '外出务工',
      organised: false,
    };
    draft.spell(person, spell);
  }
  for (const member of story.family ?? [])
    draft.person(household, { ...member, phone: member.student ? 'none' : 'own', account: !member.student });
  return person;
}
