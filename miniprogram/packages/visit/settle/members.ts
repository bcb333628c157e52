// Who came and who went since last time, told at the door. Used by the page of 一次办齐.
import { comingWords, composeComing, composeGoing, goingWords, type MemberKey, memberProblem } from '@shared/domain/survey-members';
import type { Filled } from '@shared/domain/survey-parts';
import { addComing, addGoing, dropMember } from '@shared/domain/sync/draft';
import type { HouseholdOnPhone } from '@shared/domain/sync/on-phone';
import type { DoorDraft } from '../../../services/visit/drafts';

interface Page {
  keep(change: (draft: DoorDraft) => DoorDraft): void;
}

/** Those told of so far, in the order dropMember counts them. */
export const memberRows = (draft: DoorDraft, household: HouseholdOnPhone): string[] => [
  ...(draft.comings ?? []).map(comingWords),
  ...(draft.goings ?? []).map((going) => goingWords(going, household.persons.find(({ id }) => id === going.person)?.name ?? '')),
];

export const membering = Behavior({
  data: {
    members: [] as string[],
    people: [] as { id: string; name: string }[],
    member: '' as MemberKey | '',
    memberTrouble: '',
    today: '',
  },
  methods: {
    memberAsk(event: WechatMiniprogram.TouchEvent) {
      this.setData({ member: (event.currentTarget.dataset as { key: MemberKey }).key, memberTrouble: '' });
    },
    closeMember() {
      this.setData({ member: '' });
    },
    memberTold(event: WechatMiniprogram.CustomEvent<{ filled: Filled }>) {
      const { member, today } = this.data;
      const { filled } = event.detail;
      if (member === '') return;
      const memberTrouble = memberProblem(member, filled, today);
      if (memberTrouble !== null) {
        this.setData({ memberTrouble });
        return;
      }
      this.setData({ member: '' });
      const at = new Date().toISOString();
      (this as unknown as Page).keep((draft) => ({
        ...draft,
        ...(member === 'came' ? addComing(draft, composeComing(filled, today, at)) : addGoing(draft, composeGoing(filled, at))),
      }));
    },
    dropMember(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      (this as unknown as Page).keep((draft) => ({ ...draft, ...dropMember(draft, index) }));
    },
  },
});
