import type { Policy } from "@rolecall/policy";

/** A policy as a role's picture has it. */
export interface PicturedPolicy {
  readonly name: string;
  /** Undefined where the reader may not see it. */
  readonly policy: Policy | undefined;
}

/** What a role's picture and sentence are made of. */
export interface PicturedRole {
  /** As the sentence calls it: `testrole`, `this role`. */
  readonly name: string;
  /** As the box in the middle does, where it differs: `your role`. */
  readonly title?: string;
  readonly trust: Policy | undefined;
  readonly policies: readonly PicturedPolicy[];
  readonly boundary?: Policy | undefined;
  readonly maxSessionSeconds: number;
}
