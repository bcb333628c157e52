// Everything the eligibility comparison runs, as one bundle.
export { compilePack, examplePacks } from '@shared/policies';
export { byHand } from './by-hand';
export { jsonRules } from './json-rules';
export { people } from './people';
export { zenRules } from './zen';
