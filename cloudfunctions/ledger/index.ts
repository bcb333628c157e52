// The function of the living ledger: the registry's records, work, visits, the month, data rules, what goes in and out.
import { conflictDecide, conflictList } from '@shared/actions/conflicts';
import { countingShow, previewCounting, setCounting } from '@shared/actions/counting';
import { deviceList, deviceRevoke, deviceState } from '@shared/actions/devices';
import { closeDuty, dutyList, oneDuty } from '@shared/actions/duties';
import { fillSheet, surveyPapers } from '@shared/actions/export-papers';
import { agreeExport, beginExport, exportLayouts, fetchExport, listExports, showExport } from '@shared/actions/exports';
import { explainFinding, findingCounts, findingList, findingView, householdFindings, reopenFinding } from '@shared/actions/findings';
import { bringIntake, listIntakes, sayColumns, showIntake } from '@shared/actions/intake';
import { applyIntake, chooseIntake, dropIntake, lookIntake, undoIntake, wrongRows } from '@shared/actions/intake-turns';
import { answerMonth } from '@shared/actions/month-ask';
import { firstToday, monthFigures, monthLedger } from '@shared/actions/month-figures';
import { mineMonth, sayMonth, tellTrouble } from '@shared/actions/month-mine';
import { closeMonth, monthNumbers, openMonth, takeHousehold, villageMonth } from '@shared/actions/month-round';
import { monthSheet } from '@shared/actions/month-sheet';
import { answerRecheck, recheckList, recheckNumber } from '@shared/actions/rechecks';
import { retypeBack } from '@shared/actions/retype-back';
import { decideRetype, retypeList, retypeNumber, retypeSources, showRetype, typedRetype } from '@shared/actions/retypes';
import { moveWork, spellList } from '@shared/actions/spells';
import { villageBundle, visitRoute } from '@shared/actions/visit-bundle';
import { visitPapers } from '@shared/actions/visit-papers';
import { submitVisit } from '@shared/actions/visit-take';
import { visitList, visitPhoto, visitPicture, visitShow } from '@shared/actions/visits';
import { whereFigures, wherePeople } from '@shared/actions/where';
import { whereReport, whereReports, whereSince } from '@shared/actions/where-report';
import { setTargets, whereTargets } from '@shared/actions/where-targets';
import { serve } from '@shared/runtime/entry';

export const main = serve([
  dutyList,
  oneDuty,
  closeDuty,
  countingShow,
  previewCounting,
  setCounting,
  findingCounts,
  findingList,
  householdFindings,
  findingView,
  explainFinding,
  reopenFinding,
  openMonth,
  villageMonth,
  takeHousehold,
  monthNumbers,
  answerMonth,
  closeMonth,
  mineMonth,
  sayMonth,
  tellTrouble,
  monthFigures,
  firstToday,
  monthLedger,
  monthSheet,
  recheckList,
  recheckNumber,
  answerRecheck,
  villageBundle,
  visitRoute,
  submitVisit,
  visitPhoto,
  visitPicture,
  visitList,
  visitShow,
  visitPapers,
  conflictList,
  conflictDecide,
  deviceState,
  deviceList,
  deviceRevoke,
  listIntakes,
  bringIntake,
  showIntake,
  sayColumns,
  lookIntake,
  chooseIntake,
  applyIntake,
  undoIntake,
  dropIntake,
  wrongRows,
  exportLayouts,
  beginExport,
  listExports,
  showExport,
  agreeExport,
  fetchExport,
  surveyPapers,
  fillSheet,
  retypeSources,
  retypeList,
  showRetype,
  retypeNumber,
  typedRetype,
  decideRetype,
  retypeBack,
  whereFigures,
  wherePeople,
  whereReport,
  whereReports,
  whereSince,
  whereTargets,
  setTargets,
  spellList,
  moveWork,
]);
