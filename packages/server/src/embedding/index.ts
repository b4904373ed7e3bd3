export { Mistake } from "../mistake.ts";
export type { Seed } from "../seed/seed.ts";
export type { FoundDenial } from "./find-denials.ts";
export { type Embedded, type EmbeddedOptions, startEmbedded } from "./start-embedded.ts";
