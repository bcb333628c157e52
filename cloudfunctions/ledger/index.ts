// The function of the living ledger: the registry's records, work, visits, the month, data rules, what goes in and out.
import { closeDuty, dutyList } from '@shared/actions/duties';
import { serve } from '@shared/runtime/entry';

export const main = serve([dutyList, closeDuty]);
