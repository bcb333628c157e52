// The functions as the platform runs them: one table, from which each function's config.json and the local cloud's table are made.

export interface FunctionSetting {
  /** Seconds; the platform allows 1 to 60. */
  timeout: number;
  /** Megabytes. */
  memory: number;
  /** `config` is the platform's cron of seven fields: second minute hour day month weekday year. */
  triggers: readonly { name: string; type: 'timer'; config: string }[];
  /** Open interfaces the function may call. */
  openapi: readonly string[];
}

export const functions = {
  public: { timeout: 10, memory: 256, triggers: [], openapi: [] },
  // Pictures are taken in whole: up to 5 MB, a few copies of it in memory.
  resident: { timeout: 20, memory: 512, triggers: [], openapi: ['security.msgSecCheck'] },
  staff: { timeout: 20, memory: 256, triggers: [], openapi: ['security.msgSecCheck'] },
  // Who is who: 认人, 家里人, the directory of staff, 投诉. Papers and sentences are taken in whole.
  people: {
    timeout: 20,
    memory: 512,
    triggers: [],
    openapi: ['phonenumber.getPhoneNumber', 'security.msgSecCheck', 'wxacode.getUnlimited'],
  },
  office: { timeout: 30, memory: 512, triggers: [], openapi: ['security.msgSecCheck', 'wxacode.getUnlimited'] },
  // The living ledger: spreadsheets in and out are read and written here.
  ledger: { timeout: 30, memory: 512, triggers: [], openapi: ['security.msgSecCheck'] },
  // Jobs: postings with their pictures, matching, what goes to village groups.
  jobs: { timeout: 20, memory: 512, triggers: [], openapi: ['security.msgSecCheck', 'wxacode.getUnlimited'] },
  work: {
    timeout: 60,
    memory: 256,
    triggers: [
      { name: 'minute', type: 'timer', config: '0 * * * * * *' },
      { name: 'ten_minutes', type: 'timer', config: '30 */10 * * * * *' },
      // 02:00 in Beijing, which is the platform's own time for timers.
      { name: 'nightly', type: 'timer', config: '0 0 2 * * * *' },
    ],
    // Postings of a sheet are read over before they are brought onto the board.
    openapi: ['security.msgSecCheck', 'subscribeMessage.send'],
  },
} as const satisfies Record<string, FunctionSetting>;
