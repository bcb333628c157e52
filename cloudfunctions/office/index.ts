// The function of office work: lists, publicity, paying, papers, policies, and the long work behind them. Heavy libraries are read when an
// action first needs them.
import { equationOf, equationPeople } from '@shared/actions/equation';
import { fetchLayout, listLayouts, replaceLayout, restoreLayout } from '@shared/actions/layouts';
import { listLine, listMeetings, sendList, villageList } from '@shared/actions/list';
import { beginLine, dropLine, fillLine, pictureLine, sayLine } from '@shared/actions/list-fill';
import { applyImport, checkImport, lookImport, openingYears, setYear, undoImport } from '@shared/actions/opening';
import {
  backDraft,
  beginDraft,
  dropDraft,
  editDraft,
  previewDraft,
  previewRows,
  proposeDraft,
  readDraft,
  switchDraft,
} from '@shared/actions/pack-drafts';
import { comparePackVersions, listPacks, readPack } from '@shared/actions/packs';
import { listPapers, makePapers, missingPapers, paperPages, papersAbout, stampedPaper } from '@shared/actions/papers';
import { batchMembers, checkCards, makeBatch, settleBatch, takeOut } from '@shared/actions/pay-batches';
import { bankFile, payFormats, payLetter, saveFormat } from '@shared/actions/pay-files';
import { answerDoubt, payDoubts, payFailures, reissue } from '@shared/actions/pay-mending';
import { cardList, carryBudget, payOverview, reconcileMoney, setBudget } from '@shared/actions/pay-money';
import { recover, recovered, recoveries } from '@shared/actions/pay-recovery';
import { dismissBatch, releaseBatch } from '@shared/actions/pay-release';
import { bankResults, sheetLink, typedResults } from '@shared/actions/pay-results';
import { closePublicity, extendPublicity, listPublicities, postPublicity, showPublicity } from '@shared/actions/publicity';
import { answerObjection } from '@shared/actions/publicity-answer';
import { codePicture, minutesOfPublicity, photoOfPublicity, pictureOfPublicity } from '@shared/actions/publicity-papers';
import { objectToPublicity } from '@shared/actions/publicity-public';
import { driveTask, stopTask, takeOverTask } from '@shared/actions/tasks';
import { readTicket } from '@shared/actions/ticket-read';
import { cardRows, printCards, tellDone, tellList, tellNumber } from '@shared/actions/told';
import {
  traceExport,
  traceLook,
  traceMatch,
  tracePicture,
  tracePrint,
  traceSearch,
  traceSheet,
  traceSuspicions,
} from '@shared/actions/trace';
import { serve } from '@shared/runtime/entry';

export const main = serve([
  driveTask,
  stopTask,
  takeOverTask,
  openingYears,
  setYear,
  checkImport,
  lookImport,
  applyImport,
  undoImport,
  villageList,
  listLine,
  fillLine,
  beginLine,
  dropLine,
  sayLine,
  pictureLine,
  sendList,
  listMeetings,
  equationOf,
  equationPeople,
  listPublicities,
  postPublicity,
  showPublicity,
  extendPublicity,
  closePublicity,
  answerObjection,
  codePicture,
  minutesOfPublicity,
  photoOfPublicity,
  pictureOfPublicity,
  objectToPublicity,
  papersAbout,
  listPacks,
  readPack,
  comparePackVersions,
  beginDraft,
  readDraft,
  editDraft,
  previewDraft,
  previewRows,
  proposeDraft,
  backDraft,
  switchDraft,
  dropDraft,
  listPapers,
  missingPapers,
  makePapers,
  stampedPaper,
  paperPages,
  listLayouts,
  fetchLayout,
  replaceLayout,
  restoreLayout,
  payOverview,
  checkCards,
  cardList,
  setBudget,
  carryBudget,
  makeBatch,
  batchMembers,
  takeOut,
  settleBatch,
  releaseBatch,
  dismissBatch,
  payFormats,
  saveFormat,
  bankFile,
  payLetter,
  bankResults,
  typedResults,
  sheetLink,
  payFailures,
  reissue,
  recover,
  recovered,
  recoveries,
  payDoubts,
  answerDoubt,
  reconcileMoney,
  tellList,
  tellNumber,
  tellDone,
  printCards,
  cardRows,
  traceSearch,
  traceMatch,
  traceSheet,
  tracePrint,
  tracePicture,
  traceLook,
  traceSuspicions,
  traceExport,
  readTicket,
]);
