// Words about who acts for whom: what is told to both sides, how an agreement was recorded, what the trail of a staff member says.
import type { BondRecord, BondStatus, ConfirmHow, DateText } from '../records';

export const BOND_STATUS_WORDS: Record<BondStatus, string> = {
  invited: '本人签过名，等他用微信认',
  asked: '等本人同意',
  confirmed: '正在替办',
  declined: '没同意',
  ended: '不替办了',
  revoked: '已经停了',
};

export const CONFIRM_WORDS: Record<ConfirmHow, string> = {
  own_phone: '本人手机上点的同意',
  signed: '上门时本人签了名',
  paper: '签了纸质的委托书',
  voice: '本人说了一句话，录了音',
  call: '村里打电话问过本人',
};

type Party = Pick<BondRecord, 'name' | 'personName' | 'relation'>;

export interface TellingWords {
  title: string;
  text: string;
}

const helperOf = ({ name, relation }: Party): string => (relation === '' ? name : `${name}（${relation}）`);

/** What each side reads; the helper and the person are told the same thing in their own words. */
export const BOND_TELLINGS = {
  asked: (bond: Party) => ({ title: '有人想替您办事', text: `${helperOf(bond)}想替${bond.personName}办事，您同意吗？` }),
  invited: (bond: Party) => ({
    title: '您签了名，让家里人替办',
    text: `${bond.personName}签名同意由${helperOf(bond)}替办。不是您签的，马上给村里打电话。`,
  }),
  taken: (bond: Party) => ({ title: '有微信认了您', text: `有一个微信认作${bond.personName}本人。不是您，就给村里打电话。` }),
  confirmed: (bond: Party, until: DateText) => ({
    title: '可以替办了',
    text: `${helperOf(bond)}替${bond.personName}办事，到${until}为止，随时能停。`,
  }),
  declined: (bond: Party) => ({ title: '没有同意替办', text: `${bond.personName}没同意由${bond.name}替办。` }),
  stopped: (bond: Party) => ({ title: '替办停了', text: `${bond.name}不再替${bond.personName}办事了。` }),
  ending: (bond: Party, until: DateText) => ({
    title: '替办快到期了',
    text: `${helperOf(bond)}替${bond.personName}办事，${until}到期。还要替办，就再同意一次。`,
  }),
  expired: (bond: Party) => ({ title: '替办到期了', text: `${bond.name}替${bond.personName}办事的一年到了，已经停了。` }),
  waiting: (bond: Party) => ({
    title: '有人想替家里人办事',
    text: `${helperOf(bond)}想替${bond.personName}办。问过本人，记下怎么同意的。`,
  }),
  card: (bond: Pick<Party, 'personName'> & { tail: string }) => ({
    title: '收钱的卡换了',
    text: `${bond.personName}收钱的卡换成尾号 ${bond.tail}。不是您换的，马上给村里打电话。`,
  }),
} satisfies Record<string, (...given: never[]) => TellingWords>;

/** Verbs of a staff document's trail in words. */
export const STAFF_VERBS: Readonly<Record<string, string>> = {
  join: '凭邀请码加入',
  grant: '加了职责',
  term: '改了任期',
  revoke: '停了全部职责',
  restore: '恢复了职责',
  stand_in: '安排替班',
  end_stand_in: '取消替班',
  relatives: '改了亲属申报',
};
