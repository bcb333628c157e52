// All words of the domain in two registers, in one place to import from: residents' spoken words and the official terms.
export { type CheckWords, checkWords } from './words/checks';
export {
  assessmentWords,
  EVENT_WORDS,
  eventWords,
  levelWords,
  STATUS_WORDS,
  stageWords,
  statusWords,
  VERB_WORDS,
  VERDICT_WORDS,
  verbWords,
  verdictWords,
} from './words/claims';
export { EVIDENCE_WORDS, evidenceWords } from './words/evidence';
export { REASON_CODES, REASON_NEXT, REASON_WORDS, type ReasonCode, reasonNext, reasonWords } from './words/reasons';
export { REFUSAL_WORDS, refusalWords } from './words/refusals';
export { REGISTERS, type Register, type Wording } from './words/register';
export { REMEDY_WORDS, remedyWords } from './words/remedies';
export { DISTANCE_WORDS, textWords, valueWords } from './words/values';
