/** What sessions may be called and tagged with, whichever kind of provider says it. */

/** Source: STS API Reference, AssumeRole, RoleSessionName. */
export function isSessionName(text: string): boolean {
  return /^[\w+=,.@-]{2,64}$/.test(text);
}

/** Source: STS API Reference, AssumeRole, SourceIdentity. */
export function isSourceIdentity(text: string): boolean {
  return isSessionName(text) && !text.toLowerCase().startsWith("aws:");
}

const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const TAG_MAX_LENGTH = { key: 128, value: 256 } as const;

/** Source: STS API Reference, Tag. */
export function isSessionTag(key: string, value: string): boolean {
  const isKey = key !== "" && key.length <= TAG_MAX_LENGTH.key && TAG_TEXT.test(key);
  return isKey && value.length <= TAG_MAX_LENGTH.value && TAG_TEXT.test(value);
}
