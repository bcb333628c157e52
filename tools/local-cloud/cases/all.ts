// All cases, and what must lie in the collections before the first one runs.
import { FORMS, SEED } from '../forms/all';
import type { Form } from '../forms/form';
import type { Case } from './case';
import { FUNCTIONS } from './functions';
import { OPEN_API } from './open-api';
import { STORAGE } from './storage';
import { TRANSACTIONS } from './transactions';

/** Made by a form, not before it. */
const FRESH = 'fresh';

function ofForm({ form, run, ...rest }: Form): Case {
  return {
    ...rest,
    name: form,
    run: ({ db }) => run(db),
    ...(form === 'createCollection' ? { needs: ['fresh collection'] as const } : {}),
  };
}

export const CASES: readonly Case[] = [...FORMS.map(ofForm), ...TRANSACTIONS, ...STORAGE, ...FUNCTIONS, ...OPEN_API];

/** Collections that must be there and empty of all but the seed. */
export const COLLECTIONS = ['things', 'changed', 'kinds', 'many', 'heavy', 'claims'] as const;
/** Created by a case. */
export const CREATED = [FRESH] as const;
export { SEED };

/** The unique index some cases need: the server's SDK cannot make one. */
export const UNIQUE_INDEX = { collection: 'claims', name: 'serial', keys: [['serial', 1]] as [string, 1][], unique: true };
