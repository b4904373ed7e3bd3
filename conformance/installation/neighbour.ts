import { randomBytes } from "node:crypto";
import {
  AccessDenied,
  AuthenticationError,
  authenticate,
  authorize,
  type Requirement,
} from "@rolecall/access";
import { parseAuthorization, type SignedRequest } from "@rolecall/sigv4";
import { databaseFile } from "../../packages/server/src/installation/database-file.ts";
import { openTestInstallation } from "../../packages/server/src/installation/installation.test-support.ts";
import type { Installation } from "../../packages/server/src/installation/installation.ts";
import { loadMasterKeys } from "../../packages/server/src/keys/master-key-file.ts";
import type { TestInstallation } from "./installation.ts";

/**
 * A service beside an installation, as another process on the same data: it finds out who signed a request to it and asks the
 * policies whether they may, by the very road of Rolecall's own services. Nothing of who is asking is told to it.
 */
export interface Neighbour {
  /**
   * @param service the signing name that the request is for
   * @returns why not, in AWS's words; undefined where it is allowed
   */
  refusal(request: SignedRequest, service: string, needed: Requirement): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Another process's place on the data of an installation, which is to be closed before it. */
export function openBeside({
  dataFolder,
  databaseUrl,
  clockOffsetMs,
}: TestInstallation): Promise<Installation> {
  return openTestInstallation({
    clock: () => Date.now() + clockOffsetMs(),
    ...(databaseUrl === undefined
      ? { engine: "sqlite", database: databaseFile(dataFolder) }
      : { engine: "postgres", database: databaseUrl }),
    loadMasterKeys: (isStoreEmpty) =>
      loadMasterKeys({ given: undefined, dataFolder, random: randomBytes, isStoreEmpty }),
    processName: "a neighbour",
  });
}

export async function openNeighbour(beside: TestInstallation): Promise<Neighbour> {
  const own = await openBeside(beside);
  const ask = async (request: SignedRequest, service: string, needed: Requirement) => {
    const { claim, failure } = parseAuthorization(request);
    if (failure !== undefined) throw new AuthenticationError(failure);
    const nowMs = own.clock();
    const caller = await authenticate(request, claim, { service, nowMs, verifying: own });
    const facts = { id: "story", sourceIp: "127.0.0.1", userAgent: undefined, region: own.homeRegion };
    const asking = { caller, now: nowMs, request: { ...facts, isSecureTransport: false } };
    await own.store.read((tx) => authorize({ tx, directory: own.directory }, asking, [needed]));
  };
  return {
    async refusal(request, service, needed) {
      if (!own.store.mayAnswer) await own.store.refresh();
      try {
        await ask(request, service, needed);
        return undefined;
      } catch (error) {
        if (error instanceof AccessDenied) return error.message;
        throw error;
      }
    },
    close: () => own.close(),
  };
}
