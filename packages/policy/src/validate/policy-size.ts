/**
 * The size of a policy document as IAM's quotas count it: characters (code points) without white space.
 * Organizations counts every character instead. IAM User Guide, "IAM and AWS STS quotas".
 */
export function policySize(text: string): number {
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isSpace = code === 0x20 || (code >= 0x09 && code <= 0x0d);
    const isTrailSurrogate = code >= 0xdc00 && code <= 0xdfff;
    if (!isSpace && !isTrailSurrogate) size++;
  }
  return size;
}
