import type { RegisteredService } from "@rolecall/contracts/rolecall";
import type { RegisteredServiceRecord } from "@rolecall/store";
import { serviceArn } from "./service-record.ts";

export function serviceToWire(record: RegisteredServiceRecord): RegisteredService {
  const { id, displayName, signingName, ownerAccountId, keys, createdAt } = record;
  return {
    ServiceName: id,
    Arn: serviceArn(record),
    ...(displayName !== undefined && { DisplayName: displayName }),
    SigningName: signingName,
    Reach: ownerAccountId === undefined ? "INSTALLATION" : "ORGANIZATION",
    ...(ownerAccountId !== undefined && { OwnerAccountId: ownerAccountId }),
    Keys: keys.map(({ id: KeyId, addedAt }) => ({ KeyId, AddedAt: new Date(addedAt) })),
    RegisteredAt: new Date(createdAt),
  };
}
