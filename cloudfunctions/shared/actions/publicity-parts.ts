// What every action on posted lists needs: the list with its lines, objections and minutes, read and shown.

import type { Output } from '@shared/contract';
import { countedDaysWords } from '@shared/domain/dates';
import { maskPhone } from '@shared/domain/masks';
import type { PostedColumn } from '@shared/domain/posted-line';
import { closingRefusal, daysLeft, extendsIt, postsIt } from '@shared/domain/publicity';
import type { ClaimRecord, MinutesRecord, ObjectionRecord, PublicityLineRecord, PublicityRecord } from '@shared/domain/records';
import { refusalOf } from '@shared/domain/stages';
import { refusalWords } from '@shared/domain/words/refusals';
import type { Context } from '@shared/runtime/context';

export type ListView = Output<'publicity.show'>['list'];
export type ListHead = Output<'publicity.open'>['list'];

const placeCode = (list: Pick<PublicityRecord, 'level' | 'county' | 'town' | 'village'>) => list[list.level];

export async function headOf(list: PublicityRecord, { repos, policies, today }: Context): Promise<ListHead> {
  const [{ pack }, place, installation] = await Promise.all([
    policies.version(list.policy.version, list.policy.hash),
    repos.places.get(placeCode(list)),
    repos.installation.get(),
  ]);
  const document = pack.documents[pack.publicity.basis[0]];
  const { _id: id, status, level, programme, period, n, code, days, from, until, count, sumFen, hash } = list;
  return {
    id,
    status,
    level,
    placeName: place?.name ?? '',
    programme,
    name: pack.name,
    spoken: pack.spoken,
    period,
    n,
    code,
    columns: list.columns as PostedColumn[],
    days,
    daysWords: countedDaysWords(days, list.calendar === true),
    from,
    until,
    left: daysLeft(list, today),
    count,
    sumFen,
    hash,
    phone: installation.complaintPhone,
    office: level === 'county' ? installation.offices.county : level === 'town' ? installation.offices.town : (place?.name ?? ''),
    basis: document ? [document.title, document.docNo].filter((part) => part !== '').join(' ') : '',
  };
}

export function lineView({ line }: PublicityLineRecord, index: number): Output<'publicity.open'>['lines'][number] {
  return { no: index + 1, ...line };
}

export function answerOf({ answer }: ObjectionRecord): { text: string; at: string; by: string } | null {
  return answer && { text: answer.text, at: answer.at, by: [answer.by.title, answer.by.name].filter((part) => part !== '').join(' ') };
}

/** What the one who objected sees of it. */
export function objectionBase(objection: ObjectionRecord): Output<'publicity.object'>['objection'] {
  const { _id: id, status, no, kind, text, at, dueOn } = objection;
  return { id, status, no, kind, text, at, dueOn, answer: answerOf(objection) };
}

/** Why the caller may not answer: the bars of the claim it is about; one against the whole list is for whoever posts or stands above. */
export function barOf(objection: ObjectionRecord, claim: ClaimRecord | null, list: PublicityRecord, ctx: Context): string {
  if (objection.openid === ctx.caller.openid) return '这是您自己提的，要由别人来答复。';
  if (claim === null) return postsIt(list, ctx.caller) || extendsIt(list, ctx.caller) ? '' : refusalWords('not_yours');
  const refused = refusalOf(claim, 'reject', ctx.caller, ['given']);
  return refused === null || refused === 'not_now' ? '' : refusalWords(refused);
}

function minutesView(minutes: MinutesRecord): ListView['minutes'] {
  const { _id: id, on, place, chair, writer, attendees, decision, by } = minutes;
  return { id, on, place, chair, writer, attendees, decision, by: by.name };
}

export async function listView(list: PublicityRecord, ctx: Context): Promise<ListView> {
  const { repos, store, caller, today } = ctx;
  const [head, lines, objections, minutes] = await Promise.all([
    headOf(list, ctx),
    repos.publicities.lines(list._id),
    repos.publicities.objections(list._id),
    repos.publicities.minutes(list.minutes),
  ]);
  const about = [...new Set(objections.flatMap(({ claim }) => (claim === null ? [] : [claim])))].slice(0, 100);
  const claims = new Map((about.length === 0 ? [] : await store.getMany<ClaimRecord>('claims', about)).map((one) => [one._id, one]));
  const open = new Set(objections.flatMap(({ status, claim }) => (status === 'open' && claim !== null ? [claim] : [])));
  const mine = postsIt(list, caller);
  const can: ListView['can'] = [];
  if (mine && closingRefusal(list, objections, today) === null) can.push('close');
  if (extendsIt(list, caller) && list.status === 'posted') can.push('extend');
  if (mine && list.status === 'posted') can.push('photo', 'minutes');
  return {
    ...head,
    version: list.version,
    lines: lines.map((line, index) => ({ ...lineView(line, index), claim: line.claim, held: open.has(line.claim) })),
    objections: objections.map((objection) => ({
      ...objectionBase(objection),
      personName: objection.claim === null ? '' : (claims.get(objection.claim)?.personName ?? ''),
      claim: objection.claim,
      version: objection.version,
      name: objection.name,
      phoneMasked: objection.phoneTail === null ? '' : maskPhone(objection.phoneTail),
      barred: objection.status === 'open' ? barOf(objection, claims.get(objection.claim ?? '') ?? null, list, ctx) : '',
    })),
    photos: list.photos.length,
    minutes: minutes && minutesView(minutes),
    extended: list.extended.map(({ until, reason, by }) => ({ until, reason, by: by.name })),
    postedBy: list.by.name,
    task: list.task,
    can,
  };
}
