import { deepEqual, ok, throws } from "node:assert/strict";
import { test } from "node:test";
import { serviceNames } from "../src/vocabulary.ts";
import { applyOverlay, patternSources } from "./apply-overlay.ts";
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
