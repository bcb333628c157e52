// Field rules used by schemas and forms alike: what a value looks like as kept, and what is wrong with it in plain words.
export { accountProblem, accountWarning, normalAccount, passesLuhn } from './account';
export { amountProblem, readAmount } from './amount';
export { dateProblem, readDate, readMonth } from './date-text';
export { checkSign, type IdNumber, idNumberProblem, idNumberWarning, normalIdNumber, readIdNumber } from './id-number';
export { normalPhone, phoneProblem } from './phone';
