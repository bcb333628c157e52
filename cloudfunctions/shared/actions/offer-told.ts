// Whoever offers a posting by the link hears what became of it, in the change that moves it: checked, refused with why, asked again, ended.
import { offererWords } from '@shared/domain/offered-posting';
import type { DateText, EmployerRecord, PostingRecord } from '@shared/domain/records';
import type { Change } from '@shared/runtime/change';

/** A change writes few documents: those who wrote for it last. */
const MOST_TOLD = 3;

/** `mover`: whoever did it hears nothing of it. Nothing to tell where no WeChat writes for the employer. */
export async function tellOfferers(
  change: Change,
  before: PostingRecord,
  after: PostingRecord,
  { mover, today }: { mover: string; today: DateText },
): Promise<void> {
  const told = offererWords(before, after, today);
  if (told === null || after.employerId === '') return;
  const employer = await change.get<EmployerRecord>('employers', after.employerId);
  for (const openid of (employer?.openids ?? []).filter((one) => one !== mover).slice(-MOST_TOLD))
    change.tell({ ...told, openid, subject: after._id, version: after.version, kind: 'offer', page: '/packages/jobs/offer/offer' });
}
