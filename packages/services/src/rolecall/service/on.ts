/** What operations on registered services are about. */
import { formatArn } from "@rolecall/names";
import { type Call, NOTHING_TO_FIND, type On } from "@rolecall/operations";
import type { ReadTransaction, RegisteredServiceRecord } from "@rolecall/store";
import { notFound } from "../error.ts";
import { isInReach, notOwner, serviceArn } from "./service-record.ts";

interface Naming {
  readonly ServiceName: string;
}

/** One that may act in the caller's account. Of others' nobody learns whether they are there. */
export const service: On<Naming, RegisteredServiceRecord | undefined, RegisteredServiceRecord> = {
  async find({ input, caller, tx, env }) {
    const record = await tx.registeredServices.byId(input.ServiceName);
    const isKnown = record !== undefined && (await isInReach({ tx, env }, record, caller.accountId));
    return isKnown ? record : undefined;
  },
  permission: (call, record) => ({ resource: record === undefined ? namedArn(call) : serviceArn(record) }),
  take(record, { input }) {
    if (record === undefined) throw notFound(`service ${input.ServiceName}`);
    return record;
  },
};

/** One that the caller's account registered. The installation's own are changed where it is run alone. */
export const ownService: typeof service = {
  ...service,
  take(found, call) {
    const record = service.take(found, call);
    if (record.ownerAccountId === call.caller.accountId) return record;
    throw notOwner(
      record.ownerAccountId === undefined
        ? `${record.id} belongs to the installation: whoever runs it changes its services.`
        : `${record.id} was registered by account ${record.ownerAccountId}, which alone can change it.`,
    );
  },
};

/** One that is to be registered. */
export const newService: On<Naming, undefined, undefined> = {
  ...NOTHING_TO_FIND,
  permission: (call) => ({ resource: namedArn(call) }),
};

export const services: On<unknown, undefined, undefined> = {
  ...NOTHING_TO_FIND,
  permission: () => ({ resource: "*" }),
};

function namedArn({ caller: { accountId }, input }: Call<Naming, ReadTransaction>): string {
  return formatArn("registered-service", { accountId, name: input.ServiceName });
}
