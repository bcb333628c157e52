// Words of one that others will read pass the content check before anything is written.
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

/** The check takes 2,500 signs at a time. */
const MOST_SIGNS = 2000;

/**
 * @param texts what was typed, by the name of its field; empty ones are not sent.
 * @throws Problem 'bad_input' naming the fields that cannot be shown.
 */
export async function demandFit(texts: Readonly<Record<string, string>>, ctx: Pick<Context, 'fitToShow'>): Promise<void> {
  const said = Object.entries(texts).filter(([, text]) => text !== '');
  const fits = async (text: string): Promise<boolean> => {
    for (let from = 0; from < text.length; from += MOST_SIGNS)
      if (!(await ctx.fitToShow(text.slice(from, from + MOST_SIGNS)))) return false;
    return true;
  };
  if (said.length === 0 || (await fits(said.map(([, text]) => text).join('\n')))) return;
  const verdicts = await Promise.all(said.map(async ([field, text]) => ({ field, fit: said.length > 1 && (await fits(text)) })));
  const bad = verdicts.filter(({ fit }) => !fit).map(({ field }) => field);
  const named = bad.length > 0 ? bad : said.map(([field]) => field);
  throw new Problem('bad_input', {
    message: '有的话不能给别人看，没有办。',
    fields: Object.fromEntries(named.map((field) => [field, '这里的话不能给别人看，换个说法'])),
    next: '改一改，再按一次。',
  });
}
