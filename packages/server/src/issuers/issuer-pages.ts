import { DependentCache } from "@rolecall/access";
import type { Answer, RequestHead } from "@rolecall/edge";
import { type AccountId, isAccountId } from "@rolecall/names";
import {
  DISCOVERY_PATH,
  discoveryDocument,
  ISSUERS_PATH,
  issuerUrl,
  KEY_SET_PATH,
  keySet,
} from "@rolecall/operations/issuer";
import { type IssuerKeyRecord, type ReadTransaction, StoreError } from "@rolecall/store";
import type { Installation } from "../installation/installation.ts";

/** What accounts that issue tokens tell whoever is to verify them. */
export interface IssuerPages {
  answer(request: Pick<RequestHead, "method" | "rawPath">): Promise<Answer>;
}

/** A key set that is older may lack the key of a token; keys are shown a day before they sign. */
const MAX_AGE_SECONDS = 3_600;

/** Public keys alone, and of accounts alone that have any: nothing is kept of those that strangers make up. */
const LIMITS = { entries: 2_000, bytes: 16 * 1024 * 1024 };
/** Of an RSA key the modulus in base64url, and its place. */
const KEY_BYTES = 2_000;

type Keys = readonly IssuerKeyRecord[];
type Installed = Pick<Installation, "store" | "clock" | "publicUrl">;

/**
 * The pages of an account stand for as long as it has keys: also when it issues no more, so that what it has issued can be verified.
 * They are the same for everybody, whichever Host is asked.
 */
export function createIssuerPages({ store, clock, publicUrl }: Installed): IssuerPages {
  const known = new DependentCache<Keys>(LIMITS);
  // Until the store is closed, as long as there are pages.
  store.subscribe((changes) => {
    if (changes === "all") known.clear();
    else for (const { kind, id } of changes) if (kind === "account") known.drop(id);
  });
  const read = async (tx: ReadTransaction, accountId: AccountId): Promise<Keys> => {
    const keys = await tx.issuerKeys.ofAccount(accountId);
    const entry = { value: keys, subjects: [accountId], bytes: KEY_BYTES * keys.length };
    if (keys.length > 0 && tx.mayRemember) known.set(accountId, entry);
    return keys;
  };
  const keysOf = async (accountId: AccountId): Promise<Keys> => {
    if (!store.mayAnswer) await store.refresh();
    return known.get(accountId) ?? store.read((tx) => read(tx, accountId));
  };
  return {
    async answer({ method, rawPath }) {
      if (method !== "GET" && method !== "HEAD") return refuse(405, `There is no ${method} of an issuer.`);
      const [accountId, path] = placeOf(rawPath);
      if (accountId === undefined) return refuse(404, "There is no such page of an issuer.");
      try {
        const keys = await keysOf(accountId);
        if (keys.length === 0) return refuse(404, `Account ${accountId} has issued no web identity tokens.`);
        const issuer = issuerUrl({ publicUrl }, accountId);
        return show(path === KEY_SET_PATH ? keySet(keys, clock()) : discoveryDocument(issuer));
      } catch (error) {
        if (error instanceof StoreError) return refuse(503, "The service is temporarily unavailable.");
        throw error;
      }
    },
  };
}

function placeOf(rawPath: string): readonly [accountId: AccountId | undefined, path: string] {
  const [, account = "", path = ""] = /^([^/]*)(\/.*)$/.exec(rawPath.slice(ISSUERS_PATH.length)) ?? [];
  const isPage = path === DISCOVERY_PATH || path === KEY_SET_PATH;
  return [isPage && isAccountId(account) ? account : undefined, path];
}

/** Pages of the web may read it too: it is for everybody. */
function show(value: object): Answer {
  const headers = {
    "Content-Type": "application/json",
    "Cache-Control": `public, max-age=${MAX_AGE_SECONDS}`,
    "Access-Control-Allow-Origin": "*",
  };
  return { status: 200, headers, body: JSON.stringify(value) };
}

function refuse(status: number, message: string): Answer {
  const headers = { "Content-Type": "application/json", "Cache-Control": "no-store" };
  return { status, headers, body: `${JSON.stringify({ message })}\n` };
}
