// A way over the county's desks that several journeys go: a batch made by one, released by another, answered by the bank.
import { readFileSync } from 'node:fs';
import { readSheets } from '@shared/papers/tables/read';
import type { Stage } from './stage';
import type { Town } from './town';

/**
 * A batch at one desk, released at the other, the bank's file on the disk, its answer dropped into the window.
 *
 * @param first whose row stands first, so that who fails is known.
 * @param failures words of the bank for the first rows; all others succeed.
 * @returns the sum of the bank's file in fen.
 */
export async function paidAtDesks(town: Town, stage: Stage, first: string, failures: readonly string[] = []): Promise<number> {
  const clerk = await stage.desk('clerk');
  await clerk.open('/packages/pay/home/home');
  await clerk.tap('列一批');
  await clerk.tap('核卡、列名单');
  const second = await stage.desk('clerk2');
  await second.open(`/${(await clerk.pages()).at(-1)}`);
  await second.tap('放行', { nth: 0 });
  await second.tap('我看过名单和合计，放行');
  await clerk.open(`/${(await second.pages()).at(-1)}`);
  await clerk.tap('出银行的表', { nth: 0 });
  const saving = clerk.page.waitForEvent('download');
  await clerk.tap('出表', { nth: -1 });
  const [made] = await readSheets(readFileSync((await (await saving).path()) ?? ''));
  const rows = (made?.rows ?? []).slice(1).sort((a, b) => Number(b[1] === first) - Number(a[1] === first));
  const answers = rows.map((row, i) => [row[1], row[2], row[3], row[5], failures[i] ? '失败' : '成功', failures[i] ?? '']);
  const csv = [['姓名', '身份证号', '卡号', '金额', '处理结果', '失败原因'], ...answers].map((row) => row.join(',')).join('\n');
  await clerk.tap('选银行的表');
  if (await clerk.sees('拒绝')) await clerk.tap('同意');
  await clerk.frame.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], '结果.csv', { type: 'text/csv' }));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, csv);
  await clerk.frame
    .getByText(`成功 ${rows.length - failures.length}，退回 ${failures.length}`)
    .first()
    .waitFor();
  await clerk.idle();
  for (const desk of [clerk, second]) await desk.assertClean();
  await town.cloud.trigger('work', 'minute');
  return Math.round(rows.reduce((sum, row) => sum + Number(row[5]) * 100, 0));
}
