import { ApiError, type ErrorBody, SESSION_ENDED, UNREACHABLE } from "./api-error.ts";
import { takeRefusal } from "./first-refusal.ts";
import { reachability } from "./reachability.ts";
import { sessionStore } from "./session-store.ts";

export interface RequestOptions {
  readonly method: "GET" | "POST" | "DELETE";
  readonly body?: unknown;
  /** Ends it; the answer is dropped. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks the console's own routes, under `/console`.
 * @throws ApiError where it was refused, or where nobody answered.
 */
export async function request<Answer>(path: string, options: RequestOptions): Promise<Answer> {
  refuseWhatIsOver(path);
  const refused = takeRefusal(path, options.body);
  if (refused !== undefined) throw refused;
  const response = await send(path, options);
  const text = await response.text();
  if (response.ok) return (text === "" ? {} : JSON.parse(text)) as Answer;
  const error = new ApiError(response.status, readError(response.status, text));
  if (error.code === SESSION_ENDED) sessionStore.end();
  throw error;
}

/** What is asked by nobody yet, begins a session, or ends it. All else is asked by who is signed in. */
const OPEN: ReadonlySet<string> = new Set(["/session", "/session/companies", "/session/passkey-options"]);

/** Spares the server what cannot be let in: the page behind a session that is over asks on by its own clocks. */
function refuseWhatIsOver(path: string): void {
  const { is } = sessionStore.state.read();
  if (is === "unknown" || is === "signed-in" || OPEN.has(path)) return;
  throw new ApiError(401, { code: SESSION_ENDED, message: "Your session has ended. Sign in again." });
}

async function send(path: string, { method, body, signal }: RequestOptions): Promise<Response> {
  const csrfToken = sessionStore.csrfToken();
  try {
    const response = await fetch(`/console${path}`, {
      method,
      credentials: "same-origin",
      redirect: "error",
      headers: {
        Accept: "application/json",
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(method !== "GET" && csrfToken !== undefined && { "X-Rolecall-Csrf": csrfToken }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    });
    reachability.answered();
    return response;
  } catch (error) {
    if (signal?.aborted === true) throw error;
    reachability.failed();
    throw new ApiError(0, { code: UNREACHABLE, message: "Rolecall does not answer." });
  }
}

/** A proxy before the server may answer with a page of its own. */
function readError(status: number, text: string): ErrorBody {
  try {
    const { error } = JSON.parse(text) as { readonly error?: ErrorBody };
    if (typeof error?.code === "string") return error;
  } catch {
    // Told below.
  }
  return { code: "UnexpectedAnswer", message: `The server answered ${status} without saying why.` };
}
