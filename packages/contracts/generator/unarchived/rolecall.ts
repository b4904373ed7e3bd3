/**
 * Rolecall's own service: what AWS does behind its services where it hands credentials to machines. No model of it is published, here
 * it is made. Each family of operations is a file in `rolecall/`.
 */
import type { ServiceModel } from "../model.ts";
import { eventFamily } from "./rolecall/event.ts";
import { explanationFamily } from "./rolecall/explanation.ts";
import { functionRoleFamily } from "./rolecall/function-role.ts";
import { instanceFamily } from "./rolecall/instance.ts";
import { groundShapes } from "./rolecall/model-family.ts";
import { podIdentityFamily } from "./rolecall/pod-identity.ts";
import { policyFamily } from "./rolecall/policy.ts";
import { searchFamily } from "./rolecall/search.ts";
import { serviceFamily } from "./rolecall/service.ts";
import { signInFamily } from "./rolecall/sign-in.ts";
import { taskFamily } from "./rolecall/task.ts";
import { whoCanFamily } from "./rolecall/who-can.ts";

const families = [
  instanceFamily,
  serviceFamily,
  functionRoleFamily,
  taskFamily,
  podIdentityFamily,
  policyFamily,
  searchFamily,
  signInFamily,
  explanationFamily,
  whoCanFamily,
  eventFamily,
];

/** @throws Error where two families name something alike */
function together(part: "operations" | "shapes" | "pages") {
  const named = families.flatMap((family) => Object.entries<object>(family[part] ?? {}));
  const all = Object.fromEntries(named);
  if (Object.keys(all).length !== named.length) throw new Error(`Two families of rolecall share ${part}.`);
  return all;
}

export const rolecallModel: ServiceModel = {
  metadata: {
    apiVersion: "2026-11-26",
    endpointPrefix: "rolecall",
    protocol: "json",
    serviceFullName: "Rolecall",
    serviceId: "Rolecall",
    signingName: "rolecall",
    targetPrefix: "Rolecall",
  },
  operations: together("operations") as ServiceModel["operations"],
  shapes: { ...groundShapes, ...(together("shapes") as ServiceModel["shapes"]) },
  pages: together("pages") as ServiceModel["pages"],
};
