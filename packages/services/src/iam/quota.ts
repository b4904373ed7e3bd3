import { limitExceeded } from "./error.ts";

/** @throws LimitExceeded "Cannot exceed quota for UsersPerAccount: 5000" where `present` is the limit already */
export function checkQuota(quota: string, present: number, limit: number): void {
  if (present >= limit) throw limitExceeded(quota, limit);
}
