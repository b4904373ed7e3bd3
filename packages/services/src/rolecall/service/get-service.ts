import { rolecall } from "../define.ts";
import { service } from "./on.ts";
import { serviceToWire } from "./service-shape.ts";

export const getService = rolecall.read("GetService", {
  on: service,
  perform: async ({ target }) => ({ Service: serviceToWire(target) }),
});
