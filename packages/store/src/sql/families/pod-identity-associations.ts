import type { Arn } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type { AccountId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type {
  PodIdentityAssociationRecord,
  PodIdentityAssociationWriter,
} from "../../records/pod-identity.ts";
import { flag, list, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { Identified, identifiedFamily } from "../identified.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { type AnySchema, statementsOf } from "../statement.ts";
import { table } from "../table.ts";

const associations = table<PodIdentityAssociationRecord>()("pod_identity_associations", {
  key: ["id"],
  fixed: ["accountId", "clusterId", "namespace", "serviceAccount"],
  columns: {
    id: text(),
    accountId: text(),
    clusterId: text(),
    namespace: text(),
    serviceAccount: text(),
    roleArn: text(),
    areSessionTagsDisabled: flag(),
    tags: list(),
    createdAt: time(),
    modifiedAt: time(),
  },
});

const { toRecord } = associations;
const family = identifiedFamily(
  "podIdentityAssociation",
  associations,
  (id) => `association ${id} of this service account`,
);
const ofCluster = associations.pageBy(["clusterId"], "id");
const countOf = associations.countBy(["clusterId"]);
const allOfCluster = associations.selectBy(["clusterId"], "id");
const deleteOfCluster = associations.deleteBy(["clusterId"]);

const statement = statementsOf<AnySchema>("pod_identity_associations");
const clusterOf = statement<{ accountId: AccountId; clusterId: Arn }>()("clusterOf", (db, p) =>
  db
    .selectFrom("pod_identity_clusters")
    .select("id")
    .where("id", "=", p.clusterId)
    .where("account_id", "=", p.accountId),
);
type ServiceAccount = Pick<PodIdentityAssociationRecord, "clusterId" | "namespace" | "serviceAccount">;
const idOfServiceAccount = statement<ServiceAccount>()("idOfServiceAccount", (db, p) =>
  db
    .selectFrom("pod_identity_associations")
    .select((eb) => eb.ref("id").$castTo<string>().as("id"))
    .where("cluster_id", "=", p.clusterId)
    .where("namespace", "=", p.namespace)
    .where("service_account", "=", p.serviceAccount),
);

class PodIdentityAssociations
  extends Identified<"podIdentityAssociation", Parameters<typeof toRecord>[0]>
  implements PodIdentityAssociationWriter
{
  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
  }

  async ofServiceAccount(
    clusterId: Arn,
    namespace: string,
    serviceAccount: string,
  ): Promise<PodIdentityAssociationRecord | undefined> {
    const row = await this.session.first(idOfServiceAccount, { clusterId, namespace, serviceAccount });
    return row && this.byId(row.id);
  }

  async count(clusterId: Arn): Promise<number> {
    return countRows(this.session, countOf, { clusterId });
  }

  list(clusterId: Arn, request: PageRequest): Promise<Page<PodIdentityAssociationRecord>> {
    const fetch = (after: string, limit: number) => this.session.all(ofCluster, { clusterId, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  override async insert(record: PodIdentityAssociationRecord): Promise<void> {
    const { accountId, clusterId } = record;
    if ((await this.session.first(clusterOf, { accountId, clusterId })) === undefined)
      throw new StoreError("conflict", `there is no cluster ${clusterId} in account ${accountId}`);
    await super.insert(record);
  }
}

export const podIdentityAssociationFamily: SqlFamily<"podIdentityAssociations"> = {
  table: associations,
  open: (session, cascade) => new PodIdentityAssociations(session, cascade),
  whenDeleted: {
    async podIdentityCluster(session, { id: clusterId }) {
      for (const { id } of await session.all(allOfCluster, { clusterId }))
        session.note("podIdentityAssociation", id);
      await session.send(deleteOfCluster, { clusterId });
    },
  },
};
