export { addIssuerKey } from "./add-issuer-key.ts";
export { AWS_CLAIM, DISCOVERY_PATH, discoveryDocument, KEY_SET_PATH, keySet } from "./issuer-pages.ts";
export { ISSUERS_PATH, issuerUrl } from "./issuer-url.ts";
export { ISSUER_ALGORITHMS, isNextKeyDue, SHOWN_BEFORE_MS, signingKey } from "./key-schedule.ts";
