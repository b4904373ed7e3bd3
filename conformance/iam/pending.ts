/** Operations whose rows in the test of permissions are still to come. */
export const PENDING: ReadonlySet<string> = new Set([]);
