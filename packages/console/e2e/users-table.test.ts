import { openConsole } from "./harness/console-test.ts";
import { testTableStates } from "./harness/table-states.ts";

const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    users: [{ name: ana }]
`);

testTableStates(consoleTest, {
  path: "/iam/users",
  model: "SearchUsers",
  noun: { one: "user", several: "users" },
  rowNamed: (name) => ({
    UserName: name,
    UserId: `AIDA${name}`,
    Path: "/",
    Arn: `arn:aws:iam::444455556666:user/${name}`,
    CreateDate: "2026-11-20T10:00:00Z",
    Groups: ["Developers"],
  }),
  refusable: { column: "Groups", header: "Groups", action: "iam:ListGroupsForUser" },
});
