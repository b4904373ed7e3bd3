import type { QueryClient } from "@tanstack/react-query";
import type { FirstCall } from "../app/first-call.ts";
import { ApiError, type ErrorBody } from "./api-error.ts";
import { keepRefusal } from "./first-refusal.ts";
import type { SignedIn } from "./identity.ts";
import { sessionStore } from "./session-store.ts";

/** As the server writes it into the page. */
interface FirstAnswers {
  readonly session: SignedIn;
  readonly call?: {
    readonly call: FirstCall;
    readonly status: number;
    readonly answer: { readonly error?: ErrorBody };
  };
}

/**
 * Takes what the server answered within the page, so that nothing of it is asked: who is signed in, and what the page asks first.
 * Where it has nothing, the page asks.
 */
export function takeFirstAnswers(queries: QueryClient): void {
  const element = document.getElementById("rc-first");
  if (element === null) return;
  const { session, call }: FirstAnswers = JSON.parse(element.textContent);
  element.remove();
  sessionStore.begin(session);
  if (call === undefined) return;
  const { status, answer, call: asked } = call;
  const { service, operation, input } = asked;
  if (status === 200) queries.setQueryData([service, operation, input], answer);
  else if (answer.error !== undefined)
    keepRefusal(`/api/${service}/${operation}`, input, new ApiError(status, answer.error));
}
