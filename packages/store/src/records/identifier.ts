/** Look-alike strings, told apart by the compiler. Each is made where it is checked and nowhere else. */

/** Twelve digits. */
export type AccountId = string & { readonly __brand: "AccountId" };

/** `arn:aws:…` */
export type Arn = string & { readonly __brand: "Arn" };

/** AIDA…, AROA…, AGPA…, AIPA…, ANPA…; the account id where the root user is meant. Never re-used. */
export type UniqueId = string & { readonly __brand: "UniqueId" };

/** AKIA… for long-term keys. */
export type AccessKeyId = string & { readonly __brand: "AccessKeyId" };

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMilliseconds = number;

/** Grows with each committed write that changed something. */
export type Revision = number;
