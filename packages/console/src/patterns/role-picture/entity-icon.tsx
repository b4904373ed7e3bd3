import Icon, { type IconProps } from "@cloudscape-design/components/icon";
import type { PrincipalKind } from "@rolecall/policy/describe";

const NAMES: Readonly<Record<PrincipalKind, IconProps.Name>> = {
  everyone: "globe",
  service: "settings",
  account: "multiscreen",
  user: "user-profile",
  role: "group",
  session: "group",
  federatedUser: "user-profile",
  oidc: "security",
  saml: "security",
  uniqueId: "status-negative",
  canonicalUser: "user-profile",
  other: "status-info",
};

/** The sign of who is trusted. What it means stands in words beside it. */
export function EntityIcon({
  kind,
  size = "normal",
}: {
  readonly kind: PrincipalKind;
  readonly size?: "small" | "normal" | "medium";
}) {
  return <Icon name={NAMES[kind]} size={size} />;
}

/** A mask: somebody who is somebody else for a while. */
export function RoleIcon() {
  return (
    <Icon
      size="medium"
      variant="link"
      svg={
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M1 4.5c4.5-1.3 9.5-1.3 14 0 0 4-1 7-3.5 7-1.7 0-2-1.5-3.5-1.5S6.2 11.5 4.5 11.5C2 11.5 1 8.5 1 4.5z" />
          <path d="M4 7.2c.800-.700 1.8-.700 2.6 0M9.4 7.2c.800-.700 1.8-.700 2.6 0" />
        </svg>
      }
    />
  );
}

export function PolicyIcon() {
  return (
    <Icon
      size="medium"
      svg={
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <circle cx="4.5" cy="8" r="3" />
          <path d="M7.5 8H15v3M12 8v2" />
        </svg>
      }
    />
  );
}
