/** What stands in a path for the names that a pattern has: `{ userName: "ana" }`. */
export type PathParams = Readonly<Record<string, string>>;

/**
 * Holds a path against a pattern such as `/iam/users/:userName`; undefined where it is another.
 * A name is decoded after the path was cut, so that one with an encoded slash (an ARN's) is one name.
 * The path may be a stranger's: what it costs grows with its length, and no faster.
 */
export function matchPath(pattern: string, path: string): PathParams | undefined {
  const parts = pattern.split("/");
  // One piece more than the pattern has tells that they differ; a path of 30 kB may have 30,000.
  const found = withoutLastSlashes(path).split("/", parts.length + 1);
  if (parts.length !== found.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of parts.entries()) {
    const text = found[at] ?? "";
    if (!part.startsWith(":")) {
      if (part !== text) return undefined;
      continue;
    }
    const name = decodeName(text);
    if (name === undefined || name === "") return undefined;
    params[part.slice(1)] = name;
  }
  return params;
}

/** Without a pattern: one would begin anew at each of many slashes. */
function withoutLastSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end -= 1;
  return path.slice(0, end);
}

function decodeName(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone per cent sign: no link of ours has one.
    return undefined;
  }
}
