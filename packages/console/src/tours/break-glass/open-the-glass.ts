import type { Given } from "../facts.ts";
import { findCall } from "../facts.ts";
import { type TourStep, when } from "../tour.ts";

/** Who signed in, whatever role they are in. */
export const selfOf = ({ identity }: Given) => identity.original ?? identity;

const switchPage = ({ identity }: Given) =>
  `/switchrole?${new URLSearchParams({ account: identity.accountId, roleName: "GlassKeeper" })}`;

/** Another role is needed, and leaves its trace. */
export const OPEN_THE_GLASS: readonly TourStep[] = [
  {
    id: "keeper",
    title: "Become the keeper",
    lesson:
      "Under What would allow it stands the tag `BreakGlass` = `open`. You cannot give it to yourself: the same policy lets the role GlassKeeper alone write that tag.",
    tasks: [
      {
        text: "Switch to `GlassKeeper`.",
        where: { page: switchPage, targets: [{ kind: "button", name: "Switch role" }] },
        notice: ({ identity }) => when(identity.kind === "role" && identity.name === "GlassKeeper"),
      },
    ],
  },
  {
    id: "open",
    title: "Open the glass",
    lesson:
      "The keeper may do little else than this: read, and write tags of users. Who opened, for whom and when stands in Audit events.",
    tasks: [
      {
        text: (given) =>
          `On the tags of \`${selfOf(given).name}\` add \`BreakGlass\` with the value \`open\`, and save.`,
        where: {
          page: (given) => `/iam/users/${encodeURIComponent(selfOf(given).name)}?tab=tags`,
          targets: [
            { kind: "button", name: "Add a tag" },
            { kind: "button", name: "Manage tags" },
          ],
        },
        notice(facts) {
          const userName = selfOf(facts).name;
          const call = findCall(
            facts,
            ["iam", "TagUser"],
            ({ input, output }) =>
              output !== undefined &&
              input.UserName === userName &&
              input.Tags.some(({ Key, Value }) => Key === "BreakGlass" && Value === "open"),
          );
          const { accountId } = facts.identity;
          return call && { made: { kind: "userTag", accountId, userName, name: "BreakGlass" } };
        },
      },
    ],
  },
];
