const CONTENT_LENGTH = /\r\ncontent-length: (\d+)/i;

/** Whether all of an answer has come, by its Content-Length. */
export function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf("\r\n\r\n");
  if (headEnd < 0) return false;
  const length = CONTENT_LENGTH.exec(answer)?.[1];
  return length !== undefined && answer.length >= headEnd + 4 + Number(length);
}
