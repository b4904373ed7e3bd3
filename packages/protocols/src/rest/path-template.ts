/** Paths with labels. Source: Smithy, "HTTP bindings", `httpLabel`: a label is one segment, never empty, percent-encoded. */

type Segment = string | { readonly label: string };

/** `/authorization-details/{authorizationId}/policy` */
export type PathTemplate = readonly Segment[];

/** @throws Error where a label is greedy or part of a segment: none of our services has one. */
export function parsePathTemplate(path: string): PathTemplate {
  return path.split("/").map((segment) => {
    const label = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (label === undefined && /[{}]/.test(segment)) throw new Error(`${path}: labels are whole segments.`);
    return label === undefined ? segment : { label };
  });
}

export function hasLabels(path: string): boolean {
  return path.includes("{");
}

/** The labels' texts as they stand in the path; undefined where it is another path. */
export function matchPath(template: PathTemplate, rawPath: string): ReadonlyMap<string, string> | undefined {
  // No more segments are looked at than the template has, however many slashes there are.
  const segments = rawPath.split("/", template.length + 1);
  if (segments.length !== template.length) return undefined;
  const labels = new Map<string, string>();
  for (const [index, part] of template.entries()) {
    const segment = segments[index]!;
    if (typeof part === "string") {
      if (part !== segment) return undefined;
    } else {
      if (segment === "") return undefined;
      labels.set(part.label, segment);
    }
  }
  return labels;
}
