// The function of who is who: 认人, 家里人, consent, cards; the registry and the directory for officers; 投诉建议.
import { bondProof, recordBond } from '@shared/actions/bond-proof';
import { answerBond, endBond, myBonds } from '@shared/actions/bonds';
import { myCard, setCard } from '@shared/actions/cards';
import { issueCode, openCode } from '@shared/actions/codes';
import { answerComplaint, complaintQueue, myComplaints, writeComplaint } from '@shared/actions/complaints';
import { agreeConsent, consentState } from '@shared/actions/consents';
import { findByNumber, findByPhone } from '@shared/actions/finding';
import { acceptHandover, declineHandover, handoverList, proposeHandover, withdrawHandover } from '@shared/actions/handovers';
import { happeningList, happeningOf } from '@shared/actions/happenings';
import { askHomeMerge, confirmHomeMerge, homeMergeList, homeMergeLook, undoHomeMerge } from '@shared/actions/home-merges';
import { dismissHomeTwin, findHomeTwins, homeTwinList } from '@shared/actions/home-twins';
import { editHousehold, householdSheetAction } from '@shared/actions/household-edit';
import { settleStayed, stayedSpells } from '@shared/actions/merge-stayed';
import { askMerge, confirmMerge, mergeList, mergeLook, undoMerge } from '@shared/actions/merges';
import { editPerson, personSheetAction } from '@shared/actions/person-edit';
import { personPage, personPhone, setContact } from '@shared/actions/person-page';
import { keepHousehold, listHouseholds, registryPlaces, searchPeople } from '@shared/actions/registry';
import { changeHead } from '@shared/actions/registry-head';
import { addHousehold, addPerson } from '@shared/actions/registry-join';
import { closeHousehold, personDied, personLeaves, restorePerson } from '@shared/actions/registry-leave';
import { householdAsOf, householdHistory, personAsOf, personHistory } from '@shared/actions/registry-past';
import { moveHousehold, moveLook, movePerson } from '@shared/actions/registry-relocate';
import { declareRelatives, endStandIn, grantRole, listStaff, oneStaff, revokeStaff, setTerm, standIn } from '@shared/actions/staff';
import { inviteStaff, joinStaff, openInvite } from '@shared/actions/staff-join';
import { takeCode } from '@shared/actions/taking';
import { dismissTwin, findTwins, twinList } from '@shared/actions/twins';
import { serve } from '@shared/runtime/entry';

export const main = serve([
  issueCode,
  openCode,
  takeCode,
  findByPhone,
  findByNumber,
  myBonds,
  answerBond,
  endBond,
  recordBond,
  bondProof,
  consentState,
  agreeConsent,
  myCard,
  setCard,
  searchPeople,
  personPage,
  personPhone,
  setContact,
  listHouseholds,
  registryPlaces,
  keepHousehold,
  personSheetAction,
  editPerson,
  householdSheetAction,
  editHousehold,
  personHistory,
  personAsOf,
  householdHistory,
  householdAsOf,
  addPerson,
  addHousehold,
  personDied,
  personLeaves,
  restorePerson,
  closeHousehold,
  moveLook,
  movePerson,
  moveHousehold,
  changeHead,
  handoverList,
  proposeHandover,
  acceptHandover,
  declineHandover,
  withdrawHandover,
  happeningList,
  happeningOf,
  twinList,
  findTwins,
  dismissTwin,
  mergeLook,
  askMerge,
  confirmMerge,
  undoMerge,
  mergeList,
  stayedSpells,
  settleStayed,
  homeTwinList,
  findHomeTwins,
  dismissHomeTwin,
  homeMergeLook,
  askHomeMerge,
  confirmHomeMerge,
  undoHomeMerge,
  homeMergeList,
  listStaff,
  oneStaff,
  grantRole,
  setTerm,
  revokeStaff,
  standIn,
  endStandIn,
  declareRelatives,
  inviteStaff,
  openInvite,
  joinStaff,
  writeComplaint,
  myComplaints,
  complaintQueue,
  answerComplaint,
]);
