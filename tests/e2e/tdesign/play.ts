// Plays the uses of a row on a phone and tells what did not come true.
import type { Phone } from '../../support/stage';
import { look } from './eyes';
import { pageOf } from './fixture';
import { act, inside } from './hands';
import type { Row, Use } from './row';

/** Longest an effect may take (ms): animations and timers of the components included. */
const PATIENCE = 5000;
/** How long a use marked as missing gets before it counts as not working (ms). */
const SHORT = 800;

export interface Outcome {
  component: string;
  /** Uses that work, and all of them; mounting is none. */
  works: number;
  of: number;
  /** What should work and does not, in words. */
  broken: string[];
  /** What is marked as missing and works by now. */
  healed: string[];
  missing: string[];
}

/** Opens the row's page and goes through its uses; a use that fails does not stop the next. */
export async function play(phone: Phone, row: Row): Promise<Outcome> {
  const outcome: Outcome = { component: row.component, works: 0, of: row.uses.length, broken: [], healed: [], missing: [] };
  await phone.errors();
  const before = (await phone.errors()).length;
  let told = before;
  const reports = async (allowed?: RegExp): Promise<string | null> => {
    const all = await phone.errors();
    const fresh = all.slice(told).filter((text) => !allowed?.test(text));
    told = all.length;
    return fresh.length > 0 ? `reported ${fresh.map((text) => text.split('\n').slice(0, 3).join(' | ')).join(' ; ')}` : null;
  };
  const fault =
    (await phone.open(`/${pageOf(row)}`).then(
      () => null,
      (error: Error) => error.message,
    )) ?? (await reports());
  if (fault) (row.missing ? outcome.missing : outcome.broken).push(row.missing ?? `mounting: ${fault}`);
  else if (row.missing) outcome.healed.push(`mounting (${row.missing})`);
  for (const [index, use] of row.uses.entries()) {
    const wrong = (await attempt(phone, use)) ?? (await reports(use.faults));
    if (!wrong) outcome.works += 1;
    const name = `use ${index + 1} ${JSON.stringify({ ...use, missing: undefined })}`;
    if (wrong && use.missing) outcome.missing.push(use.missing);
    else if (wrong) outcome.broken.push(`${name}: ${wrong}`);
    else if (use.missing) outcome.healed.push(`${name} (${use.missing})`);
    if (wrong) await reports();
  }
  return outcome;
}

async function attempt(phone: Phone, use: Use): Promise<string | null> {
  const patience = use.missing ? SHORT : PATIENCE;
  try {
    await inside(phone, 'void (fixture.log.length = 0)');
    await act(phone, use, patience);
    const until = Date.now() + patience;
    for (;;) {
      const wrong = await look(phone, use);
      if (!wrong) return null;
      if (Date.now() > until) return wrong;
      await new Promise((done) => setTimeout(done, 40));
    }
  } catch (error) {
    return String(error instanceof Error ? error.message : error)
      .split('\n')
      .slice(0, 4)
      .join(' | ');
  }
}
