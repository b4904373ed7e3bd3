import { iamError } from "./error.ts";

/**
 * AWS counts the size of policies without white space. What is kept, and told in every list, has a bound with it too, wide enough
 * for any layout.
 * @param owner whose texts these are: `user Bob`
 * @throws LimitExceeded in the words of AWS's own limit
 */
export function checkStoredText(texts: readonly string[], limit: number, owner: string): void {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length <= limit) return;
  const message = `Maximum policy size of ${limit} bytes, white space included, exceeded for ${owner}`;
  throw iamError("LimitExceeded", message);
}
