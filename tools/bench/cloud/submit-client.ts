// The process that hands claims in: dispatch with the real SDK, each call it makes written down, then made again raw and timed.
import { randomUUID } from 'node:crypto';
import { submitClaim } from '@shared/actions/claims';
import { dispatch } from '@shared/runtime/dispatch';
import { cloudServices } from '@shared/runtime/entry';
import type { Listing, Store, Stored, Tx } from '@shared/runtime/store';
import type { Handed } from './submit';

type Collection = Parameters<Store['get']>[0];
/** One call on the store, ready to be made again. */
type Again = (store: Store) => Promise<unknown>;
type AgainInside = (tx: Tx) => Promise<unknown>;

/** What is inserted again needs a name of its own. */
const other = <T extends Stored>(doc: T): T => ({ ...doc, _id: `${doc._id}:raw` });

function writingTx(tx: Tx, inside: AgainInside[]): Tx {
  return {
    get: (collection, id) => {
      inside.push((again) => again.get(collection, id));
      return tx.get(collection, id);
    },
    insert: (collection, doc) => {
      inside.push((again) => again.insert(collection, other(doc)));
      return tx.insert(collection, doc);
    },
    replace: (collection, doc) => {
      inside.push((again) => again.replace(collection, doc));
      return tx.replace(collection, doc);
    },
    patch: (collection, id, fields) => {
      inside.push((again) => again.patch(collection, id, fields));
      return tx.patch(collection, id, fields);
    },
    remove: (collection, id) => tx.remove(collection, id),
  };
}

function writing(store: Store, made: Again[]): Store {
  return {
    get: (collection: Collection, id: string) => {
      made.push((again) => again.get(collection, id));
      return store.get(collection, id);
    },
    list: (collection: Collection, listing: Listing) => {
      made.push((again) => again.list(collection, listing));
      return store.list(collection, listing);
    },
    getMany: (collection: Collection, ids: readonly string[]) => {
      made.push((again) => again.getMany(collection, ids));
      return store.getMany(collection, ids);
    },
    insert: (collection, doc) => {
      made.push((again) => again.insert(collection, other(doc)));
      return store.insert(collection, doc);
    },
    count: (collection, id, field, fresh) => {
      made.push((again) => again.count(collection, id, field, fresh));
      return store.count(collection, id, field, fresh);
    },
    remove: (collection, id) => store.remove(collection, id),
    transaction: (work) => {
      const inside: AgainInside[] = [];
      made.push((again) =>
        again.transaction(async (tx) => {
          for (const one of inside) await one(tx);
        }),
      );
      return store.transaction((tx) => {
        inside.length = 0;
        return work(writingTx(tx, inside));
      });
    },
  } as Store;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

async function handIn({ openid, claim }: Handed): Promise<{ ours: number; peer: number; calls: number }> {
  const services = cloudServices();
  const made: Again[] = [];
  const actions = new Map([[submitClaim.name, submitClaim]]);
  const envelope = { action: 'claim.submit', input: { claim, version: 1, agreed: true }, requestId: randomUUID(), clientVersion: 'bench' };
  const clock = () => new Date('2026-03-02T01:00:00.000Z');
  let reply: Awaited<ReturnType<typeof dispatch>> | undefined;
  const ours = await timed(async () => {
    reply = await dispatch({ openid, envelope }, { ...services, clock, store: writing(services.store, made) }, actions);
  });
  if (!reply?.ok) throw new Error(`not handed in: ${JSON.stringify(reply)}`);
  // One after another, as many as there were: their sum, whatever ran side by side in ours.
  let peer = 0;
  for (const again of made) peer += await timed(() => again(services.store));
  return { ours, peer, calls: made.length };
}

process.on('message', (handed: Handed[]) => {
  (async () => {
    const rounds = [];
    for (const one of handed) rounds.push(await handIn(one));
    process.send?.({ rounds, calls: rounds.at(-1)?.calls ?? 0 });
  })().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
