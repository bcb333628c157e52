// Where a page begins on the screen: mini-programs count from the top left of the page, below the navigation bar.

/** The page's window around a node (the visible page's when the node is in none). */
export function pageBox(node: Node | null): HTMLElement {
  const inside =
    node instanceof Element ? node.closest<HTMLElement>('.page-body') : (node?.parentElement?.closest<HTMLElement>('.page-body') ?? null);
  return inside ?? document.querySelector<HTMLElement>('.page-frame:not([hidden]) .page-body') ?? document.body;
}
