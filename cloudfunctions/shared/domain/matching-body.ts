// Rules about the person: age as the posting honestly asks it and the law allows, sex only where the law forbids, strength.
import { abilityOf, fits, type MatchRule, not, unknown } from './matching-parts';
import type { PostingRecord } from './records';

/** 劳动法第十五条: nobody under sixteen; 第五十八条, 六十四条: no heavy work under eighteen. */
const LAWFUL = 16;
const GROWN = 18;

export function ageWords({ min, max }: PostingRecord['age']): string {
  return max === null ? `${Math.max(min, LAWFUL)} 岁以上` : `${Math.max(min, LAWFUL)} 到 ${max} 岁`;
}

const age: MatchRule = {
  id: 'age',
  about: '年龄：岗位如实写的范围；不满十六岁不得招用，不满十八岁不安排重体力',
  hard: true,
  weight: 4,
  judge({ age }, { age: asked, strength }) {
    const range = ageWords(asked);
    if (age === null) return unknown(`要 ${range}，还不知道您多大`, `岗位要求 ${range}，出生日期待补`, '先把出生日期登记上');
    if (age < LAWFUL) return not('不满 16 岁，哪家都不能用', '不满 16 周岁，不得招用');
    if (age < GROWN && strength === 'heavy') return not('不满 18 岁，重活不能干', '不满 18 周岁，不得安排重体力劳动');
    const why = asked.why ? `（${asked.why}）` : '';
    if (age < asked.min || (asked.max !== null && age > asked.max))
      return not(`要 ${range}${why}，您 ${age} 岁`, `岗位要求 ${range}${why}，本人 ${age} 岁`, '打电话问一声，看能不能放宽');
    return fits(asked.max === null ? '不卡岁数' : `您 ${age} 岁，岁数合适`, `${age} 岁，岗位要求 ${range}`);
  },
};

const sex: MatchRule = {
  id: 'sex',
  about: '性别：只看国家禁止某一性别从事的，别的一律不看',
  hard: true,
  weight: 0,
  judge({ sex }, { onlySex }) {
    if (onlySex === null || onlySex.sex === sex) return null;
    return not(`国家规定这活只能${onlySex.sex}的干：${onlySex.why}`, `法定限${onlySex.sex}性：${onlySex.why}`);
  },
};

const LIGHT_WHY = '您身体怕吃不消';

const strength: MatchRule = {
  id: 'strength',
  about: '体力：弱劳动力、60 岁以上、有慢性病或残疾的不派重活，轻活在先',
  hard: true,
  weight: 6,
  judge(person, { strength }) {
    const ability = abilityOf(person);
    const who = person.health === '' || person.health === '健康' ? person.labourSkill : `${person.labourSkill}、${person.health}`;
    if (ability === 'none') return not('登记的是干不了活', `劳动技能为${person.labourSkill}`, '登记得不对的话，跟村里说');
    if (strength === 'light') return fits('活轻', '轻体力');
    if (ability === 'any')
      return fits(strength === 'heavy' ? '活重，您干得动' : '活不算重', strength === 'heavy' ? '重体力，普通劳动力' : '一般体力');
    if (strength === 'heavy')
      return not(`活重，${LIGHT_WHY}`, `重体力，本人${who}${person.age === null ? '' : `、${person.age} 岁`}`, '先看轻一些的活');
    if (ability === 'grave') return not(`活不算轻，${LIGHT_WHY}`, `一般体力，本人${who}`, '先看轻一些的活');
    return unknown('活不算轻，去前先问清一天干多久、累不累', `一般体力，本人${who}，需问清`, '去前打电话问清活有多累');
  },
};

export const BODY_RULES: readonly MatchRule[] = [age, sex, strength];
