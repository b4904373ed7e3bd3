import SideNavigation, { type SideNavigationProps } from "@cloudscape-design/components/side-navigation";
import { href } from "./location.ts";
import { LEARN, NAVIGATION, type NavigationItem } from "./navigation-items.ts";

/** The pages at the left. */
export function Navigation({ path }: { readonly path: string }) {
  return (
    <SideNavigation
      header={{ text: "Identity and Access", href: href("/iam") }}
      activeHref={href(activePath(path))}
      items={ITEMS}
    />
  );
}

const toLink = ({ text, path }: NavigationItem): SideNavigationProps.Link => ({
  type: "link",
  text,
  href: href(path),
});

const ITEMS: SideNavigationProps.Item[] = [
  ...NAVIGATION.map(
    (item): SideNavigationProps.Item =>
      "items" in item ? { type: "section", text: item.text, items: item.items.map(toLink) } : toLink(item),
  ),
  { type: "divider" },
  toLink(LEARN),
];

/** The item whose page it is, or below which the page stands: the longest that the path begins with. */
function activePath(path: string): string {
  const paths = NAVIGATION.flatMap((item) => ("items" in item ? item.items : [item])).map(
    ({ path: each }) => each,
  );
  const fitting = [...paths, LEARN.path].filter(
    (each) => path === each || (each !== "/iam" && path.startsWith(`${each}/`)),
  );
  return fitting.sort((one, other) => other.length - one.length)[0] ?? path;
}
