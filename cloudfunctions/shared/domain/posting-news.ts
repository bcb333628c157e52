// What becomes of those who want a posting when it is filled, over, stopped, changed or open again, as one table: by what befell the posting
// and where the wish stands. A wish ends where the posting is gone for it; it stays, with a note, where somebody may still be taken.
import { isLive } from './applications';
import { POSTING_FIELDS } from './posting-fields';
import type { PostingFields } from './postings';
import type { ApplicationEnd, ApplicationRecord, ApplicationStatus, PostingRecord } from './records';

/** changed: what was promised reads otherwise; open: it was over and takes people again. */
export type PostingNews = 'full' | 'expired' | 'stopped' | 'changed' | 'open';

export interface Befalls {
  /** Why it ends; '' = it stays as it stands. */
  end: ApplicationEnd | '';
  /** What the person and who helps them read. */
  words: string;
  /** For whoever tells it by mouth: the short of it. */
  short: string;
  /** Somebody may be on the way: told also by night, asked about by tomorrow. */
  urgent: boolean;
}

type Line = (posting: Pick<PostingRecord, 'employer'>, what: string) => Befalls;
type Waiting = 'wants' | 'asked' | 'going' | 'taken';

const stays = (words: string, short: string, urgent = false): Befalls => ({ end: '', words, short, urgent });
const ends = (end: ApplicationEnd, words: string, short: string, urgent = false): Befalls => ({ end, words, short, urgent });

const FULL: Line = ({ employer }) => ends('filled', `${employer}那边招满了，这个活没成。看看别的活，还有在招的。`, '招满了，去不成了');
// In time is in time: whoever said it before the last day was promised an answer and gets one.
const IN_TIME: Line = () => stays('招工的日子过了。您是日子里报的，村里还替您问，等回话。', '招工的日子过了，是日子里报的，还替着问');
const STOPPED: Line = ({ employer }) => ends('stopped', `${employer}那边不招了，先别动身。看看别的活。`, '不招了，先别动身');
const CHANGED: Line = (_posting, what) => stays(`${what}改了。点开看看，还想不想去。`, `${what}改了，问还想不想去`);
const AGAIN: Line = () => stays('又在招了，还照原来说的办。', '又在招了，还照原来说的办');

const TABLE: Readonly<Record<PostingNews, Partial<Record<Waiting, Line>>>> = {
  full: {
    wants: FULL,
    asked: FULL,
    // Whoever agreed to go may be one of those the employer counts.
    going: ({ employer }) => stays(`${employer}那边招满了。说好了的打电话再问一句，还算不算您。`, '招满了，问一句还算不算', true),
  },
  expired: {
    wants: IN_TIME,
    asked: IN_TIME,
    going: () => stays('招工的日子过了。说好了的打电话再问一句，几号去。', '招工的日子过了，问一句几号去'),
  },
  stopped: {
    wants: STOPPED,
    asked: STOPPED,
    going: (posting, what) => ({ ...STOPPED(posting, what), urgent: true }),
    taken: ({ employer }) =>
      stays(`${employer}这个岗位停了，不再招人。在那边干着的照干；工钱不按时发，马上打电话给村里。`, '岗位停了，问一声工钱按不按时发'),
  },
  changed: { wants: CHANGED, asked: CHANGED, going: CHANGED },
  // Only of what was told before: nobody hears 又在招 who never heard that it was over.
  open: { wants: AGAIN, asked: AGAIN, going: AGAIN },
};

const CAME_BACK: readonly (ApplicationEnd | '')[] = ['filled', 'stopped'];

/** What news of a posting does to one wish; null = nothing, and nothing is told. `what`: which fields changed. */
export function befalls(
  news: PostingNews,
  application: Pick<ApplicationRecord, 'status' | 'steps' | 'note'>,
  posting: Pick<PostingRecord, 'employer'>,
  what = '',
): Befalls | null {
  const { steps, note } = application;
  const last = steps[steps.length - 1];
  const status = application.status as ApplicationStatus;
  if (!isLive({ status })) {
    // Ended because it was gone: it is not begun again for anybody, but they hear that they may.
    const came = news === 'open' && status === 'ended' && last?.by.as === 'house' && CAME_BACK.includes(last.why);
    return came ? stays('这个活又招人了。还想去，点开再点「我想去」。', '又招人了，问还想不想去') : null;
  }
  if (news === 'open' && !note) return null;
  return TABLE[news][status as Waiting]?.(posting, what) ?? null;
}

/** Fields whose change matters to somebody who wants it, by what it is called aloud. */
const ASKED: Readonly<Record<string, string>> = {
  title: '干什么活',
  employer: '哪一家',
  province: '地方',
  city: '地方',
  county: '地方',
  address: '地方',
  payMin: '工钱',
  payMax: '工钱',
  payUnit: '工钱',
  payHow: '工钱',
  hours: '一天干多久',
  strength: '活重不重',
  food: '管吃',
  lodging: '管住',
  until: '招到哪天',
  ageMin: '岁数',
  ageMax: '岁数',
  transport: '车接不接',
  contactPhone: '电话',
};

/** What reads otherwise, spoken: 工钱、地方; '' = nothing that matters to somebody who wants it. */
export function changedWords(before: PostingFields, after: PostingFields): string {
  const words = POSTING_FIELDS.flatMap((row) => {
    const spoken = ASKED[row.key];
    return spoken !== undefined && row.write(before) !== row.write(after) ? [spoken] : [];
  });
  return [...new Set(words)].join('、');
}
