import type { Answer } from "./answer.ts";
import type { BodyProblem } from "./body-error.ts";
import type { EdgeLimits } from "./limits.ts";

/** Why the edge answers itself. */
export type RefusalReason =
  | Exclude<BodyProblem, "aborted">
  | "headersTooLarge"
  | "transferCoding"
  | "notHttp"
  /** A TLS handshake: plain HTTP is spoken here. */
  | "tls"
  | "internal";

/** A request that reaches no entrance, or whose entrance failed. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly requestId: string;
  readonly limits: EdgeLimits;
  /** What the entrance allows, where it is known. */
  readonly bodyBytes: number;
}

/** How such a request is answered: the edge knows no protocol above HTTP. The body must be text. */
export type Refuse = (refusal: Refusal) => Answer & { readonly body: string };
