import { ANONYMOUS, type IdentifiedCaller, sessionCaller } from "@rolecall/access";
import type { AssumeRoleWithSAMLResponse } from "@rolecall/contracts/sts";
import type { ClaimedRole } from "@rolecall/federation/saml";
import type { WireError } from "@rolecall/protocols";
import type { ConsoleParts } from "../console-parts.ts";
import type { Visit } from "../visit.ts";

interface Asking {
  /** Base64. */
  readonly response: string;
  readonly role: ClaimedRole;
  /** As the response claims it; the operation looks at what its provider signed. */
  readonly duration: string | undefined;
}

type Assumed =
  | { readonly caller: IdentifiedCaller; readonly failure?: never }
  | { readonly failure: WireError };

const DURATION = { min: 900, max: 43_200 } as const;

/**
 * STS's own AssumeRoleWithSAML, by the pipeline that performs all: signature, audience, trust policy, tags, source identity and the one
 * use of an assertion are its business.
 */
export async function assumeBySaml(
  { pipeline, installation }: ConsoleParts,
  { origin }: Visit,
  { response, role, duration }: Asking,
): Promise<Assumed> {
  const seconds = readSeconds(duration);
  const { output, failure } = await pipeline.perform({
    service: "sts",
    operation: "AssumeRoleWithSAML",
    caller: ANONYMOUS,
    input: {
      RoleArn: role.roleArn,
      PrincipalArn: role.providerArn,
      SAMLAssertion: response,
      ...(seconds !== undefined && { DurationSeconds: seconds }),
    },
    origin,
  });
  if (failure !== undefined) return { failure };
  const { AccessKeyId = "", SessionToken = "" } = (output as AssumeRoleWithSAMLResponse).Credentials ?? {};
  const opened = installation.sessions.open(installation.keys.ring, AccessKeyId, SessionToken);
  if (opened === undefined) throw new Error("A session that was just made does not open.");
  return { caller: sessionCaller(opened.claims, AccessKeyId) };
}

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,6}$/.test(text)) return undefined;
  const seconds = Number(text);
  return seconds < DURATION.min || seconds > DURATION.max ? undefined : seconds;
}
