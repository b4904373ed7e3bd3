import { rolecall } from "../define.ts";
import { instanceToWire } from "./instance-shape.ts";
import { instance } from "./on.ts";

/**
 * Forgets an instance: its key proves nothing from then on, and its name is free. Credentials that are out live to their end, as on
 * EC2. Unlike there, it is not listed for an hour more.
 */
export const terminateInstance = rolecall.write("TerminateInstance", {
  on: instance,
  perform: async ({ call: { tx }, target: record }) => {
    await tx.instances.delete(record.id);
    return { Instance: await instanceToWire(tx, { ...record, state: "terminated" }) };
  },
});
