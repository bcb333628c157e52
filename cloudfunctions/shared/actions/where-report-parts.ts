// What was reported, as it is shown again.
import type { Output } from '@shared/contract';
import type { FigureReportRecord } from '@shared/domain/records';

export function reportView({ _id, at, by, sentence, counts }: FigureReportRecord): Output<'where.report'>['report'] {
  return { id: _id, at, by: by.name, sentence, counts };
}
