// Long work from a page: driven step by step while the page looks, so that people see it move; closed, the cloud goes on by itself.
import type { Output } from '@shared/contract/index';
import { call } from './call';

export type Task = Output<'task.drive'>['task'];

/** Somebody else is at it, or the step was short: no need to ask a hundred times a second. */
const PAUSE_MS = 400;
const MOST_STEPS = 600;

/**
 * Drives a task to its end.
 * @param look is told after every step; answering false stops looking (the work itself goes on).
 * @throws CallError
 */
export async function runTask(id: string, look: (task: Task) => boolean | undefined = () => undefined): Promise<Task> {
  let done = -1;
  for (let step = 0; ; step += 1) {
    const { task } = await call('task.drive', { task: id });
    if (task.state === 'stopped' && (await wantsToGoOn(task))) {
      await call('task.again', { task: id });
      continue;
    }
    if (look(task) === false || task.state !== 'running' || step >= MOST_STEPS) return task;
    if (task.done + task.failed === done) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    done = task.done + task.failed;
  }
}

/** Work stops when whoever began it no longer serves there; a colleague may take it over. */
async function wantsToGoOn({ words, done, failed }: Task): Promise<boolean> {
  const { confirm } = await wx.showModal({
    title: '停在半路了',
    content: `${words}，办了 ${done + failed} 条停下了：交办的人已经不在岗。您接着办下去？`,
    confirmText: '接着办',
    cancelText: '先不办',
  });
  return confirm;
}

/** 「正在核卡 120/412」 */
export function taskWords({ words, done, failed, total }: Task): string {
  const at = done + failed;
  return total === null ? `${words} ${at}` : `${words} ${at}/${total}`;
}
