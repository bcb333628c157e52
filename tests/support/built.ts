// Before component and browser tests: dist/ is what the sources are now. Costs a hash when nothing changed.
import { build } from '../../tools/build/build';

export default async function built(): Promise<void> {
  await build({ say: (line) => process.stdout.write(`${line}\n`) });
}
