// policy_versions/{programme@version}: the versions in force, each parsed and prepared once per worker. The only way from code to a policy.
import type { Assessment } from '@shared/domain/assessment';
import type { Facts } from '@shared/domain/facts';
import type { DateText, PolicyVersionRecord } from '@shared/domain/records';
import { compilePack, type PolicyPack, parsePack } from '@shared/policies';
import { packHash } from '@shared/policies/hash';
import { Problem } from '@shared/runtime/problem';
import type { Store } from '@shared/runtime/store';

export interface Policy {
  pack: PolicyPack;
  hash: string;
  assess(facts: Facts): Assessment;
}

export interface Policies {
  /** In force on the day, by programme. */
  active(today: DateText): Promise<Policy[]>;
  /** The version in force for a programme and period; refuses in words when there is none. */
  forClaim(programme: string, period: string, today: DateText): Promise<Policy>;
  /** One version by id, in force or not: what a claim was submitted under. */
  version(id: string, hash: string): Promise<Policy>;
}

/** Far more than a county runs at once. */
const MOST_VERSIONS = 100;

/** Prepared versions by hash. A version never changes, so neither does what is kept here. */
const prepared = new Map<string, Policy>();

function prepare(record: PolicyVersionRecord): Policy {
  const known = prepared.get(record.hash);
  if (known) return known;
  if (packHash(record.pack) !== record.hash) throw new Error(`policy version ${record._id} does not have the content of its hash`);
  const pack = parsePack(record.pack);
  const policy: Policy = { pack, hash: record.hash, assess: compilePack(pack) };
  prepared.set(record.hash, policy);
  return policy;
}

/** Newest first; a version all of whose periods newer ones of its programme have taken over is no longer asked. */
function latest(policies: readonly Policy[]): Policy[] {
  const newest = [...policies].sort((a, b) =>
    a.pack.from === b.pack.from ? (a.pack.id < b.pack.id ? 1 : -1) : a.pack.from < b.pack.from ? 1 : -1,
  );
  const taken = new Set<string>();
  const holding = new Set(
    newest.filter(({ pack }) => {
      const own = pack.periods.map((period) => `${pack.programme}:${period}`).filter((key) => !taken.has(key));
      for (const key of own) taken.add(key);
      return own.length > 0;
    }),
  );
  // In the order the county lists its programmes, the newest version of one first: `find` by period meets the one that holds.
  return newest.filter((one) => holding.has(one)).sort((a, b) => order(policies, a) - order(policies, b));
}

const order = (policies: readonly Policy[], { pack }: Policy): number => policies.findIndex((one) => one.pack.programme === pack.programme);

export function policiesOf(store: Store): Policies {
  const inForce = async (): Promise<Policy[]> => {
    const records = await store.list<PolicyVersionRecord>('policy_versions', {
      where: { status: 'in_force' },
      order: ['sortKey', 'asc'],
      limit: MOST_VERSIONS,
    });
    return records.map(prepare);
  };
  let listed: Promise<Policy[]> | undefined;
  const active = async (today: DateText): Promise<Policy[]> => {
    listed ??= inForce();
    return latest((await listed).filter(({ pack }) => pack.from <= today && (pack.until === null || today <= pack.until)));
  };
  // One call may ask for the same version once per row of a list.
  const asked = new Map<string, Promise<Policy>>();
  const stored = async (id: string, hash: string): Promise<Policy> => {
    const record = await store.get<PolicyVersionRecord>('policy_versions', id);
    if (!record || record.hash !== hash) throw new Error(`policy version ${id} is missing or is not the one the claim was submitted under`);
    return prepare(record);
  };
  return {
    active,
    async forClaim(programme, period, today) {
      const found = (await active(today)).find(({ pack }) => pack.programme === programme && pack.periods.includes(period));
      if (!found)
        throw new Problem('not_possible_now', {
          message: '这一项现在没有在办，或者不办这一年的。',
          next: '回到「我能领多少」看看有哪些能办。',
        });
      return found;
    },
    version(id, hash) {
      const key = `${id}#${hash}`;
      const found = asked.get(key) ?? stored(id, hash);
      asked.set(key, found);
      return found;
    },
  };
}
