import { useEffect, useState } from "react";
import { focusHeading } from "./focus-heading.ts";

/**
 * When a dialog goes, the focus goes back to what opened it; where that is gone too (a menu's item, a row), to the page's heading. A focus that went
 * elsewhere meanwhile stays.
 */
export function useFocusBack(): void {
  // Before the dialog takes the focus, which it does in an effect.
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement !== null && document.activeElement !== document.body) return;
        if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus();
        else focusHeading();
      });
    },
    [opener],
  );
}
