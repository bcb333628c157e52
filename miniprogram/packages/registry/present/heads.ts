// Households looked for by the name of their head, as a row to choose from.
import { call } from '../../../services/call';

/** Active households of heads whose name begins so; without the one named. @throws CallError */
export async function headsLike(text: string, without: string): Promise<{ id: string; words: string }[]> {
  const { items } = await call('person.search', { text, by: 'head' });
  // A row for each household, shown by its head.
  const heads = items.filter(({ relation, status }) => relation === '户主' && status === 'active');
  const sheets = await Promise.all(heads.slice(0, 10).map(({ id }) => call('person.sheet', { person: id })));
  return sheets
    .filter(({ sheet }) => sheet.household.id !== without)
    .map(({ sheet }) => ({
      id: sheet.household.id,
      words: `${sheet.household.headName}家 · ${sheet.household.villageName} ${sheet.household.group}`,
    }));
}
