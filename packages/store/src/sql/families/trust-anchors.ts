import type { TrustAnchorRecord } from "../../records/trust-anchor.ts";
import { flag, list, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { identifiedFamily } from "../identified.ts";
import { Regional } from "../regional.ts";
import { table } from "../table.ts";

const trustAnchors = table<TrustAnchorRecord>()("trust_anchors", {
  key: ["id"],
  fixed: ["accountId", "region"],
  columns: {
    id: text(),
    accountId: text(),
    region: text(),
    name: text(),
    isEnabled: flag(),
    notificationSettings: list(),
    tags: list(),
    createdAt: time(),
    updatedAt: time(),
    certificateBundle: text(),
  },
});

const family = identifiedFamily("trustAnchor", trustAnchors, (id) => `trust anchor ${id} of this account`);
const statements = {
  page: trustAnchors.pageBy(["accountId", "region"], "id"),
  count: trustAnchors.countBy(["accountId", "region"]),
};

export const trustAnchorFamily: SqlFamily<"trustAnchors"> = {
  table: trustAnchors,
  open: (session, cascade) => new Regional({ session, cascade }, family, statements),
};
