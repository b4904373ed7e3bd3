/** `v3`, the third version that a policy ever had. */
export function formatVersionId(version: number): string {
  return `v${version}`;
}

/** Undefined for ids that no policy of an account has, such as `v1.draft`. */
export function parseVersionId(id: string): number | undefined {
  const match = /^v([1-9]\d{0,8})$/.exec(id);
  return match === null ? undefined : Number(match[1]);
}
