// What a typed or opened identity number or telephone is, without keeping it.
import { idNumberProblem, normalIdNumber, normalPhone, phoneProblem, readIdNumber } from '../fields';
import type { NumberState, PersonView, PhoneState } from './view';

const PLACEHOLDER = /^999999/;

export function numberState(number: string | null): Pick<PersonView, 'number' | 'numberSays'> {
  if (number === null || number.trim() === '') return { number: 'missing', numberSays: null };
  const normal = normalIdNumber(number);
  if (PLACEHOLDER.test(normal)) return { number: 'placeholder', numberSays: null };
  const state: NumberState = idNumberProblem(normal) === null ? 'ok' : 'bad';
  const read = state === 'ok' ? readIdNumber(normal) : null;
  return { number: state, numberSays: read && { born: read.born, sex: read.sex } };
}

export function phoneState(phone: string | null): PhoneState {
  if (phone === null || phone.trim() === '') return 'none';
  return phoneProblem(normalPhone(phone)) === null ? 'ok' : 'bad';
}
