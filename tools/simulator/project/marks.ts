// Two marks that stay in compiled CSS until the phone knows a component's style isolation.

/** Before every class name: replaced by the component's prefix, or by nothing. */
export const CLASS_MARK = '__CLASS__';
/** Where `:host` names the component. */
export const HOST_MARK = '__HOST__';
