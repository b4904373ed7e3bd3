import { searchRows } from "../../patterns/table/read-model.ts";

/** Which roles name a provider in their trust policy. */
export interface TrustingRoles {
  /** The first of them. */
  readonly names: readonly string[];
  readonly count: number;
}

const NAMED_MAX = 50;

/** @throws ApiError where roles may not be listed */
export async function readTrustingRoles(arn: string, signal?: AbortSignal): Promise<TrustingRoles> {
  const { Rows, Count } = await searchRows<{ readonly RoleName: string }>(
    "SearchRoles",
    {
      Filters: [{ Property: "TrustedEntities", Operator: "=", Value: arn }],
      Page: 1,
      PageSize: NAMED_MAX,
      Columns: ["RoleName"],
    },
    signal,
  );
  return { names: Rows.map(({ RoleName }) => RoleName), count: Count };
}
