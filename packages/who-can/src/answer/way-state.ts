/** Whether somebody gets there: at any time, if something more is given (a condition), or not, since a layer stops it. */
export type WayState = "open" | "needs" | "stopped";
