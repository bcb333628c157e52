// The one declaration of collections and their indexes; the deployment, the local cloud and the tests read it.
// A cursor is a sortKey, so a record's sortKey ends in its own id and is unique within its collection.

export type IndexKeys = readonly (readonly [field: string, direction: 1 | -1])[];
export interface IndexDeclaration {
  name: string;
  keys: IndexKeys;
  /** Only on fields that are always present: the service reads a missing field as null, and one null fits. */
  unique?: boolean;
}
export interface CollectionDeclaration {
  indexes: readonly IndexDeclaration[];
}

function index(...fields: string[]): IndexDeclaration {
  return { name: fields.join('_'), keys: fields.map((field) => [field, 1] as const) };
}
function unique(...fields: string[]): IndexDeclaration {
  return { ...index(...fields), unique: true };
}
/** The same list for each level of the scope tree. */
function byScope(...fields: string[]): IndexDeclaration[] {
  return ['village', 'town', 'county'].map((level) => index(level, ...fields));
}

export const collections = {
  settings: { indexes: [] },
  places: { indexes: [index('parent')] },
  staff: { indexes: [] },
  accounts: { indexes: [] },
  households: {
    indexes: [
      ...byScope('status', 'sortKey'),
      ...byScope('headName'),
      ...byScope('keeper', 'status', 'sortKey'),
      index('village', 'group', 'status', 'sortKey'),
      unique('code'),
    ],
  },
  persons: {
    indexes: [
      ...byScope('status', 'sortKey'),
      unique('idIndex'),
      index('household'),
      index('phoneIndex'),
      ...byScope('name'),
      ...byScope('initials'),
      ...byScope('idTail', 'sortKey'),
    ],
  },
  bonds: { indexes: [index('person', 'sortKey'), index('openid', 'sortKey'), ...byScope('status', 'sortKey'), index('status', 'until')] },
  codes: { indexes: [index('until')] },
  consents: { indexes: [index('openid')] },
  complaints: { indexes: [...byScope('status', 'sortKey'), index('openid', 'sortKey')] },
  spells: { indexes: [index('person', 'start'), ...byScope('status', 'sortKey')] },
  postings: { indexes: [index('status', 'sortKey'), index('status', 'area', 'sortKey')] },
  policy_versions: { indexes: [index('status', 'sortKey')] },
  claims: { indexes: [index('person', 'sortKey'), ...byScope('waiting', 'sortKey'), ...byScope('status', 'sortKey')] },
  receipts: { indexes: [index('claim', 'sortKey'), index('sha256', 'status')] },
  requests: { indexes: [index('at')] },
  audits: { indexes: [index('window', '_id'), index('record', 'version')] },
  seals: { indexes: [unique('window')] },
  outbox: { indexes: [index('state', 'dueAt')] },
  jobs: { indexes: [index('state', 'leaseUntil')] },
  offers: { indexes: [index('until')] },
  notices: { indexes: [index('openid', 'sortKey')] },
  quotas: { indexes: [] },
  rates: { indexes: [index('until')] },
} as const satisfies Record<string, CollectionDeclaration>;

export type CollectionName = keyof typeof collections;
