// From one ledger and one policy to the line of one person: verdict, sum, what is missing, which part of the equation, and why not in one sentence.
import { openUnknown } from '@shared/actions/handing-in';
import { factsOf } from '@shared/actions/person-facts';
import type { Assessment } from '@shared/domain/assessment';
import type { Facts } from '@shared/domain/facts';
import { standingOf } from '@shared/domain/lines';
import type { AssessmentRecord, ClaimHint, ClaimRecord, DateText } from '@shared/domain/records';
import { claimSide } from '@shared/domain/tickets';
import { checkWords } from '@shared/domain/words/checks';
import { evidenceOf, missingEvidence } from '@shared/policies';
import { claimId } from '@shared/repos/claims';
import type { Ledger } from '@shared/repos/ledgers';
import { assessmentId, yearKey } from '@shared/repos/lists';
import type { Policy } from '@shared/repos/policies';
import { topUpLine } from './top-up-line';

const NUMERALS = '一二三四五六七八九十';

/** 二组 before 十组 before whatever else a group is called; a household's members together. */
function sortKeyOf(group: string, household: string, person: string): string {
  const at = NUMERALS.indexOf(group.charAt(0));
  return `${at < 0 ? '99' : String(at + 10)}${group}:${household}:${person}`;
}

/** The claim that counts: the ordinary one, or its top-up where that is the newer. */
function claimOf(ledger: Ledger, programme: string, period: string): ClaimRecord | null {
  const own = ledger.claims.filter((claim) => claim.programme === programme && claim.period === period);
  // A top-up only begun, or taken back, changes nothing of what the first claim came to.
  return own.find((claim) => claim.seq === 0 || claim.submittedAt !== null) ?? null;
}

/** Whom a list is about at all: able to work, or with anything on record that touches it. Children and the very old without work are not 领不了. */
export function concerns({ subject: { person }, spells, claims, outside, standings }: Ledger): boolean {
  if (spells.length + claims.length + outside.length + standings.length > 0) return true;
  return (
    person.status === 'active' && person.studentStatus === null && person.labourSkill !== '无劳动力' && person.labourSkill !== '丧失劳动力'
  );
}

/** 「凭啥他有我没有」: the first condition not met, said so that it can be forwarded. */
export function whyNot(name: string, spoken: string, assessment: Assessment): string {
  const failed = assessment.checks.find(({ status }) => status === 'failed');
  if (!failed) return '';
  const { label, found } = checkWords(failed, 'resident');
  const { title, docNo, article } = failed.basis;
  return `${name}的${spoken}领不了：要「${label}」，现在是「${found}」。按${docNo === '' ? `《${title}》` : docNo}${article === '' ? '' : `「${article}」`}。登记得不对的话，跟村里说。`;
}

export interface LineAnswer {
  record: AssessmentRecord;
  assessment: Assessment;
  facts: Facts;
}

/** `hints` are found beforehand, since they look at other people too. */
export function lineOf(ledger: Ledger, policy: Policy, period: string, today: DateText, hints: readonly ClaimHint[]): LineAnswer {
  const { person, household } = ledger.subject;
  const { programme, spoken } = policy.pack;
  const claim = claimOf(ledger, programme, period);
  const side = claim === null ? { id: claimId(programme, person._id, period), evidence: [] } : claimSide(claim);
  const given = side.evidence;
  const facts = factsOf(ledger, period, today, side);
  const assessment = policy.assess(facts);
  const said = ledger.standings.find((one) => one.programme === programme && one.period === period)?.status ?? null;
  const standing = standingOf({
    assessment: { verdict: assessment.verdict, checks: openUnknown(assessment, given) },
    claim: claim === null ? null : { status: claim.status, account: claim.account !== null && (claim.cardProblems ?? []).length === 0 },
    missingEvidence: missingEvidence(evidenceOf(policy.pack, facts), given).map(({ kinds }) => kinds.map(({ kind }) => kind)),
    said,
    prior: facts.prior,
    programme,
    period,
  });
  // Paid, and no top-up handed in yet: tickets may still turn up.
  const further = standing.part === 'paid' && (claim === null || claim.seq === 0) ? topUpLine(ledger, policy, period, today) : null;
  const shown = further?.now ?? null;
  const outside = ledger.outside.filter((one) => one.programme === programme && one.period === period);
  const live = standing.line === 'filed' && claim !== null && claim.submittedAt !== null && !standing.paidOutside;
  const record: AssessmentRecord = {
    _id: assessmentId(programme, period, person._id),
    county: person.county,
    town: person.town,
    village: person.village,
    status: standing.part,
    sortKey: sortKeyOf(household?.group ?? '', person.household, person._id),
    programme,
    period,
    year: yearKey(programme, period),
    person: person._id,
    name: person.name,
    initials: person.initials,
    idTail: person.idTail,
    household: person.household,
    headName: household?.headName ?? '',
    group: household?.group ?? '',
    keeper: household?.keeper ?? null,
    keeperName: household?.keeperName ?? '',
    line: shown?.line ?? standing.line,
    verdict: assessment.verdict,
    amountFen: standing.paidOutside
      ? outside.reduce((sum, one) => sum + one.amountFen, 0)
      : live && claim
        ? claim.amountFen
        : assessment.amountFen,
    owed: standing.owed,
    missing: shown?.missing ?? standing.missing,
    lacks: (shown?.missing ?? standing.missing)[0] ?? '',
    why: standing.line === 'cannot' ? whyNot(person.name, spoken, assessment) : '',
    claim: claim?._id ?? null,
    claimStatus: claim?.status ?? '',
    paidOutside: standing.paidOutside,
    hints: [...hints],
    topUp: further?.topUp ?? null,
    policy: policy.pack.id,
    asOf: today,
    version: 0,
  };
  return { record, assessment: shown?.assessment ?? assessment, facts: shown?.facts ?? facts };
}
