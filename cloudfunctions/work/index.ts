// The function of the timers: delivers the outbox and drives long work every minute; seals the audit and tidies up every ten; begins
// the night's assessment of every village, the look for 疑点 where money went out and for records that may be one; of postings asked again.
import { rebuildDirty } from '@shared/listing/dirty';
import { rebuildStale } from '@shared/listing/month-figures';
import { sweepOffers } from '@shared/papers/offer';
import { attendBonds } from '@shared/runtime/bond-ends';
import { deliverDue } from '@shared/runtime/delivery';
import { tidy } from '@shared/runtime/housekeeping';
import { sealWindows } from '@shared/runtime/seal';
import { serveTimers } from '@shared/runtime/timers';
import { driveOrphans } from '@shared/works';
import { beginNight } from '@shared/works/assess-village';
import { monthNight } from '@shared/works/month-night';
import { beginAsking } from '@shared/works/posting-ask';
import { expirePostings } from '@shared/works/posting-ends';
import { beginLooks } from '@shared/works/trace-night';
import { beginTwinNight } from '@shared/works/twin-night';
import { finishVisits } from '@shared/works/visit-ends';

export const main = serveTimers({
  minute: async ({ services, send, now }) => ({
    ...(await deliverDue(services.store, send, now)),
    remade: await rebuildDirty(services, now),
    counted: await rebuildStale(services.store, now),
    ...(await driveOrphans(services, now)),
  }),
  ten_minutes: async ({ services, now }) => ({
    sealed: (await sealWindows(services.store, now)).length,
    tidied: await tidy(services.store, now),
    bonds: await attendBonds(services.store, now),
    visits: await finishVisits(services, now),
    postings: await expirePostings(services.store, now),
    swept: await sweepOffers({ ...services, now }),
  }),
  nightly: async ({ services, now }) => {
    const month = await monthNight(services.store, now);
    return {
      villages: await beginNight(services.store, now),
      looks: await beginLooks(services.store, now),
      asked: await beginAsking(services.store, now),
      twins: await beginTwinNight(services.store, now),
      monthsClosed: month.closed,
      monthsOpened: month.opened,
    };
  },
});
