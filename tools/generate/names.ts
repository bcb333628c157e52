// Names of invented people, composed from common syllables by generation. Nobody in particular is meant.
import { pinyin } from 'pinyin-pro';
import type { Random } from './random';

const SURNAMES = [
  '李',
  '王',
  '张',
  '刘',
  '赵',
  '郭',
  '郝',
  '武',
  '冀',
  '任',
  '侯',
  '曹',
  '梁',
  '宋',
  '许',
  '韩',
  '贾',
  '温',
  '乔',
  '常',
  '段',
  '孟',
  '巩',
  '药',
  '弓',
  '阴',
];

interface Syllables {
  first: readonly string[];
  second: readonly string[];
}

/** By sex and by how old the person is: parents, middle generation, young. */
const GIVEN: Readonly<Record<'男' | '女', Readonly<Record<'old' | 'middle' | 'young', Syllables>>>> = {
  男: {
    old: { first: [...'满有贵富根福栓来喜银粮仁'], second: [...'仓田生柱锁祥顺旺成才囤堂'] },
    middle: { first: [...'建卫永文海俊新保国爱润晋'], second: [...'军平斌生亮林明虎红庆兵岗'] },
    young: { first: [...'浩宇晨子嘉彦泽昊鹏旭凯志'], second: [...'然轩阳钧楠桐博鑫飞超璞奇'] },
  },
  女: {
    old: { first: [...'秀桂玉翠改凤爱春金巧果润'], second: [...'英兰花梅莲珍香娥仙枝桃叶'] },
    middle: { first: [...'丽艳晓红彩海雪爱俊慧瑞小'], second: [...'芳萍霞琴燕玲梅珍青丽仙云'] },
    young: { first: [...'雨梦佳思欣子晨婧诗一若艺'], second: [...'涵瑶怡婷萱彤菲琪晴颖蕾桐'] },
  },
};

export interface NameSpec {
  surname: string;
  sex: '男' | '女';
  birthYear: number;
}

/** A given name as the generation would have it; some have one syllable. */
export function givenName(random: Random, sex: '男' | '女', birthYear: number): string {
  const { first, second } = GIVEN[sex][birthYear < 1970 ? 'old' : birthYear < 1993 ? 'middle' : 'young'];
  if (birthYear >= 1975 && random.chance(0.12)) return random.pick(second);
  return random.pick(first) + random.pick(second);
}

/** Most families of a village share its surname; wives come from elsewhere. */
export function surname(random: Random, village: string, share = 0.55): string {
  return random.chance(share) ? village : random.pick(SURNAMES);
}

/** Pinyin initials for anchored search, lower case; a character without a reading is left out. */
export function initials(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', mode: 'surname' })
    .map((letter) => letter.normalize('NFD').slice(0, 1).toLowerCase())
    .filter((letter) => /^[a-z]$/.test(letter))
    .join('');
}
