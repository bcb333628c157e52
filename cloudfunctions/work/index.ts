// The function of the timers: delivers the outbox every minute; seals the audit and tidies up every ten.
import { deliverDue } from '@shared/runtime/delivery';
import { tidy } from '@shared/runtime/housekeeping';
import { sealWindows } from '@shared/runtime/seal';
import { serveTimers } from '@shared/runtime/timers';

export const main = serveTimers({
  minute: ({ services, send, now }) => deliverDue(services.store, send, now),
  ten_minutes: async ({ services, now }) => ({
    sealed: (await sealWindows(services.store, now)).length,
    tidied: await tidy(services.store, now),
  }),
});
