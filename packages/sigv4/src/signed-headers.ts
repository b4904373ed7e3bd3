const UPPER_CASE = /[A-Z]/;

/**
 * The names in SignedHeaders, as step 1 of the algorithm writes them: lower-case, sorted, each once. Undefined for any other
 * list, which no signer makes and no signature fits. INVARIANT: a header is repeated in the canonical request once at most,
 * so that it is never larger than what was sent.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 */
export function parseSignedHeaders(list: string): readonly string[] | undefined {
  if (UPPER_CASE.test(list)) return undefined;
  const names = list.split(";");
  for (let index = 1; index < names.length; index++) {
    if ((names[index - 1] as string) >= (names[index] as string)) return undefined;
  }
  return names;
}

/** Whether a sorted list has a name. */
export function includesName(sorted: readonly string[], name: string): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle] as string;
    if (found === name) return true;
    if (found < name) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
