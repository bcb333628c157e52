// Rules about home and wishes: ties, the way there, where and when somebody said they would go, posts the place itself provides.
import { monthWords } from './dates';
import { DAILY_KM, kmWords, NEAR_KM } from './distance';
import { LOCAL_CHANNELS } from './job-cells';
import { abilityOf, fits, isLocal, type MatchRule, not, tiesOf, unknown } from './matching-parts';
import type { PostingRecord, WorkWish } from './records';

/** Pieces are carried home or done when there is time; odd jobs are taken by the day. */
const ownTime = ({ pay, channel }: Pick<PostingRecord, 'pay' | 'channel'>): boolean => pay.unit === 'piece' || channel === 'casual';

const ties: MatchRule = {
  id: 'ties',
  about: '走不开：看孩子、照顾老人病人等，要当天能回，或时间能自己定',
  hard: true,
  weight: 8,
  judge(person, posting, { km }) {
    const held = tiesOf(person);
    if (held.length === 0) return null;
    const why = held.join('、');
    const remedy = '家里有人替手了再去，或者跟村里说一声，帮着想办法';
    if (!isLocal(posting)) return not(`要出远门，您家里要${why}`, `县外岗位，本人走不开：${why}`, remedy);
    if (ownTime(posting)) return fits('在县里，时间能自己定，顾得上家', `县内、时间自定，不误${why}`);
    if (km === null) return unknown('在县里，不知道离您家多远，顾不顾得上家先问问', `县内，距离未登记，${why}`, '去前问清每天几点能回');
    if (km <= NEAR_KM) return fits('离家近，中午也回得来', `距本村约 ${km} 公里，不误${why}`);
    if (km <= DAILY_KM) return fits('早去晚回，当天到家', `距本村约 ${km} 公里，可当天往返，${why}`);
    return not(`离家约 ${km} 公里，当天回不来，您家里要${why}`, `距本村约 ${km} 公里，本人走不开：${why}`, remedy);
  },
};

const distance: MatchRule = {
  id: 'distance',
  about: '远近：县内岗位离本村的路程',
  hard: false,
  weight: 3,
  judge(person, posting, { km }) {
    // Of whoever must be home in the evening, that rule says it already.
    if (!isLocal(posting) || km === null || tiesOf(person).length > 0) return null;
    if (km <= DAILY_KM) return fits(kmWords(km, '您村'), kmWords(km, '本村'));
    if (posting.board.lodging) return fits(`${kmWords(km, '您村')}，能住那儿`, `${kmWords(km, '本村')}，提供住宿`);
    return not(`${kmWords(km, '您村')}，又不管住`, `${kmWords(km, '本村')}，不提供住宿`, '问问有没有班车');
  },
};

const AREA_WORDS: readonly [PostingRecord['area'], readonly string[]][] = [
  ['outside_province', ['省外', '外省']],
  ['in_province', ['省内', '省里']],
  ['in_county', ['县内', '县里', '本地', '家门口', '附近', '村里', '乡里']],
];

/** Whether the words of a wish name where the posting is; null = they name nothing that can be told apart. */
function goesThere({ where }: WorkWish, { area, place }: PostingRecord): boolean | null {
  if (where === '') return null;
  const short = (name: string) => name.replace(/(省|市|自治区|县|区)$/, '');
  const names = [place.province, place.city, place.county].map(short).filter((name) => name.length > 1);
  if (names.some((name) => where.includes(name))) return true;
  const said = AREA_WORDS.find(([, words]) => words.some((word) => where.includes(word)));
  return said ? said[0] === area : false;
}

const wish: MatchRule = {
  id: 'wish',
  about: '意愿：本人说过去不去、去哪儿、几时走',
  hard: false,
  weight: 5,
  judge({ workWish }, posting) {
    if (!workWish) return null;
    if (!workWish.plans) {
      if (isLocal(posting)) return fits('不用出远门', '县内，本人不愿外出');
      return not('您说过不出去', `本人不愿外出${workWish.why ? `：${workWish.why}` : ''}`, '改主意了就跟村里说一声');
    }
    const { leaveOn, where } = workWish;
    if (leaveOn !== null && leaveOn > posting.until.slice(0, 7))
      return not(
        `您说${monthWords(leaveOn)}才走，那时候怕招满了`,
        `本人${monthWords(leaveOn)}动身，岗位招至${posting.until}`,
        '能早走就先打电话问问',
      );
    const there = goesThere(workWish, posting);
    if (there === null) return null;
    return there ? fits(`您说过想去${where}`, `意向地一致：${where}`) : not(`您说的是想去${where}`, `意向地为${where}，与岗位不一致`);
  },
};

const localPost: MatchRule = {
  id: 'local_post',
  about: '家门口的岗位：帮扶车间、公益岗、以工代赈、零工，先给走不开、干不了重活的',
  hard: false,
  weight: 4,
  judge(person, { channel }) {
    const ability = abilityOf(person);
    if (!LOCAL_CHANNELS.includes(channel) || (ability !== 'light' && ability !== 'grave' && tiesOf(person).length === 0)) return null;
    return fits('家门口的活，照顾走不远的人', '本地岗位，优先弱劳动力、走不开的');
  },
};

export const HOME_RULES: readonly MatchRule[] = [ties, distance, wish, localPost];
