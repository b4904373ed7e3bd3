import type { TrustAnchorDetail } from "@rolecall/contracts/rolesanywhere";
import { formatArn } from "@rolecall/names";
import type { TrustAnchorRecord } from "@rolecall/store";
import { settingShapes } from "./notification-settings.ts";

export function trustAnchorArn({
  accountId,
  region,
  id,
}: Pick<TrustAnchorRecord, "accountId" | "region" | "id">) {
  return formatArn("trust-anchor", { accountId, region, uuid: id });
}

export function trustAnchorShape(record: TrustAnchorRecord): TrustAnchorDetail {
  return {
    trustAnchorId: record.id,
    trustAnchorArn: trustAnchorArn(record),
    name: record.name,
    source: {
      sourceType: "CERTIFICATE_BUNDLE",
      sourceData: { x509CertificateData: record.certificateBundle },
    },
    enabled: record.isEnabled,
    createdAt: new Date(record.createdAt),
    updatedAt: new Date(record.updatedAt),
    notificationSettings: settingShapes(record),
  };
}
