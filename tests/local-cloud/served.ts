// The local cloud as a program of its own, and what other programs print.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

interface Served {
  child: ChildProcess;
  url: string;
  env: Record<string, string>;
  /** What it has written on its error output so far. */
  errors(): string;
}

/** A local cloud served by its own command. */
export async function served(args: string[]): Promise<Served> {
  const command = ['--import', 'tsx', path.resolve('tools/local-cloud/main.ts'), '--port', '0', ...args];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => resolve(String(chunk)));
    child.on('exit', () => reject(new Error(`it stopped by itself: ${errors}`)));
  });
  return { child, errors: () => errors, ...(JSON.parse(line) as { url: string; env: Record<string, string> }) };
}

/** What a program prints, and how it ends. */
export function output(args: string[], env: Record<string, string>): Promise<{ text: string; errors: string; code: number | null }> {
  return new Promise((resolve) => {
    const user = spawn(process.execPath, args, { env: { ...env, PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'pipe'] });
    let [text, errors] = ['', ''];
    user.stdout.on('data', (chunk) => {
      text += String(chunk);
    });
    user.stderr.on('data', (chunk) => {
      errors += String(chunk);
    });
    user.on('close', (code) => resolve({ text: text.trim(), errors, code }));
  });
}
