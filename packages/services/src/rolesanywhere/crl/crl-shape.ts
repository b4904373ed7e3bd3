import type { CrlDetail } from "@rolecall/contracts/rolesanywhere";
import { formatArn } from "@rolecall/names";
import type { RevocationListRecord } from "@rolecall/store";
import { trustAnchorArn } from "../trust-anchor/trust-anchor-shape.ts";

export function crlShape(record: RevocationListRecord): CrlDetail {
  const { id, accountId, region, trustAnchorId } = record;
  return {
    crlId: id,
    crlArn: formatArn("revocation-list", { accountId, region, uuid: id }),
    name: record.name,
    enabled: record.isEnabled,
    crlData: record.data,
    trustAnchorArn: trustAnchorArn({ accountId, region, id: trustAnchorId }),
    createdAt: new Date(record.createdAt),
    updatedAt: new Date(record.updatedAt),
  };
}
