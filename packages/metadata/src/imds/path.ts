/** The dates that EC2's own list of versions has; each shows what `latest` does. */
const VERSIONS: readonly string[] = [
  "1.0",
  "2007-01-19",
  "2007-03-01",
  "2007-08-29",
  "2007-10-10",
  "2007-12-15",
  "2008-02-01",
  "2008-09-01",
  "2009-04-04",
  "2011-01-01",
  "2011-05-01",
  "2012-01-12",
  "2014-02-25",
  "2014-11-05",
  "2015-10-20",
  "2016-04-19",
  "2016-06-30",
  "2016-09-02",
  "2018-03-28",
  "2018-08-17",
  "2018-09-24",
  "2019-10-01",
  "2020-10-27",
  "2021-01-03",
  "2021-03-23",
  "2021-07-15",
  "2022-09-24",
  "2024-04-11",
  "latest",
];

export const VERSION_LIST = VERSIONS.join("\n");

const KNOWN: ReadonlySet<string> = new Set(VERSIONS);
const LONGEST_PATH = 1_024;

export interface MetadataPath {
  readonly isLatest: boolean;
  /** Behind the version. */
  readonly segments: readonly string[];
}

/**
 * Reads a path. Slashes may come double (clients glue `//latest` to an endpoint that ends in one) and at the end of items too.
 * @returns undefined for the path of no version; no segments and no version for the root, which is `"root"`
 */
export function readPath(rawPath: string): MetadataPath | "root" | undefined {
  if (rawPath.length > LONGEST_PATH) return undefined;
  const [version, ...segments] = rawPath.split("/").filter((segment) => segment !== "");
  if (version === undefined) return "root";
  if (!KNOWN.has(version)) return undefined;
  const decoded = segments.map(decode);
  return decoded.includes(undefined)
    ? undefined
    : { isLatest: version === "latest", segments: decoded as readonly string[] };
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
