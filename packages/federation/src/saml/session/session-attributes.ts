/**
 * What an assertion wants the session to be like. Names are exact, and their case counts. Source: IAM User Guide, "Configure SAML
 * assertions for the authentication response", "Pass session tags in AWS STS".
 */
import { isSessionName, isSessionTag, isSourceIdentity } from "../../session-texts.ts";
import { SamlRefusal, type SamlRefusalReason } from "../saml-refusal.ts";
import { attributeName } from "./attribute-name.ts";

export interface SessionAttributes {
  readonly roleSessionName: string;
  /** What the session lasts at most. */
  readonly durationSeconds?: number;
  readonly sourceIdentity?: string;
  /** In their order. A key may come twice in another case: who joins them refuses it. */
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly transitiveTagKeys: readonly string[];
}

type Attributes = ReadonlyMap<string, readonly string[]>;

/** @throws SamlRefusal where a role session name is missing, or something is in no form that is taken */
export function readSessionAttributes(attributes: Attributes): SessionAttributes {
  const durationSeconds = readDuration(attributes);
  const sourceIdentity = oneOf(attributes, attributeName("SourceIdentity"), "sourceIdentity");
  if (sourceIdentity !== undefined && !isSourceIdentity(sourceIdentity))
    throw new SamlRefusal("sourceIdentity", "SourceIdentity is of no form that is taken.");
  return {
    roleSessionName: readSessionName(attributes),
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
    tags: readTags(attributes),
    transitiveTagKeys: attributes.get(attributeName("TransitiveTagKeys")) ?? [],
  };
}

function readSessionName(attributes: Attributes): string {
  const name = oneOf(attributes, attributeName("RoleSessionName"), "sessionName");
  if (name === undefined) throw new SamlRefusal("noSessionName", "The assertion has no RoleSessionName.");
  if (!isSessionName(name))
    throw new SamlRefusal("sessionName", "RoleSessionName is of no form that is taken.");
  return name;
}

const LEAST_SECONDS = 900;
const MOST_SECONDS = 43_200;

function readDuration(attributes: Attributes): number | undefined {
  const text = oneOf(attributes, attributeName("SessionDuration"), "duration")?.trim();
  if (text === undefined) return undefined;
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) return seconds;
  throw new SamlRefusal("duration", "SessionDuration is no number of seconds from 900 to 43200.");
}

function readTags(attributes: Attributes): SessionAttributes["tags"] {
  const tags: { readonly key: string; readonly value: string }[] = [];
  const prefix = attributeName("PrincipalTag:");
  for (const name of attributes.keys()) {
    if (!name.startsWith(prefix)) continue;
    const key = name.slice(prefix.length);
    const value = oneOf(attributes, name, "tags") ?? "";
    if (!isSessionTag(key, value))
      throw new SamlRefusal("tags", "A PrincipalTag is of no form that is taken.");
    tags.push({ key, value });
  }
  return tags;
}

/** The one value of an attribute that is there. @throws SamlRefusal where it has several, or none */
function oneOf(attributes: Attributes, name: string, reason: SamlRefusalReason): string | undefined {
  const values = attributes.get(name);
  if (values === undefined) return undefined;
  const [value, ...others] = values;
  if (value === undefined || others.length > 0)
    throw new SamlRefusal(reason, `${name} has ${values.length} values.`);
  return value;
}
