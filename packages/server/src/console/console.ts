/**
 * The door of the console: sessions, and operations as who has one. A page of ours signs nothing and holds no key; what it may do is what
 * the pipeline lets the signed-in identity do.
 */
import type { Answer, WholeRequest } from "@rolecall/edge";
import {
  findOriginal,
  findSession,
  type LiveSession,
  SignInRefusal,
  seeSession,
  sessionEnded,
} from "@rolecall/sign-in";
import { wholeSeconds } from "../installation/installation.ts";
import { explainFailure } from "../pipeline/failure.ts";
import { answerError, type JsonAnswer } from "./answers.ts";
import { callOperation } from "./call-operation.ts";
import { ConsoleError } from "./console-error.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { readCookie } from "./cookie.ts";
import { answerFederation, FEDERATION_PATH } from "./federation/answer-federation.ts";
import { refuseOtherOrigins, requireCsrfToken, requireJson } from "./guard.ts";
import {
  deleteOneSession,
  deleteSession,
  deleteSessions,
  getSession,
  getSessions,
} from "./own-session-routes.ts";
import { postCompanies } from "./post-companies.ts";
import { postPasskeyOptions } from "./post-passkey-options.ts";
import { deleteRole, postRole } from "./post-role.ts";
import { postSession } from "./post-session.ts";
import { answerSaml, SAML_PATH } from "./saml/answer-saml.ts";
import type { OriginalVisit, SessionVisit, Visit } from "./visit.ts";

export interface Console {
  answer(request: WholeRequest): Promise<Answer>;
}

/** What a path needs before it is answered: no session, the session of who signed in, or that with its role. */
type Route =
  | { readonly needs: "nothing"; readonly run: (parts: ConsoleParts, visit: Visit) => Promise<JsonAnswer> }
  | {
      readonly needs: "original";
      readonly run: (parts: ConsoleParts, visit: OriginalVisit, rest: string) => Promise<JsonAnswer>;
    }
  | {
      readonly needs: "session";
      readonly run: (parts: ConsoleParts, visit: SessionVisit, rest: string) => Promise<JsonAnswer>;
    };

export const CONSOLE_API_PREFIX = "/console/api/";
export const CONSOLE_SESSION_PREFIX = "/console/session";
const SESSIONS_PREFIX = "/console/sessions/";

/** By path and method. A path that ends with `/` stands for all that begin so; what follows is told to who answers. */
const ROUTES: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
  "/console/session": {
    POST: { needs: "nothing", run: postSession },
    GET: { needs: "session", run: getSession },
    DELETE: { needs: "nothing", run: deleteSession },
  },
  "/console/session/passkey-options": { POST: { needs: "nothing", run: postPasskeyOptions } },
  "/console/session/companies": { POST: { needs: "nothing", run: postCompanies } },
  "/console/session/role": {
    POST: { needs: "original", run: postRole },
    DELETE: { needs: "original", run: deleteRole },
  },
  "/console/sessions": {
    GET: { needs: "original", run: getSessions },
    DELETE: { needs: "original", run: deleteSessions },
  },
  [SESSIONS_PREFIX]: { DELETE: { needs: "original", run: deleteOneSession } },
  [CONSOLE_API_PREFIX]: { POST: { needs: "session", run: callOperation } },
};

export function createConsole(parts: ConsoleParts): Console {
  return {
    async answer(request) {
      try {
        return await answer(parts, request);
      } catch (error) {
        return answerFailure(parts, request, error);
      }
    },
  };
}

/** Where browsers come from elsewhere, and may. */
const OPEN_DOORS: Readonly<Record<string, (parts: ConsoleParts, visit: Visit) => Promise<Answer>>> = {
  [FEDERATION_PATH]: answerFederation,
  [SAML_PATH]: answerSaml,
};

async function answer(parts: ConsoleParts, asked: WholeRequest): Promise<Answer> {
  const { installation } = parts;
  const open = OPEN_DOORS[asked.rawPath];
  if (open !== undefined) {
    if (!installation.store.mayAnswer) await installation.store.refresh();
    return open(parts, visitOf(parts, asked));
  }
  const request = asBrowsersCome(parts, asked);
  refuseOtherOrigins(request, installation.publicUrl);
  const { route, rest } = findRoute(request);
  if (request.method === "POST") requireJson(request);
  const { store } = installation;
  if (!store.mayAnswer) await store.refresh();
  const visit = visitOf(parts, asked);
  const { secret } = visit;
  if (route.needs === "nothing") return route.run(parts, visit);
  if (secret === undefined) throw sessionEnded("unknown");
  if (request.method !== "GET") requireCsrfToken(request, secret);
  const bearing = { ...visit, secret };
  if (route.needs === "original") {
    const session = await findOriginal(parts.signInParts, bearing);
    see(parts, visit, session);
    return route.run(parts, { ...bearing, session }, rest);
  }
  const session = await findSession(parts.signInParts, bearing);
  see(parts, visit, session);
  return route.run(parts, { ...bearing, session }, rest);
}

/** INVARIANT: a cookie of a browser that comes by TLS is kept for TLS. */
function asBrowsersCome({ isBehindTls }: ConsoleParts, request: WholeRequest): WholeRequest {
  return isBehindTls && !request.isSecureTransport ? { ...request, isSecureTransport: true } : request;
}

function visitOf(parts: ConsoleParts, asked: WholeRequest): Visit {
  const { installation } = parts;
  // Conditions (aws:SecureTransport) are told what is known of this request alone.
  const { id, sourceIp, headers, isSecureTransport } = asked;
  const origin = { id, sourceIp, userAgent: headers["user-agent"]?.[0], isSecureTransport };
  const request = asBrowsersCome(parts, asked);
  return { request, origin, now: wholeSeconds(installation.clock()), secret: readCookie(request) };
}

/** Behind the request: that somebody was here keeps nobody waiting. */
function see(parts: ConsoleParts, { now, origin }: Visit, { record }: Pick<LiveSession, "record">): void {
  seeSession(parts.signInParts, record, now).catch((error: unknown) => parts.onOutage(error, origin.id));
}

function findRoute({ method, rawPath }: WholeRequest): { readonly route: Route; readonly rest: string } {
  const path = [SESSIONS_PREFIX, CONSOLE_API_PREFIX].find((prefix) => rawPath.startsWith(prefix)) ?? rawPath;
  const methods = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
  if (methods === undefined) throw new ConsoleError("NotFound", "The console has no such path.");
  const route = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (route === undefined)
    throw new ConsoleError("MethodNotAllowed", `This path takes ${Object.keys(methods).join(", ")}.`);
  return { route, rest: rawPath.slice(path.length) };
}

/** INVARIANT: nothing of what is inside is told. */
function answerFailure({ onBug, onOutage }: ConsoleParts, { id }: WholeRequest, error: unknown): JsonAnswer {
  const told = { requestId: id };
  if (error instanceof SignInRefusal) {
    const { code, message, details } = error;
    return answerError(401, { ...details, code, message, ...told });
  }
  if (error instanceof ConsoleError)
    return answerError(error.status, { code: error.code, message: error.message, ...told });
  const { wire, isBug, isOutage } = explainFailure(error, "rest-json");
  if (isBug) onBug(error, id);
  if (isOutage) onOutage(error, id);
  return answerError(wire.httpStatus ?? 400, { code: wire.code, message: wire.message, ...told });
}
