/** When the account is to hear of certificates that end. Source: IAM Roles Anywhere User Guide, "Customize notification settings". */
import type { NotificationSetting, NotificationSettingDetail } from "@rolecall/contracts/rolesanywhere";
import { formatServicePrincipal } from "@rolecall/names";
import type { NotificationSettingRecord, TrustAnchorRecord } from "@rolecall/store";
import { invalid } from "../error.ts";

const EVENTS = ["CA_CERTIFICATE_EXPIRY", "END_ENTITY_CERTIFICATE_EXPIRY"] as const;
/** Of both events, where the account has set nothing. */
const DEFAULT_THRESHOLD_DAYS = 45;

/** @throws ValidationException where an event comes twice, or one that is enabled says no number of days */
export function readSettings(
  settings: readonly NotificationSetting[] | undefined,
): readonly NotificationSettingRecord[] {
  const read = (settings ?? []).map(({ event, enabled, threshold }) => {
    if (enabled && threshold === undefined)
      throw invalid(`The notification setting of ${event} is enabled and has no threshold.`);
    return { event, enabled, ...(threshold !== undefined && { threshold }) };
  });
  if (new Set(read.map(({ event }) => event)).size < read.length)
    throw invalid("The request has more than one notification setting for the same event and channel.");
  return read;
}

/** Those that are set take the place of those of the same event. */
export function withSettings(
  present: readonly NotificationSettingRecord[],
  set: readonly NotificationSettingRecord[],
): readonly NotificationSettingRecord[] {
  return [...withoutSettings(present, set), ...set];
}

export function withoutSettings(
  present: readonly NotificationSettingRecord[],
  keys: readonly Pick<NotificationSettingRecord, "event">[],
): readonly NotificationSettingRecord[] {
  return present.filter(({ event }) => !keys.some((key) => key.event === event));
}

/** All of a trust anchor: where the account has set nothing, AWS's own. */
export function settingShapes({
  accountId,
  notificationSettings,
}: TrustAnchorRecord): readonly NotificationSettingDetail[] {
  return EVENTS.map((event) => {
    const own = notificationSettings.find((each) => each.event === event);
    const setting = own ?? { event, enabled: true, threshold: DEFAULT_THRESHOLD_DAYS };
    const configuredBy = own === undefined ? formatServicePrincipal("rolesanywhere") : accountId;
    return { ...setting, channel: "ALL", configuredBy };
  });
}
