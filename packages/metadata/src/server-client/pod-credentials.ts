import { CredentialsRefused, type RoleCredentials } from "../rotation/role-credentials.ts";
import { callRolecall, type RolecallEndpoint } from "./call-rolecall.ts";
import { objectOf, textOf } from "./read-answer.ts";
import { readSession } from "./session-answer.ts";

/** As EKS's own service answers them, where JSON 1.1 has one status for all. */
const STATUSES: Readonly<Record<string, number>> = { ResourceNotFoundException: 404 };

/**
 * Exchanges the token of a pod's service account for credentials of the role that it is associated with.
 * @throws CredentialsRefused with the server's code and EKS's status; Error where it cannot be asked
 */
export async function fetchPodCredentials(
  server: RolecallEndpoint,
  { clusterArn, token }: { readonly clusterArn: string; readonly token: string },
): Promise<RoleCredentials> {
  const issuedAtMs = server.clock();
  try {
    const input = { ClusterArn: clusterArn, Token: token };
    const answer = await callRolecall(server, "AssumeRoleForPodIdentity", input);
    const [, , , , accountId = ""] = textOf(objectOf(answer, "AssumedRoleUser"), "Arn").split(":");
    return { ...readSession(answer, issuedAtMs), accountId };
  } catch (error) {
    if (!(error instanceof CredentialsRefused)) throw error;
    const { code, message, atMs } = error;
    throw new CredentialsRefused({ code, message, atMs, status: STATUSES[code] ?? error.status });
  }
}
