/** What a request was refused with, or why there was no answer. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** `AccessDenied`, `NoSuchEntity`, `SessionEnded`; `Unreachable` where nobody answered. */
  readonly code: string;
  readonly status: number;
  readonly requestId: string | undefined;
  /** By which a denial is looked up. */
  readonly authorizationId: string | undefined;
  /** What stands beside the message, by name: `devices`, `rules`, `reason`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, { code, message, requestId, authorizationId, ...details }: ErrorBody) {
    super(message ?? code);
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.authorizationId = authorizationId;
    this.details = details;
  }

  /** Whether the identity may not do it. AWS's services have several codes for that. */
  get isDenied(): boolean {
    return DENIALS.has(this.code);
  }

  /** Whether there is nothing of that name. IAM and Organizations have a code each. */
  get isGone(): boolean {
    return this.code === "NoSuchEntity" || /NotFoundException$/.test(this.code);
  }
}

/** `error` of an answer. */
export interface ErrorBody {
  readonly code: string;
  readonly message?: string;
  readonly requestId?: string;
  readonly authorizationId?: string;
  readonly [detail: string]: unknown;
}

const DENIALS: ReadonlySet<string> = new Set(["AccessDenied", "AccessDeniedException"]);

/** Nobody answered: the server is gone, or the network to it. Whether it was asked is not known. */
export const UNREACHABLE = "Unreachable";
/** The session is over, on the server or because nobody signed in. */
export const SESSION_ENDED = "SessionEnded";
