// The function of jobs: the board of postings and who offers them, matching, applications, second jobs, what is pushed to groups, fairs.
import { listApplications, moveApplication, recordApplication, showApplication, writeApplication } from '@shared/actions/application-staff';
import { agreeJob, dropJob, mineApplications, wantJob } from '@shared/actions/applications';
import { employerArrears } from '@shared/actions/arrears';
import {
  findEmployers,
  liftMark,
  listEmployers,
  markEmployer,
  resumeEmployer,
  saveEmployer,
  showEmployer,
  stopEmployer,
} from '@shared/actions/employers';
import { fairBoard, fairCode, fairOutcome, fairPeople, markFair, showFair, turnFair, writeFair } from '@shared/actions/fairs';
import { arriveFair, comeFair, nextFairs, openFair } from '@shared/actions/fairs-public';
import { matchForPerson, matchForPosting, matchMine } from '@shared/actions/match';
import { photoOffer, unphotoOffer } from '@shared/actions/offer-photos';
import { makeOfferCode, myOffers, openOffer, sayOffer, sendOffer, takeOffer } from '@shared/actions/offers';
import { confirmPasted, pasteSetting } from '@shared/actions/paste';
import { pasteSame } from '@shared/actions/paste-same';
import { photoPosting, unphotoPosting } from '@shared/actions/posting-photos';
import { differPosting, turnPosting, writePosting } from '@shared/actions/posting-write';
import { countPostings, duePostings, listPostings, showPosting } from '@shared/actions/postings';
import { pushCalled } from '@shared/actions/push-called';
import { composePush, editPush, endPush, listPushes, previewPush, pushCode, showPush } from '@shared/actions/push-compose';
import { answerQuestion, askPoster, pushQuestions } from '@shared/actions/push-questions';
import { pushReach, pushUnheard } from '@shared/actions/push-reach';
import { editGroup, pushGroups, pushShared, unsharePush } from '@shared/actions/push-share';
import { answerReport, listReports, writeReport } from '@shared/actions/reports';
import { endSecond, listSeconds, offerSecond, showSecond } from '@shared/actions/seconds';
import { applySheet, chooseSheet, dropSheet, fillSheet, lookSheet, mendRow, showRow, undoSheet } from '@shared/actions/sheet-turns';
import { bringSheet, listSheets, saySheetColumns, sheetTemplate, showSheet } from '@shared/actions/sheets';
import { serve } from '@shared/runtime/entry';

export const main = serve([
  matchMine,
  matchForPerson,
  matchForPosting,
  confirmPasted,
  pasteSetting,
  pasteSame,
  listSheets,
  sheetTemplate,
  bringSheet,
  showSheet,
  saySheetColumns,
  fillSheet,
  lookSheet,
  showRow,
  mendRow,
  chooseSheet,
  applySheet,
  undoSheet,
  dropSheet,
  listPostings,
  showPosting,
  countPostings,
  duePostings,
  writePosting,
  turnPosting,
  differPosting,
  photoPosting,
  unphotoPosting,
  nextFairs,
  openFair,
  comeFair,
  arriveFair,
  fairBoard,
  showFair,
  writeFair,
  turnFair,
  fairCode,
  fairPeople,
  markFair,
  fairOutcome,
  previewPush,
  composePush,
  editPush,
  endPush,
  showPush,
  listPushes,
  pushCode,
  pushShared,
  unsharePush,
  pushGroups,
  editGroup,
  pushReach,
  pushUnheard,
  askPoster,
  pushCalled,
  pushQuestions,
  answerQuestion,
  wantJob,
  mineApplications,
  agreeJob,
  dropJob,
  recordApplication,
  listApplications,
  showApplication,
  moveApplication,
  writeApplication,
  listSeconds,
  showSecond,
  offerSecond,
  endSecond,
  listEmployers,
  findEmployers,
  showEmployer,
  saveEmployer,
  markEmployer,
  liftMark,
  stopEmployer,
  resumeEmployer,
  employerArrears,
  makeOfferCode,
  openOffer,
  takeOffer,
  myOffers,
  sendOffer,
  sayOffer,
  photoOffer,
  unphotoOffer,
  writeReport,
  listReports,
  answerReport,
]);
