// The function of office work: lists, publicity, paying, papers, policies, and the long work behind them. Heavy libraries are read when an
// action first needs them.
import { driveTask, stopTask } from '@shared/actions/tasks';
import { serve } from '@shared/runtime/entry';

export const main = serve([driveTask, stopTask]);
