// When a telephone is answered, in the words one would say to a colleague.

const HOURS: readonly (readonly [before: string, words: string])[] = [
  ['08:00', '早上8点前好打'],
  ['11:30', '上午好打'],
  ['14:00', '中午好打'],
  ['18:00', '下午好打'],
  ['19:00', '下班前后好打'],
  ['24:00', '晚7点后好打'],
];

/** `time` is Beijing clock time, HH:mm. */
export function hourWords(time: string): string {
  return (HOURS.find(([before]) => time < before) ?? ['', '晚7点后好打'])[1] as string;
}
