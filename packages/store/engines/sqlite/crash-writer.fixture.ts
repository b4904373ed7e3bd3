/** The process that is killed. */
import { writeUntilKilled } from "../../conformance/crash-writes.ts";
import { openSqliteStore } from "./index.ts";

const [file = "", ...writers] = process.argv.slice(2);
await writeUntilKilled(await openSqliteStore({ file }), writers);
