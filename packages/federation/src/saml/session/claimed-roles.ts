import { parseArn } from "@rolecall/names";
import { readAttributes } from "../assertion/read-attributes.ts";
import { readResponse } from "../response.ts";
import { SamlRefusal } from "../saml-refusal.ts";
import { attributeName } from "./attribute-name.ts";

/** A role that a response says its subject may have, and by whose word. */
export interface ClaimedRole {
  readonly roleArn: string;
  readonly providerArn: string;
}

export interface ClaimedSession {
  readonly roles: readonly ClaimedRole[];
  /** How long the session is to last, as it is written. */
  readonly duration: string | undefined;
}

/** More are not offered: nobody chooses among them. */
const ROLES_MAX = 500;

/**
 * What a response claims, to know what to ask for. INVARIANT: nothing is proven: whoever posted it wrote it, for all that is known.
 * @param posted base64
 * @returns undefined for what is no response whose assertion is in the clear
 */
export function readClaimedSession(posted: string): ClaimedSession | undefined {
  try {
    const { part, isEncrypted } = readResponse(posted);
    if (isEncrypted) return undefined;
    const attributes = readAttributes(part);
    const pairs = (attributes.get(attributeName("Role")) ?? []).flatMap(readPair);
    const roles = [...new Map(pairs.map((pair) => [pair.roleArn, pair])).values()].slice(0, ROLES_MAX);
    return { roles, duration: attributes.get(attributeName("SessionDuration"))?.[0] };
  } catch (error) {
    if (error instanceof SamlRefusal) return undefined;
    throw error;
  }
}

/** Role and provider, in either order. */
function readPair(value: string): readonly ClaimedRole[] {
  const [first = "", second = "", ...others] = value.split(",").map((part) => part.trim());
  if (others.length > 0) return [];
  if (isRole(first) && isProvider(second)) return [{ roleArn: first, providerArn: second }];
  return isRole(second) && isProvider(first) ? [{ roleArn: second, providerArn: first }] : [];
}

const isRole = (text: string) => parseArn("role", text) !== undefined;
const isProvider = (text: string) => parseArn("saml-provider", text) !== undefined;
