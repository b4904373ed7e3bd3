import { rolecall } from "../define.ts";
import { quotaExceeded, rolecallError } from "../error.ts";
import { ownService } from "./on.ts";
import { KEYS_MAX, readServiceKey } from "./service-record.ts";
import { serviceToWire } from "./service-shape.ts";

/** A second one, so that keys change without a gap. */
export const addServiceKey = rolecall.write("AddServiceKey", {
  on: ownService,
  async perform({ call: { input, tx, now }, target }) {
    const key = readServiceKey(input.PublicKey, now);
    if (target.keys.some(({ id }) => id === key.id))
      throw rolecallError("ConflictException", `${target.id} has this key already.`);
    if (target.keys.length >= KEYS_MAX) throw quotaExceeded("KeysPerService", KEYS_MAX);
    const record = { ...target, keys: [...target.keys, key] };
    await tx.registeredServices.update(record);
    return { Service: serviceToWire(record) };
  },
});
