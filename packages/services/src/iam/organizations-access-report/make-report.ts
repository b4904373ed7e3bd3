import { type OrganizationPolicyId, toOrganizationId } from "@rolecall/names";
import type { OrganizationRecord, ReadTransaction } from "@rolecall/store";
import { serviceCatalog } from "../last-accessed/service-catalog.ts";
import { JobFailed, type JobWork } from "../report-job/report-job.ts";
import { findServiceControlPolicy, isAccessible, levelsOf } from "./accessible-services.ts";
import { type Activity, activityIn, targetsOf } from "./activity.ts";
import { findEntity, type ReportedEntity } from "./reported-entity.ts";

/** What was asked for, as the job keeps it. */
export interface AccessReportRequest {
  readonly entityPath: string;
  readonly policyId?: OrganizationPolicyId;
  /** Whether who asked may read the organization. */
  readonly mayRead: boolean;
}

export interface ServiceRow {
  readonly namespace: string;
  readonly name: string;
  /** Absent where it was not tried. */
  readonly activity?: Activity;
}

export interface AccessReport {
  /** What may be accessed, sorted by namespace. */
  readonly services: readonly ServiceRow[];
}

/** Codes are recorded; words are AWS-like. That service control policies are not enabled has no code of its own. */
const FAILURES = {
  denied: {
    Code: "ORGANIZATIONS_REPORT_ACCESS_DENIED",
    Message:
      "Requester is not authorized to perform the required AWS Organizations Describe* and List* actions.",
  },
  path: {
    Code: "INVALID_ORGANIZATIONS_ENTITY_PATH",
    Message: "The entity with the specified path does not exist in your organization.",
  },
  policy: {
    Code: "INVALID_ORGANIZATIONS_POLICY",
    Message: "The policy with the specified ID does not exist in your organization.",
  },
  disabled: {
    Code: "INVALID_ORGANIZATIONS_POLICY",
    Message: "Service control policies are not enabled for the root of your organization.",
  },
} as const;

/** @throws JobFailed where it cannot be made as it was asked for */
export async function makeAccessReport({ store, job }: JobWork): Promise<AccessReport> {
  const { entityPath: path, policyId, mayRead } = JSON.parse(job.request) as AccessReportRequest;
  if (!mayRead) throw new JobFailed(FAILURES.denied);
  const { organization, entity, isAllowed } = await store.read((tx) =>
    findGround(tx, job.accountId, { path, policyId }),
  );
  const attachedTo = policyId && (await targetsOf(store, organization, policyId));
  const activity = await activityIn(store, { organization, entity, path, attachedTo });
  const services: ServiceRow[] = [];
  for (const { namespace, name } of await serviceCatalog()) {
    if (!isAllowed(namespace)) continue;
    const last = activity.get(namespace);
    services.push({ namespace, name, ...(last !== undefined && { activity: last }) });
  }
  return { services };
}

interface Ground {
  readonly organization: OrganizationRecord;
  readonly entity: ReportedEntity;
  isAllowed(namespace: string): boolean;
}

/** What stands as it is when the job begins. */
async function findGround(
  tx: ReadTransaction,
  accountId: string,
  asked: { readonly path: string; readonly policyId: OrganizationPolicyId | undefined },
): Promise<Ground> {
  const [organizationId = ""] = asked.path.split("/", 1);
  const organization = await tx.organizations.byId(toOrganizationId("organization", organizationId));
  if (organization?.managementAccountId !== accountId) throw new JobFailed(FAILURES.path);
  if (!organization.enabledPolicyTypes.includes("SERVICE_CONTROL_POLICY"))
    throw new JobFailed(FAILURES.disabled);
  const entity = await findEntity(tx, organization, asked.path);
  if (entity === undefined) throw new JobFailed(FAILURES.path);
  const policy = asked.policyId && (await findServiceControlPolicy(tx, organization, asked.policyId));
  if (asked.policyId !== undefined && policy === undefined) throw new JobFailed(FAILURES.policy);
  if (entity.accountId === organization.managementAccountId)
    return { organization, entity, isAllowed: () => true };
  const levels = policy === undefined ? await levelsOf(tx, organization, entity.levels) : [[policy]];
  return { organization, entity, isAllowed: (namespace) => isAccessible(levels, namespace) };
}
