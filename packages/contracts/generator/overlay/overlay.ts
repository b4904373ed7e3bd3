import type { ModelMember, ModelOperation, ModelPage, ModelShape } from "../model.ts";

/** What is added by hand to a published model. */
export interface Overlay {
  readonly operations?: Readonly<Record<string, ModelOperation>>;
  readonly shapes?: Readonly<Record<string, ModelShape>>;
  /** New members of shapes that the model has, by the shape's name. */
  readonly members?: Readonly<Record<string, Readonly<Record<string, ModelMember>>>>;
  /** Members of answers that the model requires and AWS leaves out, by the shape's name. */
  readonly optional?: Readonly<Record<string, readonly string[]>>;
  /** How lists are paged of which the model tells tokens alone, by the operation's name. */
  readonly pages?: Readonly<Record<string, ModelPage>>;
  /** The member that says how many items a page has, where the list of paginators leaves it out, by the operation's name. */
  readonly pageLimits?: Readonly<Record<string, string>>;
  /** Patterns that do not compile under the flag `u`, by the shape's name, written so that they do. */
  readonly patternSources?: Readonly<Record<string, string>>;
  /** Patterns that take long to match, by the shape's name, written so that they match the same in time linear in the text. */
  readonly linearSources?: Readonly<Record<string, string>>;
}
