// The shape of a row of the TDesign table: what is mounted, what is done to it, what must come of it.

/** How a finger moves over what the selector finds: from its middle by so many px. */
export type Drag = [selector: string, dx: number, dy: number];

/** One use of a component: acts in the order of the fields, then everything expected must become true. */
export interface Use {
  /** Properties of the page's data to change; the component must take them up. */
  set?: Record<string, unknown>;
  /** Calls a method of the page (`js` of the row). */
  run?: string;
  /** Words or a selector to tap; `nth` counts the visible matches. */
  tap?: string;
  nth?: number;
  /** Beside the middle of it by so many px. */
  at?: [dx: number, dy: number];
  /** Field (selector) and what a person types; leaving the field is part of it. */
  type?: [selector: string, text: string];
  /** Key pressed in the field with the focus, e.g. 'Enter'. */
  key?: string;
  drag?: Drag;
  /** Presses this long (600 ms). */
  hold?: string;
  /** Scrolls the page to this height. */
  scroll?: number;
  /** A picture is chosen from the phone after the tap. */
  choose?: boolean;
  /** Event and the part of its detail that counts. `@change` in the markup makes the page listen. */
  hears?: [event: string, detail?: unknown];
  /** Words in sight. */
  sees?: string | string[];
  /** Words no longer in sight. */
  lacks?: string;
  /** Something visible matches. */
  finds?: string;
  /** Nothing visible matches. */
  hides?: string;
  /** So many elements match. */
  counts?: [selector: string, number: number];
  /** Computed style of the first match: [selector, property, value]. */
  styled?: [selector: string, property: string, value: string];
  /** Attribute or own property of the first match: [selector, name, value]. */
  has?: [selector: string, name: string, value: string];
  /** JavaScript over the phone's document that must become true. */
  holds?: string;
  /** Words of a fault that belongs to this use. */
  faults?: RegExp;
  /** Why this does not work in the simulator; a use so marked must not work. */
  missing?: string;
}

export interface Row {
  component: string;
  /** `@event` is short for a listener that writes the event down; `<t-x>` tags are taken from the package. */
  wxml: string;
  data?: Record<string, unknown>;
  /** Methods of the page, as text: 'open() { … }'. `require` answers TDesign's modules. */
  js?: string;
  wxss?: string;
  /** Other tags of the row that are no `t-` name: tag → path in the package. */
  tags?: Record<string, string>;
  uses: Use[];
  /** Why the component does not mount in the simulator. */
  missing?: string;
}
