// The typed contract between phone and cloud: every action's input and output. The mini-program imports it as types only.
import type * as z from 'zod';
import type { application } from './application';
import type { bond, card, consent } from './bond';
import type { claim, receipt } from './claim';
import type { conflict, deviceContract } from './conflict';
import type { counting } from './counting';
import type { duty } from './duty';
import type { employer, offer } from './employer';
import type { exporting } from './export';
import type { fair } from './fair';
import type { finding } from './finding';
import type { handover } from './handover';
import type { householdMerges } from './household-merge';
import type { intake } from './intake';
import type { job } from './job';
import type { equation, list, opening } from './list';
import type { match } from './match';
import type { merges, twins } from './merge';
import type { monthly } from './month';
import type { pack } from './pack';
import type { layouts, papers } from './papers';
import type { paste } from './paste';
import type { pay } from './pay';
import type { policy } from './policy';
import type { posting } from './posting';
import type { publicity } from './publicity';
import type { push } from './push';
import type { recheck } from './recheck';
import type { household, person } from './registry';
import type { householdRecords, personRecords } from './registry-edit';
import type { happenings, householdMoves, personMoves } from './registry-moves';
import type { report } from './report';
import type { retype } from './retype';
import type { review } from './review';
import type { second } from './second';
import type { session } from './session';
import type { sheet } from './sheet';
import type { spell } from './spell';
import type { complaint, staff } from './staff';
import type { task } from './task';
import type { caseTickets, claimTickets, ticket } from './ticket';
import type { notice, told } from './told';
import type { trace } from './trace';
import type { villageContract, visit } from './visit';
import type { where } from './where';

type People = typeof bond & typeof consent & typeof card & typeof person & typeof household & typeof staff & typeof complaint;
type Records = typeof personRecords &
  typeof householdRecords &
  typeof personMoves &
  typeof householdMoves &
  typeof householdMerges &
  typeof happenings &
  typeof handover &
  typeof merges &
  typeof twins;
type Tickets = typeof claimTickets & typeof caseTickets & typeof ticket;
type Review = typeof review & typeof publicity;
type Money = typeof pay & typeof notice & typeof told & typeof trace;

type Lists = typeof opening & typeof list & typeof equation;

/** The living ledger. */
type Ledger = typeof duty &
  typeof finding &
  typeof monthly &
  typeof recheck &
  typeof intake &
  typeof villageContract &
  typeof visit &
  typeof conflict &
  typeof deviceContract &
  typeof exporting &
  typeof where &
  typeof counting &
  typeof spell &
  typeof retype;

/** Jobs, from the posting to the second job. */
type Jobs = typeof posting &
  typeof paste &
  typeof sheet &
  typeof match &
  typeof fair &
  typeof push &
  typeof application &
  typeof second &
  typeof employer &
  typeof offer &
  typeof report;

type Papers = typeof papers & typeof layouts & typeof pack;

export type Contract = typeof session &
  typeof job &
  typeof policy &
  typeof claim &
  typeof receipt &
  typeof task &
  People &
  Records &
  Money &
  Lists &
  Ledger &
  Jobs &
  Papers &
  Review &
  Tickets;

/** Where the actions of a noun are. A file is read when one of its actions is first called: building schemas is what a function would else load slowest. */
const FILES: Readonly<Record<string, () => Promise<Partial<Contract>>>> = {
  session: async () => (await import('./session')).session,
  job: async () => (await import('./job')).job,
  policy: async () => (await import('./policy')).policy,
  assess: async () => (await import('./policy')).policy,
  claim: async () => ({ ...(await import('./claim')).claim, ...(await import('./ticket')).claimTickets }),
  receipt: async () => (await import('./claim')).receipt,
  case: async () => ({ ...(await import('./claim')).receipt, ...(await import('./ticket')).caseTickets }),
  ticket: async () => (await import('./ticket')).ticket,
  pack: async () => (await import('./pack')).pack,
  papers: async () => (await import('./papers')).papers,
  layout: async () => (await import('./papers')).layouts,
  publicity: async () => (await import('./publicity')).publicity,
  review: async () => (await import('./review')).review,
  task: async () => (await import('./task')).task,
  opening: async () => (await import('./list')).opening,
  list: async () => (await import('./list')).list,
  equation: async () => (await import('./list')).equation,
  bond: async () => (await import('./bond')).bond,
  consent: async () => (await import('./bond')).consent,
  card: async () => (await import('./bond')).card,
  person: async () => ({
    ...(await import('./registry')).person,
    ...(await import('./registry-edit')).personRecords,
    ...(await import('./registry-moves')).personMoves,
  }),
  household: async () => ({
    ...(await import('./registry')).household,
    ...(await import('./registry-edit')).householdRecords,
    ...(await import('./registry-moves')).householdMoves,
    ...(await import('./household-merge')).householdMerges,
  }),
  merge: async () => (await import('./merge')).merges,
  twin: async () => (await import('./merge')).twins,
  handover: async () => (await import('./handover')).handover,
  happening: async () => (await import('./registry-moves')).happenings,
  staff: async () => (await import('./staff')).staff,
  complaint: async () => (await import('./staff')).complaint,
  pay: async () => (await import('./pay')).pay,
  notice: async () => (await import('./told')).notice,
  told: async () => (await import('./told')).told,
  trace: async () => (await import('./trace')).trace,
  counting: async () => (await import('./counting')).counting,
  duty: async () => (await import('./duty')).duty,
  intake: async () => (await import('./intake')).intake,
  finding: async () => (await import('./finding')).finding,
  month: async () => (await import('./month')).monthly,
  recheck: async () => (await import('./recheck')).recheck,
  village: async () => (await import('./visit')).villageContract,
  visit: async () => (await import('./visit')).visit,
  conflict: async () => (await import('./conflict')).conflict,
  device: async () => (await import('./conflict')).deviceContract,
  export: async () => (await import('./export')).exporting,
  retype: async () => (await import('./retype')).retype,
  where: async () => (await import('./where')).where,
  spell: async () => (await import('./spell')).spell,
  employer: async () => (await import('./employer')).employer,
  offer: async () => (await import('./employer')).offer,
  report: async () => (await import('./report')).report,
  fair: async () => (await import('./fair')).fair,
  match: async () => (await import('./match')).match,
  posting: async () => (await import('./posting')).posting,
  paste: async () => (await import('./paste')).paste,
  sheet: async () => (await import('./sheet')).sheet,
  push: async () => (await import('./push')).push,
  application: async () => (await import('./application')).application,
  second: async () => (await import('./second')).second,
};

/** The schemas of one action. */
export async function schemasOf<A extends ActionName>(name: A): Promise<Contract[A]> {
  const schemas = (await FILES[name.slice(0, name.indexOf('.'))]?.())?.[name];
  if (!schemas) throw new Error(`the contract has no schemas of ${name}`);
  return schemas as Contract[A];
}

export type ActionName = keyof Contract;
/** What the caller passes. */
export type Input<A extends ActionName> = z.input<Contract[A]['input']>;
/** What the action receives, parsed. */
export type Parsed<A extends ActionName> = z.output<Contract[A]['input']>;
/** What the caller gets. */
export type Output<A extends ActionName> = z.output<Contract[A]['output']>;

/** The five keys the client sends; everything else in the event is dropped before parsing. */
export interface Envelope {
  action: string;
  input: unknown;
  requestId: string;
  clientVersion: string;
  openData?: unknown;
}

export type ProblemCode =
  | 'bad_input'
  | 'too_large'
  | 'unknown_action'
  | 'not_signed_in'
  | 'not_allowed'
  | 'not_found'
  | 'changed_meanwhile'
  | 'already_done'
  | 'request_reused'
  | 'not_possible_now'
  | 'too_many_tries'
  | 'consent_needed'
  | 'file_refused'
  | 'busy'
  | 'broken';

export type Reply<T> =
  | { ok: true; data: T; requestId: string }
  | {
      ok: false;
      /** `message` is plain Chinese: what is wrong and where; `next` what to do; `fields` per input field. */
      error: { code: ProblemCode; message: string; fields?: Record<string, string>; next?: string };
      requestId: string;
    };
