import { useEffect } from "react";
import { focusTour } from "../tours/focus-tour.ts";
import { readKeysPreference } from "./appearance.ts";
import { href } from "./location.ts";
import { navigate } from "./navigate.ts";
import { NAVIGATION, type NavigationItem } from "./navigation-items.ts";

/** How long after `g` the next key says which page. */
const SEQUENCE_MS = 1_500;

/** Where `g` and a key lead. */
export const PAGE_KEYS: ReadonlyMap<string, NavigationItem> = new Map(
  NAVIGATION.flatMap((item) => ("items" in item ? item.items : [item])).flatMap((item) =>
    item.key === undefined ? [] : [[item.key, item] as const],
  ),
);

interface KeyActions {
  readonly showKeys: () => void;
}

/** The console's keys, where the person did not turn them off: never while something is typed, or with another key held. */
export function useKeys({ showKeys }: KeyActions): void {
  useEffect(() => {
    let pressedAt = -SEQUENCE_MS;
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "k") return take(event, focusGoTo);
      if (!readKeysPreference() || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey)
        return undefined;
      const isSecond = event.timeStamp - pressedAt < SEQUENCE_MS;
      pressedAt = -SEQUENCE_MS;
      const page = isSecond ? PAGE_KEYS.get(event.key) : undefined;
      if (page !== undefined) return take(event, () => navigate(href(page.path)));
      if (event.key === "g") pressedAt = event.timeStamp;
      if (event.key === "/") return take(event, focusGoTo);
      if (event.key === "?") return take(event, showKeys);
      if (event.key === "c") return take(event, pressCreate);
      if (event.key === "t") return take(event, () => void focusTour());
      return undefined;
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [showKeys]);
}

function take(event: KeyboardEvent, act: () => void): undefined {
  event.preventDefault();
  act();
}

function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // Also an editor, which may stand behind a shadow root, and a dialog: Escape and Tab are all that is asked there.
  return target.isContentEditable || target.shadowRoot !== null || target.closest(TYPED) !== null;
}

const TYPED =
  'input, textarea, select, [role="combobox"], [role="textbox"], [role="dialog"], [role="listbox"]';

function focusGoTo(): void {
  document.querySelector<HTMLInputElement>("#rc-top input")?.focus();
}

/** The page's own button that makes something. */
function pressCreate(): void {
  document.querySelector<HTMLElement>('#content a[href$="/create"]')?.click();
}
