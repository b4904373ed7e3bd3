/** A request that policies denied, with why. */
export interface Denial {
  /** By Rolecall's clock. */
  readonly at: Date;
  readonly requestId: string;
  /** What it can be looked up by: `rolecall why ID`. */
  readonly authorizationId: string | undefined;
  /** The ARN of who asked, where that is known. */
  readonly principal: string | undefined;
  /** `iam:CreateUser` */
  readonly action: string;
  readonly resource: string | undefined;
  /** As the client was told. */
  readonly message: string;
  /** `implicitDeny` where nothing allowed it, `explicitDeny` where a statement denied it. */
  readonly decision: string;
  /** The kind of policies that decided: `identity`, `boundary`, `session`, `resource`, `serviceControl`, `resourceControl`. */
  readonly layer: string;
  /** Absent where nothing more is known: `unexplained` says why. */
  readonly explanation: DenialExplanation | undefined;
  /** The explanation as `rolecall why` prints it. */
  readonly text: string | undefined;
  readonly unexplained: string | undefined;
}

/** Everything that led to a decision. Within a version members are added, never taken away. */
export interface DenialExplanation {
  readonly format: "rolecall-explanation";
  readonly version: 1;
  readonly decision: string;
  readonly layer: string;
  /** The same in words. */
  readonly headline: { readonly sentence: string; readonly paragraph: string; readonly more: string };
  readonly request: {
    readonly principal: string;
    readonly action: string;
    readonly resource: string;
    readonly resourceAccountId: string;
  };
  /** The sets of policies that were asked, layer by layer. */
  readonly sets: readonly ExplainedSet[];
  /** What would allow it: all of them are needed. */
  readonly changes: readonly ExplainedChange[];
}

export interface ExplainedSet {
  readonly layer: string;
  /** Of an organization, from the root down. */
  readonly level: number;
  /** `allows`, `denies`, `silent`, `implied`, `noDeny`, `unknown`. */
  readonly verdict: string;
  readonly policies: readonly {
    readonly name?: string | undefined;
    readonly arn?: string | undefined;
    readonly attachedTo?: string | undefined;
  }[];
  readonly statements: readonly {
    /** The place of its policy in `policies`. */
    readonly policy: number;
    /** Its own place in the policy. */
    readonly index: number;
    readonly sid?: string | undefined;
    readonly effect: "Allow" | "Deny";
    readonly matched: boolean;
  }[];
}

export interface ExplainedChange {
  /** `addStatement`: `statement` to that layer. `liftDeny`: what denies there must no longer match. */
  readonly kind: "addStatement" | "liftDeny";
  readonly layer: string;
  readonly level: number;
  readonly statement?:
    | { readonly Effect: "Allow"; readonly Action: string; readonly Resource?: string | undefined }
    | undefined;
}
