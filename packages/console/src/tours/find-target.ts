/** Something of a page that a step speaks of, as a reader finds it: by what it is, and by its name. */
export interface Target {
  readonly kind: TargetKind;
  /** As it is shown, or told to a screen reader; of `part` a selector of ours. */
  readonly name: string | RegExp;
}

type TargetKind = keyof typeof SELECTORS | "part";

const SELECTORS = {
  link: "a[href]",
  button: "button",
  tab: '[role="tab"]',
  menuItem: '[role="menuitem"]',
  choice: 'input[type="radio"], input[type="checkbox"]',
  field: 'input:not([type="radio"], [type="checkbox"]), textarea',
  heading: "h1, h2, h3",
} as const;

/** A dialog is looked through first: what it covers cannot be reached. */
const PLACES = ['[role="dialog"]', "#content", "#rc-top", 'nav:not([aria-label="Breadcrumbs"])'] as const;

/** The first target that is shown; undefined where none is. */
export function findTarget(targets: readonly Target[]): HTMLElement | undefined {
  for (const target of targets) {
    const found = findOne(target);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findOne({ kind, name }: Target): HTMLElement | undefined {
  const selector = kind === "part" ? String(name) : SELECTORS[kind];
  for (const place of PLACES)
    for (const root of document.querySelectorAll(place))
      for (const element of root.querySelectorAll<HTMLElement>(selector))
        if (isShown(element) && (kind === "part" || isNamed(element, name))) return element;
  return undefined;
}

/** A button that waits for something is not there yet. */
function isShown(element: HTMLElement): boolean {
  if (element.matches(":disabled, [aria-disabled='true']")) return false;
  return element.checkVisibility() && element.closest(".rc-tour, [aria-hidden='true']") === null;
}

function isNamed(element: HTMLElement, name: string | RegExp): boolean {
  const own = nameOf(element).replaceAll(/\s+/g, " ").trim();
  return name instanceof RegExp ? name.test(own) : own === name;
}

/** The name that assistive technology reads, in the order of precedence that it has. https://www.w3.org/TR/accname-1.2/ */
function nameOf(element: HTMLElement): string {
  const labelled = element.getAttribute("aria-labelledby");
  if (labelled !== null)
    return labelled
      .split(/\s+/)
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" ");
  const label = element.getAttribute("aria-label");
  if (label !== null) return label;
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
    return [...(element.labels ?? [])].map(({ textContent }) => textContent).join(" ");
  return element.textContent;
}

/** What wears the frame of a target: of a box to tick or a field, which nothing can stand in, what is around it. */
export function wearerOf(element: HTMLElement): HTMLElement {
  if (element instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(element.type))
    return element.closest("label") ?? element.parentElement?.parentElement ?? element;
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
    return element.parentElement ?? element;
  return element;
}
