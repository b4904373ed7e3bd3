import { rolecall } from "../define.ts";
import { notFound, rolecallError } from "../error.ts";
import { ownService } from "./on.ts";
import { serviceToWire } from "./service-shape.ts";

/** Credentials that were given for it end with it, at their next request. */
export const removeServiceKey = rolecall.write("RemoveServiceKey", {
  on: ownService,
  async perform({ call: { input, tx }, target }) {
    const keys = target.keys.filter(({ id }) => id !== input.KeyId);
    if (keys.length === target.keys.length) throw notFound(`key ${input.KeyId} of ${target.id}`);
    if (keys.length === 0)
      throw rolecallError(
        "ConflictException",
        `It is the only key of ${target.id}: add another first, or deregister the service.`,
      );
    const record = { ...target, keys };
    await tx.registeredServices.update(record);
    return { Service: serviceToWire(record) };
  },
});
