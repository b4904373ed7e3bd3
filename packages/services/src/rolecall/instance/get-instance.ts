import { rolecall } from "../define.ts";
import { instanceToWire } from "./instance-shape.ts";
import { instance } from "./on.ts";

/** Without its user data, which is for the machine alone. */
export const getInstance = rolecall.read("GetInstance", {
  on: instance,
  perform: async ({ call: { tx }, target }) => ({ Instance: await instanceToWire(tx, target) }),
});
