// `npm start`: makes sure the packages are there, then hands over to tools/start/main.ts.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root } from './start/prepare.mjs';

ensureInstalled();
const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'tools/start/main.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl-C reaches the child by itself; it closes its stores and ends, and so do we.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
