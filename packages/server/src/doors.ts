import { SITE_FOLDER } from "@rolecall/console";
import type { Entrance, RequestHead } from "@rolecall/edge";
import { ISSUERS_PATH } from "@rolecall/operations/issuer";
import { limits } from "@rolecall/protocols";
import { CONSOLE_API_PREFIX, CONSOLE_SESSION_PREFIX, type Console } from "./console/console.ts";
import { FEDERATION_PATH } from "./console/federation/answer-federation.ts";
import { leadsToConsole, TO_CONSOLE } from "./console/lead-to-console.ts";
import { CONSOLE_PREFIX, openConsolePages } from "./console/pages/pages.ts";
import { SAML_PATH } from "./console/saml/answer-saml.ts";
import type { IssuerPages } from "./issuers/issuer-pages.ts";
import { MANAGEMENT_PREFIX, type Management } from "./management/management.ts";
import type { Pipeline } from "./pipeline/handle.ts";
import { STATE_BYTES_MAX, STATE_PATH, type StateRoom } from "./state/state-room.ts";

/** A part of the server that answers some of its requests. */
interface Door {
  readonly takes: (head: RequestHead) => boolean;
  readonly entrance: Entrance;
}

export interface Rooms {
  readonly management: Pick<Management, "answer">;
  readonly services: Pick<Pipeline, "handle">;
  readonly issuers: IssuerPages;
  readonly console: Console;
  /** Absent where it is saved and loaded by other means. */
  readonly state?: StateRoom;
}

/** Nothing that it is asked needs a body. */
const MANAGEMENT_BODY_BYTES = 4_096;
/** Whoever signs in is a stranger yet. */
const SIGN_IN_BODY_BYTES = 65_536;
/** A response of an identity provider as a form has it: of its base64, three bytes a character at most. */
const FEDERATION_BODY_BYTES = 409_600;

/** The first door that takes a request answers it; the last takes all that is left. A new part of the server is a row here. */
export function createDoors({
  management,
  services,
  issuers,
  console,
  state,
}: Rooms): (head: RequestHead) => Entrance {
  const doors: readonly Door[] = [
    {
      takes: ({ rawPath }) => rawPath.startsWith(ISSUERS_PATH),
      entrance: { takes: "whole", bodyBytes: MANAGEMENT_BODY_BYTES, answer: issuers.answer },
    },
    {
      takes: ({ rawPath }) => state !== undefined && rawPath === STATE_PATH,
      // Streamed: who may is known before a body is read.
      entrance: { takes: "stream", bodyBytes: STATE_BYTES_MAX, answer: (request) => state!.answer(request) },
    },
    {
      takes: ({ rawPath }) => rawPath.startsWith(MANAGEMENT_PREFIX),
      entrance: { takes: "whole", bodyBytes: MANAGEMENT_BODY_BYTES, answer: management.answer },
    },
    {
      takes: ({ rawPath }) => rawPath.startsWith(CONSOLE_API_PREFIX),
      entrance: { takes: "whole", bodyBytes: limits.bodyBytes, answer: console.answer },
    },
    {
      takes: ({ rawPath }) => rawPath.startsWith(CONSOLE_SESSION_PREFIX),
      entrance: { takes: "whole", bodyBytes: SIGN_IN_BODY_BYTES, answer: console.answer },
    },
    {
      takes: ({ rawPath }) => rawPath === FEDERATION_PATH || rawPath === SAML_PATH,
      entrance: { takes: "whole", bodyBytes: FEDERATION_BODY_BYTES, answer: console.answer },
    },
    { takes: leadsToConsole, entrance: TO_CONSOLE },
    // Behind every other path of the console: what is left of them is a page or a file.
    {
      takes: ({ rawPath }) => rawPath === "/console" || rawPath.startsWith(CONSOLE_PREFIX),
      entrance: openConsolePages(SITE_FOLDER, console),
    },
  ];
  const last: Entrance = { takes: "whole", bodyBytes: limits.bodyBytes, answer: services.handle };
  return (head) => doors.find(({ takes }) => takes(head))?.entrance ?? last;
}
