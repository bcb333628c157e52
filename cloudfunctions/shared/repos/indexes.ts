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
      index('accountIndex'),
      ...byScope('name'),
      ...byScope('initials'),
      ...byScope('idTail', 'sortKey'),
    ],
  },
  bonds: {
    indexes: [
      index('person', 'sortKey'),
      index('openid', 'sortKey'),
      ...byScope('status', 'sortKey'),
      index('status', 'warnedOn', 'until'),
      index('status', 'until'),
      index('helperIndex', 'status'),
    ],
  },
  codes: { indexes: [index('until')] },
  consents: { indexes: [] },
  complaints: { indexes: [...byScope('status', 'sortKey'), index('openid', 'sortKey')] },
  spells: { indexes: [index('person', 'start'), ...byScope('status', 'sortKey')] },
  postings: {
    indexes: [
      index('status', 'sortKey'),
      index('status', 'area', 'sortKey'),
      index('status', 'until'),
      index('status', 'askAgainOn', 'sortKey'),
      index('cells', 'sortKey'),
      index('cells', 'rankKey'),
      index('employerId', 'sortKey'),
      index('sameKey'),
      index('alike', 'sortKey'),
      ...byScope('status', 'askAgainOn'),
      ...byScope('status', 'sortKey'),
    ],
  },
  employers: { indexes: [...byScope('status', 'sortKey'), index('nameKey'), index('openids')] },
  posting_sheets: { indexes: [index('town', 'sortKey'), index('village', 'sortKey'), index('county', 'sortKey')] },
  posting_sheet_rows: { indexes: [index('sheet', 'chunk'), index('until')] },
  posting_sheet_lines: { indexes: [index('sheet', 'row'), index('sheet', 'outcome', 'row'), index('sheet', 'origin')] },
  posting_reports: { indexes: [...byScope('status', 'sortKey'), index('posting', 'sortKey')] },
  applications: {
    indexes: [
      ...byScope('status', 'sortKey'),
      index('posting', 'sortKey'),
      index('posting', 'person'),
      index('person', 'sortKey'),
      index('push'),
      index('status', 'dueOn'),
    ],
  },
  second_jobs: { indexes: [...byScope('status', 'sortKey'), index('person', 'sortKey')] },
  pushes: { indexes: [...byScope('status', 'sortKey'), unique('code')] },
  push_shares: { indexes: [index('push', 'sortKey'), index('village', 'on')] },
  chat_groups: { indexes: [...byScope('status', 'sortKey')] },
  reaches: { indexes: [index('push', 'village', 'sortKey'), index('village', 'sortKey'), index('until')] },
  push_calls: { indexes: [index('push', 'village'), index('until')] },
  push_questions: { indexes: [...byScope('status', 'sortKey'), index('owner', 'status', 'sortKey')] },
  fairs: { indexes: [...byScope('status', 'sortKey'), unique('code')] },
  fair_visits: { indexes: [...byScope('fair', 'status', 'sortKey'), index('fair', 'status', 'sortKey'), index('person', 'sortKey')] },
  policy_versions: { indexes: [index('status', 'sortKey')] },
  claims: {
    indexes: [
      index('person', 'sortKey'),
      index('household'),
      index('ticketSerials'),
      ...byScope('waiting', 'sortKey'),
      ...byScope('waiting', 'dueKey'),
      ...byScope('status', 'sortKey'),
    ],
  },
  receipts: { indexes: [index('claim', 'sortKey'), index('sha256', 'status'), index('bands', 'status')] },
  requests: { indexes: [index('at')] },
  audits: { indexes: [index('window', '_id'), index('record', 'version')] },
  seals: { indexes: [unique('window')] },
  publicities: { indexes: [...byScope('sortKey'), ...byScope('status', 'sortKey'), unique('code')] },
  publicity_lines: { indexes: [index('publicity', 'sortKey')] },
  objections: { indexes: [index('publicity', 'sortKey'), ...byScope('status', 'sortKey'), index('claim')] },
  outbox: { indexes: [index('state', 'dueAt')] },
  jobs: { indexes: [index('state', 'leaseUntil')] },
  batches: { indexes: [...byScope('status', 'sortKey'), ...byScope('sortKey')] },
  payments: {
    indexes: [
      ...byScope('status', 'sortKey'),
      ...byScope('doubt', 'sortKey'),
      ...byScope('personName', 'sortKey'),
      index('batch', 'sortKey'),
      index('person', 'sortKey'),
      index('household', 'sortKey'),
      index('idIndex', 'sortKey'),
    ],
  },
  budgets: { indexes: [...byScope('sortKey')] },
  recoveries: { indexes: [...byScope('status', 'sortKey'), index('payment')] },
  tells: { indexes: [...byScope('status', 'sortKey')] },
  suspicions: { indexes: [...byScope('status', 'sortKey'), index('payment')] },
  years: { indexes: [index('town')] },
  outside: { indexes: [index('person', 'sortKey'), index('household')] },
  imports: { indexes: [index('town', 'sortKey')] },
  import_rows: { indexes: [index('import', 'chunk')] },
  assessments: {
    indexes: [
      ...byScope('year', 'status', 'sortKey'),
      index('village', 'year', 'sortKey'),
      index('village', 'year', 'line', 'sortKey'),
      index('village', 'year', 'lacks', 'sortKey'),
      index('village', 'year', 'group', 'sortKey'),
      index('village', 'year', 'keeper', 'sortKey'),
      index('village', 'year', 'name'),
      index('village', 'year', 'initials'),
      index('person'),
    ],
  },
  standings: { indexes: [index('person')] },
  minutes: { indexes: [...byScope('sortKey')] },
  equations: { indexes: [index('town', 'year'), index('county', 'year')] },
  exports: { indexes: [...byScope('sortKey')] },
  export_parts: { indexes: [index('export', 'n')] },
  export_marks: { indexes: [] },
  findings: {
    indexes: [...byScope('status', 'sortKey'), ...byScope('rule', 'status', 'sortKey'), index('household'), index('village', 'sortKey')],
  },
  explanations: { indexes: [index('household')] },
  finding_counts: { indexes: [index('town'), index('county')] },
  field_history: { indexes: [index('record', 'version'), index('record', 'at')] },
  whereabouts: {
    indexes: [
      ...byScope('figures', 'sortKey'),
      ...byScope('matchKeys', 'sortKey'),
      ...byScope('owedBy', 'sortKey'),
      ...byScope('name'),
      ...byScope('initials'),
      index('keeper', 'figures', 'sortKey'),
      index('household'),
      index('village', 'sortKey'),
    ],
  },
  where_changes: { indexes: [...byScope('sortKey')] },
  stats: { indexes: [index('town', 'month'), index('county', 'month')] },
  targets: { indexes: [index('county', 'year')] },
  figure_reports: { indexes: [index('place', 'sortKey')] },
  checks: {
    indexes: [
      ...byScope('month', 'status', 'sortKey'),
      index('village', 'month', 'sortKey'),
      index('person', 'month'),
      index('household', 'month'),
    ],
  },
  rounds: { indexes: [...byScope('month', 'sortKey')] },
  month_figures: { indexes: [...byScope('month', 'sortKey'), index('stale', 'sortKey')] },
  rechecks: { indexes: [...byScope('status', 'sortKey'), ...byScope('month', 'sortKey')] },
  duties: { indexes: [...byScope('status', 'sortKey'), index('owner', 'status', 'sortKey'), index('person'), index('household')] },
  twins: { indexes: [...byScope('status', 'sortKey')] },
  merges: { indexes: [...byScope('sortKey')] },
  home_twins: { indexes: [...byScope('status', 'sortKey')] },
  home_merges: { indexes: [...byScope('sortKey'), index('keep'), index('drop')] },
  handovers: {
    indexes: [
      ...byScope('status', 'sortKey'),
      index('toVillage', 'status', 'sortKey'),
      index('toTown', 'status', 'sortKey'),
      index('subject', 'sortKey'),
    ],
  },
  happenings: { indexes: [...byScope('sortKey'), index('household', 'sortKey'), index('person', 'sortKey')] },
  visits: {
    indexes: [...byScope('sortKey'), index('household', 'sortKey'), index('visitor', 'sortKey'), index('status', 'at')],
  },
  conflicts: { indexes: [...byScope('status', 'sortKey'), index('household', 'status')] },
  devices: { indexes: [...byScope('status', 'sortKey'), index('openid', 'sortKey')] },
  intakes: { indexes: [index('town', 'sortKey'), index('village', 'sortKey')] },
  intake_rows: { indexes: [index('cut', 'chunk'), index('cut', 'outcomes', 'chunk')] },
  intake_choices: { indexes: [] },
  intake_words: { indexes: [] },
  intake_deeds: { indexes: [index('intake', 'sortKey')] },
  retypes: { indexes: [index('source', 'status', 'sortKey'), index('source', 'status', 'village', 'sortKey')] },
  dirty: { indexes: [index('at'), index('village', 'at')] },
  pack_drafts: { indexes: [index('county', 'sortKey')] },
  preview_rows: { indexes: [index('job', 'part', 'sortKey')] },
  layouts: { indexes: [] },
  stamps: { indexes: [] },
  offers: { indexes: [index('until')] },
  notices: { indexes: [index('openid', 'sortKey')] },
  quotas: { indexes: [] },
  rates: { indexes: [index('until')] },
} as const satisfies Record<string, CollectionDeclaration>;

export type CollectionName = keyof typeof collections;
