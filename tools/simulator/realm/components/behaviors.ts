// The behaviours WeChat itself offers to components of a project: `behaviors: ['wx://form-field']` and the like.
import type { behavior, CodeSpace } from 'glass-easel-miniprogram-adapter';
import type { FieldBehaviors } from './controls';

/** Defines them in a space. The three of forms are returned apart: form and button look for them. */
export function makeBehaviors(space: CodeSpace): { all: Record<string, behavior.GeneralBehavior>; fields: FieldBehaviors } {
  const empty = () => space.behavior().definition({}).register() as unknown as behavior.GeneralBehavior;
  const field = space
    .behavior()
    .definition({ properties: { name: { type: String, value: '' }, value: { type: null, value: '' } } })
    .register() as unknown as behavior.GeneralBehavior;
  const fields = { field, group: empty(), button: empty() };
  return {
    fields,
    all: {
      'wx://form-field': fields.field,
      'wx://form-field-group': fields.group,
      'wx://form-field-button': fields.button,
      // `export()` of a component works on its own; the name only has to exist.
      'wx://component-export': empty(),
      // Forwards a scroll-view's methods through a wrapping component; nothing to add where scroll contexts are found by selector.
      'wx://proxy-scroll-view': empty(),
    },
  };
}
