// Data rules about who somebody is and how they are reached and paid: identity number, birthday, telephone, card, namesakes.
import { isHere, openOf, type PersonRule } from './rule';

const rule = (one: Omit<PersonRule, 'about' | 'subject'>): PersonRule => ({ about: 'person', subject: 'identity', ...one });

export const IDENTITY_RULES = [
  rule({
    id: 'number_missing',
    codes: ['4_01_003'],
    severity: 'block',
    title: '没有身份证号（含国家系统 999999 开头的占位号）',
    mend: '看户口本或身份证补上；没办证的，帮着去派出所办。',
    explainable: true,
    look: (person) =>
      isHere(person) && (person.number === 'missing' || person.number === 'placeholder')
        ? person.number === 'placeholder'
          ? '是占位号，不是身份证号'
          : '没有身份证号'
        : null,
  }),
  rule({
    id: 'number_wrong',
    codes: ['sheet_01'],
    severity: 'block',
    atDoor: true,
    title: '身份证号不对（位数或校验位）',
    mend: '对着身份证一位一位再看一遍。',
    explainable: false,
    look: (person) => (isHere(person) && person.number === 'bad' ? '身份证号校验不过' : null),
  }),
  rule({
    id: 'born_differs',
    codes: [],
    severity: 'block',
    title: '出生日期和身份证号里的不一样',
    mend: '以身份证为准。',
    explainable: false,
    look: (person) =>
      isHere(person) && person.numberSays && person.born !== null && person.numberSays.born !== person.born
        ? `写的 ${person.born}，身份证里是 ${person.numberSays.born}`
        : null,
  }),
  rule({
    id: 'sex_differs',
    codes: [],
    severity: 'block',
    title: '性别和身份证号里的不一样',
    mend: '以身份证为准。',
    explainable: false,
    look: (person) =>
      isHere(person) && person.numberSays && person.numberSays.sex !== person.sex
        ? `写的${person.sex}，身份证里是${person.numberSays.sex}`
        : null,
  }),
  rule({
    id: 'phone_malformed',
    codes: ['2_01_013', '2_01_014', '2_12_007', '5_13_003'],
    severity: 'block',
    atDoor: true,
    title: '电话不是 11 位手机号',
    mend: '当面拨一下，通了再记。',
    explainable: false,
    look: (person) => (isHere(person) && person.phone === 'bad' ? '电话位数或开头不对' : null),
  }),
  rule({
    id: 'worker_unreachable',
    codes: [],
    severity: 'warn',
    title: '在外务工，没有电话也没有联系人',
    mend: '问家里人要个电话，记成联系人。',
    explainable: true,
    look: (person) => (isHere(person) && openOf(person) && person.phone === 'none' && !person.hasContact ? '没有电话，也没有联系人' : null),
  }),
  rule({
    id: 'phone_in_two_households',
    codes: ['5_15_022'],
    severity: 'warn',
    title: '不是一家人，用同一个电话',
    mend: '打一下看是谁的；是家里人替办的，登记「家里人」。',
    explainable: true,
    look(person, household) {
      const others = (person.sharing?.phone ?? []).filter((one) => !one.known && one.household !== household.id);
      return isHere(person) && others.length > 0 ? `和${others.map(({ name }) => name).join('、')}是同一个电话` : null;
    },
  }),
  rule({
    id: 'family_phone_far_apart',
    codes: ['5_15_021'],
    severity: 'verify',
    title: '一家人用同一个电话，却在不同的县务工',
    mend: '各记各的电话；没有手机的，记联系人。',
    explainable: true,
    look(person, household) {
      const own = openOf(person);
      if (!isHere(person) || !own || own.county === '') return null;
      const same = (person.sharing?.phone ?? []).filter((one) => one.household === household.id).map(({ id }) => id);
      const far = household.members.find((one) => {
        const open = openOf(one);
        return same.includes(one.id) && one.id !== person.id && open !== null && open.county !== '' && open.county !== own.county;
      });
      return far ? `和${far.name}同一个电话，一个在${own.county}，一个在${openOf(far)?.county ?? ''}` : null;
    },
  }),
  rule({
    id: 'card_of_two',
    codes: [],
    severity: 'warn',
    title: '两个人用同一个银行账号',
    mend: '换成各自本人的卡；按规定用家人卡的，写清关系。',
    explainable: true,
    look(person) {
      const others = (person.sharing?.account ?? []).filter(({ known }) => !known);
      return isHere(person) && others.length > 0 ? `和${others.map(({ name }) => name).join('、')}是同一个账号` : null;
    },
  }),
  rule({
    id: 'card_of_another',
    codes: [],
    severity: 'warn',
    title: '银行卡户名不是本人',
    mend: '换成本人的卡；本人没卡的，帮着办一张。',
    explainable: true,
    look: (person) =>
      isHere(person) && person.accountHolder !== null && person.accountHolder !== person.name ? `户名是${person.accountHolder}` : null,
  }),
  rule({
    id: 'namesake_same_birthday',
    codes: [],
    severity: 'verify',
    title: '乡里还有一个同名同生日的人',
    mend: '看是不是一个人登了两次；是就合并。',
    explainable: true,
    look(person) {
      const twins = person.sharing?.twins ?? [];
      return isHere(person) && twins.length > 0 ? `${twins.map(({ villageName }) => villageName).join('、')}也有一个${person.name}` : null;
    },
  }),
] as const;
