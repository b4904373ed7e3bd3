import type { ModelMember, ModelOperation, ModelShape } from "../model.ts";

/** What is added by hand to a published model. */
export interface Overlay {
  readonly operations?: Readonly<Record<string, ModelOperation>>;
  readonly shapes?: Readonly<Record<string, ModelShape>>;
  /** New members of shapes that the model has, by the shape's name. */
  readonly members?: Readonly<Record<string, Readonly<Record<string, ModelMember>>>>;
  /** Patterns that do not compile under the flag `u`, by the shape's name, written so that they do. */
  readonly patternSources?: Readonly<Record<string, string>>;
}
