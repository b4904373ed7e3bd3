/** What a page may be told that is no refusal of a sign-in. */
const STATUSES = {
  InvalidRequest: 400,
  RequestRefused: 403,
  RoleRefused: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  UnsupportedMediaType: 415,
} as const;

export class ConsoleError extends Error {
  readonly code: keyof typeof STATUSES;
  readonly status: number;

  constructor(code: keyof typeof STATUSES, message: string) {
    super(message);
    this.name = "ConsoleError";
    this.code = code;
    this.status = STATUSES[code];
  }
}
