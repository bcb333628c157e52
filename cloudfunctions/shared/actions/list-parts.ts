// What the actions of the village list share: a row as officers see it, one line in full, and the years there is a list of.
import type { Caller } from '@shared/access';
import type { Output } from '@shared/contract';
import { holdsRole } from '@shared/domain/actor';
import { maskPhone } from '@shared/domain/masks';
import type { AssessmentRecord, PersonRecord, StandingRecord, TopUp } from '@shared/domain/records';
import { isFlexible } from '@shared/domain/spells';
import { FILERS } from '@shared/domain/stages';
import { hintWords } from '@shared/domain/words/hints';
import { lackWords } from '@shared/domain/words/lines';
import { hintsOf, sharingAmong } from '@shared/listing/hints';
import { isKin } from '@shared/listing/kin';
import { lineOf } from '@shared/listing/line-of';
import { periodsToday } from '@shared/listing/periods';
import { evidenceOf, missingEvidence } from '@shared/policies';
import { LIST_READERS } from '@shared/repos/lists';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { formOf } from './line-form';
import { ledgerOf } from './person-facts';

export type ListRow = Output<'list.village'>['items'][number];
type LineDetail = Output<'list.line'>;

export function mayFile(caller: Caller, place: { county: string; town: string; village: string }): boolean {
  return holdsRole(caller, FILERS, 'village', place);
}

const inHand = ({ topUp, line }: AssessmentRecord): TopUp | null => (topUp?.claim && line !== 'filed' ? topUp : null);

/** What the line as it stands comes to: of a top-up the difference, else the claim's or the answer's sum. */
export const fenInHand = (one: AssessmentRecord): number => inHand(one)?.amountFen ?? one.amountFen;

export function rowOf(one: AssessmentRecord, standing: StandingRecord | null, villageName: string, caller: Caller): ListRow {
  const { person, name, headName, group, keeperName, line, status, missing, why, claimStatus, paidOutside, hints } = one;
  const topUp = inHand(one);
  // What was said before a top-up began was about the first claim.
  const fresh = standing !== null && (topUp === null || standing.at >= (topUp.since ?? ''));
  return {
    person,
    name,
    headName,
    group,
    keeperName,
    villageName,
    line,
    part: status,
    amountFen: fenInHand(one),
    missing,
    why,
    claim: topUp?.claim ?? one.claim,
    claimStatus: topUp ? 'draft' : claimStatus,
    paidOutside,
    agreed: fresh && standing.status === 'agreed',
    said: fresh ? standing.status : null,
    kin: isKin(caller, { _id: person, household: one.household }),
    hints: hints.map((hint) => hintWords(hint)),
    topUp: one.topUp ? { until: one.topUp.until, begun: topUp !== null } : null,
  };
}

/** Every programme and period there is a list of, the one in hand first, years still owed after it. */
export async function choicesNow({ policies, today }: Pick<Context, 'policies' | 'today'>) {
  const active = await policies.active(today);
  const all = active.flatMap((policy) =>
    periodsToday(policy, today).map((period) => ({ programme: policy.pack.programme, name: policy.pack.name, period, policy })),
  );
  return all.sort((a, b) => (a.period === b.period ? 0 : a.period < b.period ? 1 : -1));
}

export async function choiceOf(programme: string, period: string, ctx: Pick<Context, 'policies' | 'today'>) {
  const found = (await choicesNow(ctx)).find((one) => one.programme === programme && one.period === period);
  if (!found) throw new Problem('not_possible_now', { message: '这一项现在没有在办，或者不办这一年的。', next: '换一项看看。' });
  return found;
}

/** A sentence the cadre sends: what is wanted, of whom, and what for. */
function askWords(name: string, spoken: string, missing: readonly string[], sets: LineDetail['evidence']): string {
  const facts = missing
    .filter((code) => !['file', 'proof', 'wage_proof', 'work_proof', 'ticket'].includes(code))
    .map((code) => lackWords(code, 'resident'));
  const papers = sets.map(({ need, kinds }) => kinds.map(({ words }) => words).join(need === 'any' ? '或者' : '和'));
  const wanted = [...facts, ...papers];
  if (wanted.length === 0) return `${name}，你的${spoken}够条件了，村里替你报上去，你回一句「同意」就行。不收钱、不要密码、不要验证码。`;
  return `${name}，你的${spoken}还差：${wanted.join('、')}。在微信里发给我就行，名字和月份要看得清。不收钱、不要密码、不要验证码。`;
}

/** One line as of now, made anew: what the night found may be old. */
export async function lineDetail(person: PersonRecord, programme: string, period: string, ctx: Context): Promise<LineDetail> {
  const { repos, store, caller, today } = ctx;
  const { policy } = await choiceOf(programme, period, ctx);
  const [ledger, sharing, standing, village] = await Promise.all([
    ledgerOf({ person, household: null }, ctx),
    sharingAmong([person], store),
    repos.lists.standing(programme, period, person._id),
    repos.places.get(person.village),
  ]);
  const { record, assessment, facts } = lineOf(ledger, policy, period, today, hintsOf(ledger, programme, period, sharing));
  const given = facts.evidence;
  const missing = missingEvidence(evidenceOf(policy.pack, facts), given);
  const row = rowOf(record, standing, village?.name ?? '', caller);
  const claim = ledger.claims.find(({ _id }) => _id === row.claim);
  const { subject, claims } = ledger;
  const amountFen = record.topUp?.amountFen ?? assessment.amountFen;
  const form = await formOf({ record, facts, amountFen, claims, subject, policy }, mayFile(caller, person), ctx);
  return {
    row,
    phoneMasked: person.phoneTail === null ? '' : maskPhone(person.phoneTail),
    programmeName: policy.pack.name,
    spoken: policy.pack.spoken,
    checks: assessment.checks,
    spells: ledger.spells.map((spell) => ({
      id: spell._id,
      start: spell.start,
      end: spell.end,
      place: { province: spell.place.province, city: spell.place.city, county: spell.place.county },
      employer: spell.employer,
      monthlyFen: spell.monthlyFen,
      organised: spell.organised,
      flexible: isFlexible(spell),
    })),
    evidence: missing,
    pictures: claim?.receipts.length ?? 0,
    form,
    standing:
      standing !== null && row.said !== null
        ? {
            said: standing.status,
            how: standing.how,
            on: standing.on,
            note: standing.note,
            by: standing.by.name,
            tries: standing.tries.map(({ at, how, note, by }) => ({ at, how, note, by: by.name })),
          }
        : null,
    ask: askWords(person.name, policy.pack.spoken, row.missing, missing),
  };
}

/** A person the caller may read the line of. */
export const readable = (id: string, { repos }: Context): Promise<PersonRecord> => repos.lists.person(id, LIST_READERS);

/** A person the caller may fill in and speak for: of their own village. */
export async function fileable(id: string, { repos, caller }: Context): Promise<PersonRecord> {
  const person = await repos.lists.person(id, FILERS);
  if (!mayFile(caller, person)) throw new Problem('not_allowed', { message: '要由本村的干部来办。' });
  return person;
}
