// Check that there is a sum to pay: for ways of counting that hang on tickets, wages, income or something the county has not decided.
import type { Basis, CheckValue } from '@shared/domain/assessment';
import { compileAmount } from '../amounts';
import { defineCheck } from './define';

const NOWHERE: Basis = { title: '', docNo: '', article: '' };

export const amountDue = defineCheck({
  name: 'amount_due',
  params: () => ({}),
  units: {},
  expected: (): CheckValue => ({ kind: 'yes' }),
  judge: (_, report, pack) => {
    const sumOf = compileAmount(pack, () => NOWHERE);
    return (reading) => {
      const { fen, gap, sources } = sumOf(reading, true);
      const from = sources !== undefined && sources.length > 0 ? sources : reading.workOrPerson;
      const actual: CheckValue = { kind: 'fen', n: fen };
      if (gap?.status === 'unknown') return report('unknown', fen > 0 ? actual : null, from, gap.remedy);
      return fen > 0 ? report('passed', actual, from, null) : report('failed', actual, from, gap?.remedy ?? 'add_work_record');
    };
  },
});
