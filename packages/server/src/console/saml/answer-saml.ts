/**
 * `/saml`, where identity providers have browsers post their responses. Source: IAM User Guide, "Enabling SAML 2.0 federated principals to
 * access the AWS Management Console"; SAML 2.0 Bindings, 3.5 "HTTP POST Binding".
 */
import type { Answer, WholeRequest } from "@rolecall/edge";
import type { ClaimedRole, ClaimedSession } from "@rolecall/federation/saml";
import type { ConsoleParts } from "../console-parts.ts";
import { holdSession } from "../hold-session.ts";
import { ownDestination } from "../own-destination.ts";
import { leadTo, tellPlainly } from "../redirect.ts";
import type { Visit } from "../visit.ts";
import { assumeBySaml } from "./assume-by-saml.ts";
import { chooserPage } from "./chooser-page.ts";

export const SAML_PATH = "/saml";

/** AWS's words. */
const INVALID = "Your request included an invalid SAML response.";

/** Of a response in base64; the operation takes no longer one. */
const RESPONSE_MAX = 100_000;
const RELAY_STATE_MAX = 2_048;

export async function answerSaml(
  parts: ConsoleParts,
  visit: Visit & { readonly request: WholeRequest },
): Promise<Answer> {
  const { method, body } = visit.request;
  if (method !== "POST") return leadTo("/console/signin");
  const form = new URLSearchParams(Buffer.from(body).toString("utf8"));
  const response = form.get("SAMLResponse") ?? "";
  // Loaded with the first response: three readers of XML are behind it.
  const { readClaimedSession } = await import("@rolecall/federation/saml");
  const claimed = response.length > RESPONSE_MAX ? undefined : readClaimedSession(response);
  if (claimed === undefined || claimed.roles.length === 0) return tellPlainly(400, INVALID);
  const relayState = (form.get("RelayState") ?? "").slice(0, RELAY_STATE_MAX);
  const role = chosen(claimed, form.get("roleIndex"));
  if (role === undefined) return chooserPage({ response, relayState, roles: claimed.roles });
  const assumed = await assumeBySaml(parts, visit, { response, role, duration: claimed.duration });
  if (assumed.failure !== undefined)
    return tellPlainly(assumed.failure.httpStatus ?? 400, `${INVALID} ${assumed.failure.message}`);
  const { cookie } = await holdSession(parts, visit, assumed.caller);
  const destination = relayState === "" ? undefined : relayState;
  return leadTo(ownDestination(destination, parts.installation.publicUrl), [cookie]);
}

/** The only one, or the one that was chosen on our page. */
function chosen({ roles }: ClaimedSession, asked: string | null): ClaimedRole | undefined {
  if (roles.length === 1) return roles[0];
  return roles.find(({ roleArn }) => roleArn === asked);
}
