export type { WayState } from "./way-state.ts";
