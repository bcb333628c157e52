// How an action is written: its name in the contract, who may call it, and either what it answers or what it changes and then shows.
import type { ActionName, Output, Parsed } from '@shared/contract';
import type { Role } from '@shared/domain/records';
import type { Context } from './context';
import type { RateLimit } from './rate';
import type { Outcome } from './requests';
import { UPLOAD } from './uploads';

interface Common {
  /** Any one of them is enough. Never empty: an action nobody may call is a mistake. */
  roles: readonly [Role, ...Role[]];
  /** A limit of its own per caller, beside the one all visitors have. */
  limit?: RateLimit;
}

export interface Reading<A extends ActionName> extends Common {
  /** Answers and changes nothing (or notes what must not be replayed, such as a reveal). */
  run(input: Parsed<A>, ctx: Context): Promise<Output<A>>;
}

export interface Changing<A extends ActionName> extends Common {
  /** Does it, through ctx.change. Not run again when the same request comes again. */
  change(input: Parsed<A>, ctx: Context): Promise<Outcome>;
  /**
   * Uploads the input names. They stay until all is done and then go, also when the same request comes again: a function that died in
   * between left them there.
   */
  uploads?(input: Parsed<A>): readonly (string | null | undefined)[];
  /** Reads anew what was done and shows it; also for the same request again. */
  show(outcome: Outcome, input: Parsed<A>, ctx: Context): Promise<Output<A>>;
}

/** An action with its input type hidden, as a function lists it. */
export interface Action {
  name: ActionName;
  roles: readonly [Role, ...Role[]];
  limit: RateLimit | null;
  changes: boolean;
  /** `input` has passed the contract's schema of this very action. */
  run(input: unknown, ctx: Context, before: Outcome | null): Promise<unknown>;
}

export function action<A extends ActionName>(name: A, definition: Reading<A> | Changing<A>): Action {
  const common = { name, roles: definition.roles, limit: definition.limit ?? null };
  if ('run' in definition) return { ...common, changes: false, run: (input, ctx) => definition.run(input as Parsed<A>, ctx) };
  return {
    ...common,
    changes: true,
    async run(input, ctx, before) {
      const parsed = input as Parsed<A>;
      const outcome = before ?? (await definition.change(parsed, ctx));
      // What cannot be deleted now is only left over: no record names it.
      for (const fileID of definition.uploads?.(parsed) ?? [])
        if (fileID && UPLOAD.test(fileID)) await ctx.files.remove(fileID).catch(() => undefined);
      return definition.show(outcome, parsed, ctx);
    },
  };
}
