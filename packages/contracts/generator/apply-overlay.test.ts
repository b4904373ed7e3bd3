import { deepEqual, ok, throws } from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { serviceNames } from "../src/vocabulary.ts";
import { applyOverlay, linearSources, patternSources } from "./apply-overlay.ts";
import { readModels } from "./read-models.ts";

const models = readModels(serviceNames);

test("the overlay adds operations and members to the published model", () => {
  const iam = applyOverlay("iam", models.get("iam")!);
  ok(iam.operations.AcquireRole);
  deepEqual(iam.shapes.Role?.members?.SourceRoleTemplate, { shape: "SourceRoleTemplate" });
  ok(iam.shapes.Role?.members?.RoleName);
});

test("what the model has by now is refused, so that the overlay shrinks", () => {
  const once = applyOverlay("iam", models.get("iam")!);
  throws(() => applyOverlay("iam", once), /published by now/);
});

test("what answers leave out is required no more, and has to have been", () => {
  const name = "GetServiceLastAccessedDetailsResponse";
  const model = models.get("iam")!;
  deepEqual(applyOverlay("iam", model).shapes[name]?.required, ["JobStatus", "JobCreationDate"]);
  const shapes = { ...model.shapes, [name]: { ...model.shapes[name]!, required: ["JobStatus"] } };
  throws(() => applyOverlay("iam", { ...model, shapes }), /JobCompletionDate is optional by now/);
});

test("a shape that is extended has to be there", () => {
  throws(
    () => applyOverlay("iam", { ...models.get("iam")!, shapes: {} }),
    /extends Role, which is not there/,
  );
});

test("patterns are replaced only where the published one does not compile", () => {
  for (const service of serviceNames) {
    for (const name of patternSources(service).keys()) {
      throws(() => new RegExp(models.get(service)!.shapes[name]!.pattern!, "u"), `${service} ${name}`);
    }
  }
});

test("the limit of a list has to be missing, and its pages have to be there", () => {
  const model = models.get("rolesanywhere")!;
  const once = applyOverlay("rolesanywhere", model);
  deepEqual(once.pages.ListCrls, { ...model.pages.ListCrls, limit_key: "pageSize" });
  throws(() => applyOverlay("rolesanywhere", { ...model, pages: once.pages }), /have a limit by now/);
  throws(() => applyOverlay("rolesanywhere", { ...model, pages: {} }), /its pages are not there/);
});

test("what is matched in linear time is what the published pattern matches", () => {
  const whole = (source: string) => new RegExp(`^(?:${source})$`, "u");
  const piece = fc.constantFrom(
    "arn:aws",
    "-cn",
    ":iam",
    ":rolesanywhere",
    ":",
    ":role",
    ":trust-anchor",
    "/a",
    "\n",
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join("")),
    fc.array(piece, { maxLength: 6 }).map((pieces) => ["arn:aws:iam", ...pieces].join("")),
    fc.array(piece, { maxLength: 6 }).map((pieces) => ["arn:aws:rolesanywhere", ...pieces].join("")),
  );
  for (const service of serviceNames) {
    for (const [name, source] of linearSources(service)) {
      const [linear, published] = [whole(source), whole(models.get(service)!.shapes[name]!.pattern!)];
      let matched = 0;
      fc.assert(
        fc.property(text, (each) => {
          matched += linear.test(each) ? 1 : 0;
          deepEqual(linear.test(each), published.test(each), `${name}: ${each}`);
        }),
        { numRuns: 3_000 },
      );
      ok(matched > 20, `${name}: ${matched}`);
    }
  }
});
