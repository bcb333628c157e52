// Seven-field timers in Beijing time.
import { nextFiring, parseCron } from '../../tools/local-cloud/functions/cron';

test.each([
  ['0 0 2 1 * * *', '2026-03-02T01:00:00Z', '2026-03-31T18:00:00.000Z'],
  ['*/10 * * * * * *', '2026-03-02T01:00:00Z', '2026-03-02T01:00:10.000Z'],
  ['0 */5 * * * * *', '2026-03-02T01:02:00Z', '2026-03-02T01:05:00.000Z'],
  ['0 30 9 * * * *', '2026-03-02T01:29:59Z', '2026-03-02T01:30:00.000Z'],
  ['0 30 9 * * * *', '2026-03-02T01:30:00Z', '2026-03-03T01:30:00.000Z'],
  ['0 0 0 * * MON *', '2026-03-02T01:00:00Z', '2026-03-08T16:00:00.000Z'],
  ['0 0 12 29 2 * *', '2026-03-02T01:00:00Z', '2028-02-29T04:00:00.000Z'],
  ['0 0 10,14-16 * * * *', '2026-03-02T02:00:00Z', '2026-03-02T06:00:00.000Z'],
  // Day and weekday both given: either is enough.
  ['0 0 0 15 * 1 *', '2026-03-02T01:00:00Z', '2026-03-08T16:00:00.000Z'],
])('%s after %s fires at %s', (cron, after, expected) => {
  expect(nextFiring(parseCron(cron), new Date(after))?.toISOString()).toBe(expected);
});

test('a timer that never comes again has no next firing', () => {
  expect(nextFiring(parseCron('0 0 0 1 1 * 2020'), new Date('2026-03-02T01:00:00Z'))).toBeNull();
});

test.each(['* * * * *', '60 * * * * * *', '* * 24 * * * *', '* * * 0 * * *', '* * * * FOO * *', '5-1 * * * * * *', '*/0 * * * * * *', ''])(
  '%s is refused',
  (cron) => {
    expect(() => parseCron(cron)).toThrow();
  },
);
