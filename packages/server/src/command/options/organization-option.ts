import type { Option } from "./option.ts";

export const ORGANIZATION_OPTION = {
  argument: "ID",
  meaning: "which organization, where a store holds several, such as o-a1b2c3d4e5",
  otherwise: "the only one",
} as const satisfies Option;
