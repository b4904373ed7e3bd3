import data from "./linked-services.json" with { type: "json" };

/** A service that has a service-linked role. The table, and where it is from, is linked-services.json. */
export interface LinkedService {
  /** As the trust policy names it: `batch.amazonaws.com`. Its case counts. */
  readonly service: string;
  readonly roleName: string;
  /** Under `arn:aws:iam::aws:policy/aws-service-role/`. */
  readonly policyName: string;
  readonly description?: string;
  /** Whether an account may have several of these roles, told apart by a suffix. */
  readonly takesSuffix?: boolean;
}

type Rows = Readonly<Record<string, Omit<LinkedService, "service">>>;

const ROWS: Rows = { ...data.documented, ...data.recorded };

const SERVICES: ReadonlyMap<string, LinkedService> = new Map(
  Object.entries(ROWS).map(([service, row]) => [service, { service, ...row }]),
);

/** Undefined where the service has no such role, or none is known. */
export function findLinkedService(service: string): LinkedService | undefined {
  return SERVICES.get(service);
}
