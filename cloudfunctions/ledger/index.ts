// The function of the living ledger: the registry's records, work, visits, the month, data rules, what goes in and out.
import { closeDuty, dutyList } from '@shared/actions/duties';
import { explainFinding, findingCounts, findingList, householdFindings, reopenFinding } from '@shared/actions/findings';
import { serve } from '@shared/runtime/entry';

export const main = serve([dutyList, closeDuty, findingCounts, findingList, householdFindings, explainFinding, reopenFinding]);
