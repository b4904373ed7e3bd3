import { toAccountId, toArn, toUniqueId } from "@rolecall/names";
import {
  DELIVERY_KEYS,
  type Delegation,
  type DeliveryKey,
  type DeliveryKeys,
  type ForwardedClaims,
  type ServiceClaims,
  type SessionClaims,
  type SessionIssuer,
  type SessionKind,
} from "./session-claims.ts";

/*
 * Claims are a JSON array, each member in a fixed place, absent ones null: half the size of an object with names, and faster
 * to read. INVARIANT: places are only ever added at the end; a change of the others needs a new version of the token.
 */
const KINDS: readonly SessionKind[] = [
  "assumedRole",
  "federatedUser",
  "sessionToken",
  "assumedRoot",
  "service",
  "longTermKey",
  "console",
];
const ISSUER_TYPES: readonly SessionIssuer["type"][] = ["Role", "User", "Root"];

type Place = string | number | boolean | null | readonly (string | number | readonly string[])[];

export function encodeClaims(claims: SessionClaims): string {
  const { issuer, sessionTags } = claims;
  const places: readonly Place[] = [
    KINDS.indexOf(claims.kind),
    claims.accountId,
    claims.principalArn,
    claims.principalId,
    issuer === undefined ? null : [ISSUER_TYPES.indexOf(issuer.type), issuer.arn, issuer.id],
    claims.sessionName ?? null,
    sessionTags === undefined ? null : Object.entries(sessionTags).flat(),
    claims.transitiveTagKeys ?? null,
    claims.sourceIdentity ?? null,
    claims.inlinePolicy ?? null,
    claims.policyArns ?? null,
    claims.mfaAuthenticatedAtSeconds ?? null,
    claims.federatedProvider ?? null,
    claims.chained ?? null,
    claims.issuedAtSeconds,
    claims.expiresAtSeconds,
    ...rarePlaces(claims),
  ];
  return JSON.stringify(places);
}

/** What few sessions have: the others have no places for it. */
function rarePlaces(claims: SessionClaims): readonly Place[] {
  const { providerKeys, delegation, isOfDefaultRegions, service, forwarded, deliveryKeys } = claims;
  const rare = [providerKeys, delegation, isOfDefaultRegions, service, forwarded, deliveryKeys];
  if (rare.every((each) => each === undefined)) return [];
  return [
    providerKeys === undefined ? null : Object.entries(providerKeys).flat(1),
    delegation === undefined ? null : [delegation.delegateAccountId, delegation.policy],
    isOfDefaultRegions ?? null,
    ...(service === undefined && forwarded === undefined && deliveryKeys === undefined
      ? []
      : [encodeService(service), encodeForwarded(forwarded)]),
    ...(deliveryKeys === undefined ? [] : [encodeDelivery(deliveryKeys)]),
  ];
}

function encodeService(service: ServiceClaims | undefined): Place {
  if (service === undefined) return null;
  return [service.name, service.keyId, service.sourceArn ?? "", service.sourceAccountId ?? ""];
}

function encodeForwarded(forwarded: ForwardedClaims | undefined): Place {
  return forwarded === undefined ? null : [forwarded.services, forwarded.accessKeyId ?? ""];
}

/** Keys by their place in the table, and values, by turns. */
function encodeDelivery(keys: DeliveryKeys): readonly (string | number)[] {
  return DELIVERY_KEYS.flatMap((key, place) => {
    const value = keys[key];
    return value === undefined ? [] : [place, value];
  });
}

/** Claims as they are filled in. */
type Filling = { -readonly [Name in keyof SessionClaims]?: SessionClaims[Name] | null };

/** Reads what `encodeClaims` wrote. The text was authenticated before, so its form is not doubted. */
export function decodeClaims(text: string): SessionClaims {
  const places = JSON.parse(text) as readonly unknown[];
  const claims: Filling = {
    kind: KINDS[places[0] as number] as SessionKind,
    accountId: toAccountId(places[1] as string),
    principalArn: toArn(places[2] as string),
    principalId: places[3] as string,
  };
  if (places[4] !== null) claims.issuer = decodeIssuer(places[4] as readonly [number, string, string]);
  if (places[5] !== null) claims.sessionName = places[5] as string;
  if (places[6] !== null) claims.sessionTags = decodeEntries(places[6] as readonly string[]);
  if (places[7] !== null) claims.transitiveTagKeys = places[7] as readonly string[];
  if (places[8] !== null) claims.sourceIdentity = places[8] as string;
  if (places[9] !== null) claims.inlinePolicy = places[9] as string;
  if (places[10] !== null) claims.policyArns = places[10] as readonly string[];
  if (places[11] !== null) claims.mfaAuthenticatedAtSeconds = places[11] as number;
  if (places[12] !== null) claims.federatedProvider = places[12] as string;
  if (places[13] !== null) claims.chained = places[13] as boolean;
  claims.issuedAtSeconds = places[14] as number;
  claims.expiresAtSeconds = places[15] as number;
  if (places.length > 16) readRarePlaces(places.slice(16), claims);
  return claims as SessionClaims;
}

function readRarePlaces(places: readonly unknown[], into: Filling): void {
  const [providerKeys, delegation, isOfDefaultRegions, service, forwarded, deliveryKeys] = places;
  if (providerKeys) into.providerKeys = decodeEntries(providerKeys as readonly string[]);
  if (delegation) into.delegation = decodeDelegation(delegation as readonly [string, string]);
  if (isOfDefaultRegions) into.isOfDefaultRegions = true;
  if (service) into.service = decodeService(service as readonly [string, string, string, string]);
  if (forwarded) into.forwarded = decodeForwarded(forwarded as readonly [readonly string[], string]);
  if (deliveryKeys) into.deliveryKeys = decodeDelivery(deliveryKeys as readonly (string | number)[]);
}

function decodeService([name, keyId, sourceArn, account]: readonly [
  string,
  string,
  string,
  string,
]): ServiceClaims {
  return {
    name,
    keyId,
    ...(sourceArn !== "" && { sourceArn }),
    ...(account !== "" && { sourceAccountId: toAccountId(account) }),
  };
}

function decodeForwarded([services, accessKeyId]: readonly [readonly string[], string]): ForwardedClaims {
  return { services, ...(accessKeyId !== "" && { accessKeyId }) };
}

function decodeDelivery(places: readonly (string | number)[]): DeliveryKeys {
  const keys: { [Key in DeliveryKey]?: string } = {};
  for (let index = 0; index + 1 < places.length; index += 2) {
    const key = DELIVERY_KEYS[places[index] as number];
    // One that a newer version added is passed over.
    if (key !== undefined) keys[key] = places[index + 1] as string;
  }
  return keys;
}

function decodeDelegation([accountId, policy]: readonly [string, string]): Delegation {
  return { delegateAccountId: toAccountId(accountId), policy };
}

function decodeIssuer([type, arn, id]: readonly [number, string, string]): SessionIssuer {
  return { type: ISSUER_TYPES[type] as SessionIssuer["type"], arn: toArn(arn), id: toUniqueId(id) };
}

/** Names and values by turns; without prototype, since names are the client's choice. */
function decodeEntries<Value>(entries: readonly (string | Value)[]): Readonly<Record<string, Value>> {
  const record: Record<string, Value> = Object.create(null);
  for (let index = 0; index + 1 < entries.length; index += 2) {
    record[entries[index] as string] = entries[index + 1] as Value;
  }
  return record;
}
