import type { SortKeyType } from "@rolecall/contracts/iam";
import type { ServiceRow } from "./make-report.ts";

type Order = (one: ServiceRow, other: ServiceRow) => number;

const byNamespace: Order = (one, other) => (one.namespace < other.namespace ? -1 : 1);

/** What was never tried is older than everything: AWS-like, no recording has it. */
const timeOf = ({ activity }: ServiceRow) => activity?.at ?? Number.NEGATIVE_INFINITY;

const byTime: Order = (one, other) => {
  const [left, right] = [timeOf(one), timeOf(other)];
  if (left === right) return byNamespace(one, other);
  return left < right ? -1 : 1;
};

export const ROW_ORDERS: Readonly<Record<SortKeyType, Order>> = {
  SERVICE_NAMESPACE_ASCENDING: byNamespace,
  SERVICE_NAMESPACE_DESCENDING: (one, other) => byNamespace(other, one),
  LAST_AUTHENTICATED_TIME_ASCENDING: byTime,
  LAST_AUTHENTICATED_TIME_DESCENDING: (one, other) => byTime(other, one),
};
