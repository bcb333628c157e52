// Households that no card of the last days reached: told while one rings them anyway. Only for the village's own cadre; without it the round goes on.
import { call } from '../../../services/call';
import { knownMe } from '../../../services/session';

const READERS: readonly string[] = ['cadre', 'village_head'];

/** By household; empty where it is not one's to know, nothing was sent, or there is no signal. */
export async function unheardIn(village: string): Promise<Record<string, true>> {
  if (!knownMe()?.roles.some(({ role }) => READERS.includes(role))) return {};
  try {
    const { households } = await call('push.unheard', { village });
    return Object.fromEntries(households.map((id) => [id, true as const]));
  } catch {
    return {};
  }
}
