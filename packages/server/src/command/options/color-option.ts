import type { Option } from "./option.ts";

export const COLOR_OPTION = {
  meaning: "with or without colours",
  otherwise: "as NO_COLOR, FORCE_COLOR and the terminal say",
  isNegatable: true,
} as const satisfies Option;
