// button: WeChat's look, form-type, open-type, and a keyboard's Enter.
import { builtin, type Part } from './builtin';
import { type FieldBehaviors, setActivation } from './controls';
import { formAround } from './form';
import { attachHover } from './hover';

const BUTTON = {
  hoverClass: 'button-hover',
  hoverStopPropagation: false,
  hoverStartTime: 20,
  hoverStayTime: 70,
  size: 'default',
  type: 'default',
  plain: false,
  disabled: false,
  loading: false,
  formType: '',
  openType: '',
  lang: 'en',
  sessionFrom: '',
  sendMessageTitle: '',
  sendMessagePath: '',
  sendMessageImg: '',
  showMessageCard: false,
  appParameter: '',
  phoneNumberNoQuotaToast: true,
  activityType: 0,
  entrancePath: '',
  needShowEntrance: true,
  name: '',
} as const;

export type OpenType = (part: Part<typeof BUTTON>) => void | Promise<void>;

export function makeButton(behaviors: FieldBehaviors, openTypes: Record<string, OpenType>) {
  return builtin('button', BUTTON, (part) => {
    attachHover(part as never, 'button-hover', () => !part.data.disabled);
    part.el.setAttribute('role', 'button');
    part.el.setAttribute('wx-control', '');
    const act = () => {
      const { formType, openType } = part.data;
      const form = formType && formAround(part.node, behaviors);
      if (form && formType === 'submit') form.submit(part.node);
      if (form && formType === 'reset') form.reset();
      if (!openType) return;
      const open = openTypes[openType];
      // Most of them wait for the person: nothing a test's idle() should wait for.
      if (open) Promise.resolve(open(part)).catch(part.phone.report);
      else part.phone.report(new Error(`button 的 open-type="${openType}" 在模拟器里还没有`));
    };
    // A disabled button swallows the tap before any handler sees it.
    part.node.addListener('tap', (ev) => void (part.data.disabled && ev.stopPropagation()), { capture: true });
    // After the page's own handlers, as WeChat does.
    part.node.addListener('tap', () => queueMicrotask(act));
    setActivation(part.node, () => {
      if (part.data.disabled) return;
      part.el.click();
    });
    return {
      update(changed) {
        const { data, el } = part;
        for (const name of ['size', 'type'] as const) if (changed.has(name)) el.setAttribute(name, data[name]);
        for (const name of ['plain', 'disabled', 'loading'] as const) if (changed.has(name)) el.toggleAttribute(name, data[name]);
        if (changed.has('disabled')) {
          el.tabIndex = data.disabled ? -1 : 0;
          el.setAttribute('aria-disabled', String(data.disabled));
        }
      },
    };
  });
}
