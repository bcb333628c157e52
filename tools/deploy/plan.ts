// What a deployment would do: the hashes of what is shipped, the configuration of the functions, and the commands in their order.
import { join } from 'node:path';
import { output } from '../build/paths';
import { hashOf, readTree, text } from '../build/tree';

/** Pinned, so that a deployment next year is made by the tools of this one. */
const TOOLS = { cloudbase: '@cloudbase/cli@2.12.10', wechat: 'miniprogram-ci@2.1.42' };

interface FunctionSetting {
  timeout: number;
  memory: number;
  triggers: { name: string; type: 'timer'; config: string }[];
}

export interface Target {
  env: string;
  appid: string;
  /** File of the upload key from mp.weixin.qq.com. */
  uploadKey: string;
  version: string;
  commit: string;
  /** Where the functions' configuration is written; it holds the keys. */
  configFile: string;
}

export interface Command {
  why: string;
  program: 'npx';
  args: string[];
}

/** One line per part: short hash and name. */
export function fingerprints(): { part: string; hash: string }[] {
  const functions = readTree(output.functions);
  const names = Object.keys(JSON.parse(text(functions, 'functions.json')) as object);
  const inside = (name: string): typeof functions => new Map([...functions].filter(([path]) => path.startsWith(`${name}/`)));
  return [
    { part: 'miniprogram', hash: hashOf(readTree(output.miniprogram)) },
    ...names.map((name) => ({ part: name, hash: hashOf(inside(name)) })),
    { part: 'database.json', hash: hashOf(new Map([...functions].filter(([path]) => path === 'database.json'))) },
  ];
}

/** The configuration file of the CloudBase command. The variables replace those online entirely, so the keys are always among them. */
export function functionsConfig(env: string, keys: Record<string, string>): object {
  const settings = JSON.parse(text(readTree(output.functions), 'functions.json')) as Record<string, FunctionSetting>;
  return {
    envId: env,
    functionRoot: output.functions,
    functions: Object.entries(settings).map(([name, { timeout, memory, triggers }]) => ({
      name,
      dir: join(output.functions, name),
      handler: 'index.main',
      runtime: 'Nodejs18.15',
      timeout,
      memorySize: memory,
      installDependency: false,
      triggers,
      envVariables: keys,
    })),
  };
}

export function commands(target: Target, functions: readonly string[]): Command[] {
  return [
    ...functions.map(
      (name): Command => ({
        why: `function ${name}`,
        program: 'npx',
        args: ['-y', TOOLS.cloudbase, 'fn', 'deploy', name, '--force', '-e', target.env, '--config-file', target.configFile],
      }),
    ),
    {
      why: 'mini-program, as a trial version',
      program: 'npx',
      args: [
        '-y',
        TOOLS.wechat,
        'upload',
        '--pp',
        '.',
        '--pkp',
        target.uploadKey,
        '--appid',
        target.appid,
        '--uv',
        target.version,
        '--ud',
        target.commit,
      ],
    },
  ];
}
