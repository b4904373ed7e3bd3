import type { PodIdentityClusterRecord } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { quotaExceeded, rolecallError } from "../error.ts";
import { ROLECALL_QUOTAS } from "../quotas.ts";
import { checkIssuer } from "./issuer-url.ts";
import { clusterArn, newCluster } from "./on.ts";
import { clusterToWire } from "./pod-identity-shape.ts";

/** Makes a cluster known, of the account and region that the request is of: whose tokens its pods have. */
export const registerCluster = rolecall.write("RegisterCluster", {
  on: newCluster,
  async perform({ call }) {
    const { input, caller, request, tx, env, now } = call;
    checkIssuer(input, env.outsideIssuers);
    const { accountId } = caller;
    const id = clusterArn(call);
    if ((await tx.podIdentityClusters.byId(id)) !== undefined)
      throw rolecallError("ConflictException", `There is a cluster ${input.ClusterName} already.`);
    const limit = ROLECALL_QUOTAS.of(env).ClustersPerAccount;
    if ((await tx.podIdentityClusters.count(accountId)) >= limit)
      throw quotaExceeded("ClustersPerAccount", limit);
    const record: PodIdentityClusterRecord = {
      id,
      accountId,
      region: request.region,
      name: input.ClusterName,
      issuerUrl: input.IssuerUrl,
      ...(input.KeySet !== undefined && { keySet: input.KeySet }),
      createdAt: now,
    };
    await tx.podIdentityClusters.insert(record);
    return { Cluster: clusterToWire(record) };
  },
});
