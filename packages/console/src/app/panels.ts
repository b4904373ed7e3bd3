import type { ReactElement } from "react";
import { createObservable } from "../session/observable.ts";

/** The panel at the right: help, and later the tour. A page sets its content with `useHelp`. */
export const helpPanel = {
  content: createObservable<ReactElement | undefined>(undefined),
  isOpen: createObservable(false),
};

/** The panel below or beside the page; open while it has a content (a Cloudscape `SplitPanel`). */
export const splitPanel = {
  content: createObservable<ReactElement | undefined>(undefined),
};
