// One kind of check: a name, and what it found. An empty list is a pass.
import { spawn } from 'node:child_process';
import { root } from '../build/paths';

export interface Step {
  name: string;
  run(): Promise<string[]>;
}

export interface Ran {
  code: number;
  output: string;
}

/** Runs a program and gathers what it says on both channels. A program that cannot start answers with code -1. */
export function execute(program: string, args: readonly string[], cwd = root): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' } });
    let output = '';
    const gather = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', gather);
    child.stderr.on('data', gather);
    child.on('error', (error) => resolve({ code: -1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? -1, output }));
  });
}

export const linesOf = (output: string): string[] => output.split('\n').filter((line) => line.trim() !== '');
