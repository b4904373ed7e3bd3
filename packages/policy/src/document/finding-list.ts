import { rankError, wordAwsMessage } from "./aws-wording.ts";
import type { ErrorCode, ErrorFinding } from "./finding.ts";
import { KIND_RULES } from "./kind-rules.ts";
import type { PolicyKind } from "./policy.ts";
import type { Span } from "./span.ts";

/** After this many errors a document is not read on: more would help nobody. */
export const MAX_ERRORS = 100;

interface ErrorDetail {
  readonly span: Span;
  readonly message: string;
  /** What fills the blank in AWS's sentence. */
  readonly subject?: string;
  /** Worked out only where the error is kept: hostile documents have many. */
  readonly suggestion?: string | (() => string);
}

/**
 * For what a document is read. AWS refuses to save documents of which it still honours older ones: the rules of saving are
 * asked when a customer brings a document, and not when one that was saved is read again.
 */
export type ReadingPurpose = "evaluate" | "save";

/** Collects the errors of one document while it is read. */
export class FindingList {
  readonly kind: PolicyKind;
  readonly purpose: ReadingPurpose;
  readonly #errors: ErrorFinding[] = [];

  constructor(kind: PolicyKind, purpose: ReadingPurpose = "evaluate") {
    this.kind = kind;
    this.purpose = purpose;
  }

  /** Answers undefined, so that a reader can refuse and return in one breath. */
  refuse(code: ErrorCode, detail: ErrorDetail): undefined {
    if (this.#errors.length === MAX_ERRORS) return;
    const { span, message, suggestion } = detail;
    this.#errors.push({
      severity: "error",
      code,
      message,
      awsMessage: wordAwsMessage(code, this.kind, detail.subject ?? ""),
      // Copied, since the node that came as a span would keep the whole tree alive.
      span: { start: span.start, end: span.end },
      ...(suggestion === undefined ? {} : { suggestion: tell(suggestion) }),
    });
  }

  /** Whether the document is to be saved by IAM, by whose own rules it is judged then. */
  get isForIam(): boolean {
    return this.purpose === "save" && KIND_RULES[this.kind].savedBy === "iam";
  }

  /** Whether the document is to limit a session that STS makes. */
  get isForSession(): boolean {
    return this.purpose === "save" && KIND_RULES[this.kind].savedBy === "sts";
  }

  get isEmpty(): boolean {
    return this.#errors.length === 0;
  }

  /** In the order in which AWS answers them. */
  get errors(): readonly ErrorFinding[] {
    return this.#errors.toSorted((a, b) => rankError(a.code, this.kind) - rankError(b.code, this.kind));
  }
}

function tell(suggestion: string | (() => string)): string {
  return typeof suggestion === "string" ? suggestion : suggestion();
}
