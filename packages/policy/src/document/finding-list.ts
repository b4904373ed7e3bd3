import { rankError, wordAwsMessage } from "./aws-wording.ts";
import type { ErrorCode, ErrorFinding } from "./finding.ts";
import type { PolicyKind } from "./policy.ts";
import type { Span } from "./span.ts";

/** After this many errors a document is not read on: more would help nobody. */
export const MAX_ERRORS = 100;

interface ErrorDetail {
  readonly span: Span;
  readonly message: string;
  /** What fills the blank in AWS's sentence. */
  readonly subject?: string;
  readonly suggestion?: string;
}

/** Collects the errors of one document while it is read. */
export class FindingList {
  readonly kind: PolicyKind;
  readonly #errors: ErrorFinding[] = [];

  constructor(kind: PolicyKind) {
    this.kind = kind;
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
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }

  get isEmpty(): boolean {
    return this.#errors.length === 0;
  }

  /** In the order in which AWS answers them. */
  get errors(): readonly ErrorFinding[] {
    return this.#errors.toSorted((a, b) => rankError(a.code, this.kind) - rankError(b.code, this.kind));
  }
}
