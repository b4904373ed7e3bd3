import { type CredentialSource, createFullUri, serveMetadata } from "@rolecall/metadata";
import type { ProgramSurroundings } from "../../program/surroundings.ts";

/** A role's credentials for the programs of one command. */
export interface RoleEndpoint {
  readonly credentialsUri: string;
  readonly authorizationToken: string;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
const PATH = "/credentials";
const TOKEN_BYTES = 32;

/** Serves a role's credentials on a port that is free, to whoever can show a token that is made for it. */
export async function openRoleEndpoint(
  credentials: CredentialSource,
  { random, newId, logError }: Pick<ProgramSurroundings, "random" | "newId" | "logError">,
): Promise<RoleEndpoint> {
  const authorizationToken = Buffer.from(random(TOKEN_BYTES)).toString("base64url");
  const answer = createFullUri({
    path: PATH,
    authorizationToken,
    // Nobody else reaches a port of the loopback address.
    sender: { isNear: () => true, isOwnHost: (host) => host === HOST },
    credentials,
  });
  const { endpoint, close } = await serveMetadata({
    host: HOST,
    port: 0,
    doors: [{ takes: () => true, answer }],
    newRequestId: newId,
    onBug: (error) => logError(`rolecall run: ${error instanceof Error ? error.stack : String(error)}`),
  });
  return { credentialsUri: `${endpoint}${PATH}`, authorizationToken, close };
}
