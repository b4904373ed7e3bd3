import { deepEqual, equal, throws } from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { matchPath, parsePathTemplate } from "./path-template.ts";

const template = parsePathTemplate("/details/{id}/policy");

test("a label is one segment, and never empty", () => {
  const matches = (path: string) => {
    const found = matchPath(template, path);
    return found && Object.fromEntries(found);
  };
  deepEqual(matches("/details/a%20b/policy"), { id: "a%20b" });
  for (const path of [
    "/details//policy",
    "/details/a/b/policy",
    "/details/a",
    "/details/a/policy/",
    "/x/a/policy",
  ]) {
    equal(matches(path), undefined, path);
  }
});

test("whatever the label, it comes back as it stands", () => {
  const label = fc.string({ minLength: 1 }).filter((text) => !text.includes("/"));
  fc.assert(
    fc.property(label, (text) => equal(matchPath(template, `/details/${text}/policy`)?.get("id"), text)),
  );
});

test("a label that is a part of a segment, or more than one, is refused", () => {
  for (const path of ["/a-{b}", "/{b+}", "/{b}c"]) throws(() => parsePathTemplate(path), /whole segments/);
});
