export { enrolSecurityKey, type KeyOwner, MFA_DEVICES_PER_USER } from "./enrol-security-key.ts";
export { lacksMfa } from "./lacks-mfa.ts";
