/** The lane of an account's writes: the same one on every node, so that their lanes' locks keep them apart. */
export function laneOf(accountId: string | undefined, lanes: number): number {
  if (accountId === undefined) return 0;
  let hash = 0;
  for (let index = 0; index < accountId.length; index++) {
    hash = (Math.imul(hash, 31) + accountId.charCodeAt(index)) | 0;
  }
  return Math.abs(hash) % lanes;
}
