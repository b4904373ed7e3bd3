import TopNavigation, { type TopNavigationProps } from "@cloudscape-design/components/top-navigation";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { linkToRole, readKnownRoles } from "../pages/switch-role/known-roles.ts";
import { forgetAnswers } from "../session/forget-answers.ts";
import type { Identity } from "../session/identity.ts";
import { leaveRole, signOut, signOutEverywhere } from "../session/sessions.ts";
import { type Appearance, changeAppearance, readAppearance } from "./appearance.ts";
import { flashes } from "./flashes.ts";
import { GoTo } from "./go-to.tsx";
import { href } from "./location.ts";
import { navigate } from "./navigate.ts";
import { useBell } from "./notices/use-bell.tsx";
import { SIGN } from "./sign.ts";

/** Sign and name, what is asked most, and who one is. */
export function TopBar({ identity }: { readonly identity: Identity }) {
  const queries = useQueryClient();
  const bell = useBell(identity);
  const [appearance, setAppearance] = useState(readAppearance);
  const change = (id: string) => {
    changeAppearance(APPEARANCES[id] ?? {});
    setAppearance(readAppearance());
  };
  const isChosen = (id: string) => `mode:${appearance.mode}` === id || `density:${appearance.density}` === id;
  const appearanceItem = (id: string, text: string) => ({
    id,
    text,
    itemType: "checkbox" as const,
    checked: isChosen(id),
  });
  const utilities: TopNavigationProps.Utility[] = [
    { type: "button", text: "Why was it denied?", iconName: "status-warning", href: href("/why") },
    {
      type: "button",
      iconName: "notification",
      title: "Notices",
      ariaLabel: bell.count === 0 ? "Notices" : `Notices, ${bell.count} new`,
      badge: bell.count > 0,
      onClick: bell.open,
    },
    {
      type: "menu-dropdown",
      iconName: "settings",
      ariaLabel: "Appearance",
      title: "Appearance",
      items: [
        { id: "mode", text: "Colours", items: MODES.map(([id, text]) => appearanceItem(id, text)) },
        { id: "density", text: "Density", items: DENSITIES.map(([id, text]) => appearanceItem(id, text)) },
      ],
      onItemClick: ({ detail }) => change(detail.id),
    },
    {
      type: "menu-dropdown",
      text: identity.displayName ?? identity.name,
      description: identity.arn,
      iconName: "user-profile",
      items: identityItems(identity),
      onItemClick: ({ detail }) => void runIdentityItem(detail.id, queries),
    },
  ];
  return (
    <>
      <TopNavigation
        identity={{ href: href("/iam"), title: "Rolecall", logo: { src: SIGN, alt: "" } }}
        search={<GoTo />}
        utilities={utilities}
        i18nStrings={WORDS}
      />
      {bell.dialog}
    </>
  );
}

const WORDS = {
  overflowMenuTriggerText: "More",
  overflowMenuTitleText: "All",
  overflowMenuBackIconAriaLabel: "Back",
  overflowMenuDismissIconAriaLabel: "Close the menu",
  searchIconAriaLabel: "Go to",
  searchDismissIconAriaLabel: "Close go to",
};

const MODES = [
  ["mode:system", "As the system has it"],
  ["mode:light", "Light"],
  ["mode:dark", "Dark"],
] as const;

const DENSITIES = [
  ["density:comfortable", "Comfortable"],
  ["density:compact", "Compact"],
] as const;

const APPEARANCES: Readonly<Record<string, Partial<Appearance>>> = {
  "mode:system": { mode: "system" },
  "mode:light": { mode: "light" },
  "mode:dark": { mode: "dark" },
  "density:comfortable": { density: "comfortable" },
  "density:compact": { density: "compact" },
};

function identityItems({ original }: Identity): TopNavigationProps.MenuDropdownUtility["items"] {
  return [
    original === undefined
      ? { id: "switch", text: "Switch role", href: href("/switchrole") }
      : { id: "back", text: `Back to ${original.name}` },
    ...rolesKnown(),
    { id: "me", text: "Security credentials", href: href("/me") },
    { id: "sessions", text: "My sessions", href: `${href("/me")}?tab=sessions` },
    { id: "sign-out", text: "Sign out" },
    { id: "sign-out-everywhere", text: "Sign out everywhere" },
  ];
}

/** Roles that were switched to here, pinned ones first; each leads to the form that it fills. */
function rolesKnown() {
  const items = readKnownRoles().map((role) => ({
    id: `role:${role.account}:${role.roleName}`,
    text: role.displayName === "" ? `${role.roleName} @ ${role.account}` : role.displayName,
    href: linkToRole(role),
  }));
  return items.length === 0 ? [] : [{ id: "roles", text: "Recent and pinned roles", items }];
}

async function runIdentityItem(id: string, queries: QueryClient): Promise<void> {
  try {
    if (id === "back") {
      await leaveRole();
      forgetAnswers(queries, () => navigate(href("/iam")));
    }
    if (id === "sign-out") await signOut();
    if (id === "sign-out-everywhere") await signOutEverywhere();
  } catch (error) {
    flashes.show({ type: "error", content: error instanceof Error ? error.message : String(error) });
  }
}
