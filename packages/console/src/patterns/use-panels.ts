import { type ReactElement, useEffect } from "react";
import { helpPanel, splitPanel } from "../app/panels.ts";

/** What the help panel says on this page: a Cloudscape `HelpPanel`. Give the same element each time (a constant). */
export function useHelp(content: ReactElement): void {
  useEffect(() => {
    helpPanel.content.write(content);
    return () => {
      helpPanel.content.write(undefined);
      helpPanel.isOpen.write(false);
    };
  }, [content]);
}

/** Opens help, for an [Info] link. */
export function openHelp(): void {
  helpPanel.isOpen.write(true);
}

/** What the split panel shows; `undefined` closes it. It is closed when the page is left. */
export function useSplitPanel(content: ReactElement | undefined): void {
  useEffect(() => {
    splitPanel.content.write(content);
  }, [content]);
  useEffect(() => () => splitPanel.content.write(undefined), []);
}
