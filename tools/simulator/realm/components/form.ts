// form and label: collecting what is inside, and passing a tap on words to the control they name.
import type * as glassEasel from 'glass-easel';
import { builtin } from './builtin';
import { activationOf, closest, controlOf, type FieldBehaviors, firstActivation, walk } from './controls';

/** What a button with form-type asks of the form around it. */
interface FormActions {
  submit(button: glassEasel.Element): void;
  reset(): void;
}
const forms = new WeakMap<glassEasel.Element, FormActions>();

/** The form around a button, if any. */
export function formAround(node: glassEasel.Element, behaviors: FieldBehaviors): FormActions | undefined {
  return closest(node, behaviors, (each) => forms.get(each));
}

export function makeForm(behaviors: FieldBehaviors) {
  return builtin('form', { reportSubmit: false, reportSubmitTimeout: 0 }, (part) => {
    forms.set(part.node, {
      submit(button) {
        const value: Record<string, unknown> = {};
        walk(part.node, behaviors, (child) => {
          const control = controlOf(child, behaviors);
          if (control?.name()) value[control.name()] = control.value();
        });
        part.emit('submit', {
          value,
          target: { id: button.id, dataset: button.dataset },
          formId: part.data.reportSubmit ? 'the formId is a mock one' : undefined,
        });
      },
      reset() {
        walk(part.node, behaviors, (child) => void controlOf(child, behaviors)?.reset());
        part.emit('reset', {});
      },
    });
    return {};
  });
}

export function makeLabel(behaviors: FieldBehaviors) {
  return builtin('label', { for: '' }, (part) => {
    part.node.addListener('tap', (ev) => {
      const named = part.data.for;
      const shadow = part.node.ownerShadowRoot;
      const activate = named ? activationOf(shadow?.querySelector(`#${named}`) ?? null) : firstActivation(part.node, behaviors);
      // A tap on the control itself has already done it.
      const tapped = (ev.getOriginalEvent() as Event | undefined)?.target;
      if (!activate || (tapped instanceof Element && tapped.closest('[wx-control]') && part.el.contains(tapped.closest('[wx-control]'))))
        return;
      activate();
    });
    return {};
  });
}
