import type { ReactElement } from "react";
import { createObservable } from "../session/observable.ts";

/** The panel at the right: help. A page sets its content with `useHelp`. While a tour runs, the panel is the tour's. */
export const helpPanel = {
  content: createObservable<ReactElement | undefined>(undefined),
  isOpen: createObservable(false),
};

/** Where there is no room beside the page the tour would cover it, and begins closed. */
const isWide = typeof matchMedia === "function" && matchMedia("(min-width: 689px)").matches;

/** The tour in the panel at the right; it goes on while it is closed. */
export const tourPanel = { isOpen: createObservable(isWide) };

/** The panel below or beside the page; open while it has a content (a Cloudscape `SplitPanel`). */
export const splitPanel = {
  content: createObservable<ReactElement | undefined>(undefined),
};
