/** What stands in a path for the names that a pattern has: `{ userName: "ana" }`. */
export type PathParams = Readonly<Record<string, string>>;

/**
 * Holds a path against a pattern such as `/iam/users/:userName`; undefined where it is another.
 * A name is decoded after the path was cut, so that one with an encoded slash (an ARN's) is one name.
 */
export function matchPath(pattern: string, path: string): PathParams | undefined {
  const parts = pattern.split("/");
  const found = path.replace(/\/+$/, "").split("/");
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

function decodeName(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone per cent sign: no link of ours has one.
    return undefined;
  }
}
