import { tourPanel } from "../app/panels.ts";
import { waitFor } from "./wait-for.ts";

/** Opens the panel of the tour that runs, and gives it the focus as soon as it is there. */
export async function focusTour(): Promise<void> {
  tourPanel.isOpen.write(true);
  const title = await waitFor(() => document.getElementById("rc-tour-title") ?? undefined);
  title?.focus();
}
