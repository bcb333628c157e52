// Subscription messages: asked for on a tap and at no other time; each yes is one message, counted in the cloud.
import { call } from './call';

/**
 * Asks leave for one message of each template. Must be called straight from a tap.
 * @returns what to show: how many were allowed, or why none.
 */
export async function allowMessages(templates: readonly string[]): Promise<string> {
  if (templates.length === 0) return '';
  let answers: Record<string, string>;
  try {
    answers = (await wx.requestSubscribeMessage({ tmplIds: [...templates] })) as unknown as Record<string, string>;
  } catch {
    return '微信没让问。到微信设置里打开订阅消息，或者就在这里看。';
  }
  const allowed = templates.filter((template) => answers[template] === 'accept');
  if (allowed.length === 0) return '没开。以后想开再点；不开也都写在这里。';
  try {
    const { left } = await call('notice.allow', { templates: allowed });
    return `好，还能用微信告诉您 ${left} 回。`;
  } catch {
    return '没信号，没记上。有信号再点一次。';
  }
}
