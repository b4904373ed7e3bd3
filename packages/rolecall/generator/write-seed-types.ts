/** Writes src/seed.ts anew, where the schema of seeds has changed. */
import { writeFileSync } from "node:fs";
import { NAMED_SCHEMAS } from "./named-schemas.ts";
import { formatSource, renderSeedTypes } from "./seed-types.ts";

writeFileSync(new URL("../src/seed.ts", import.meta.url), formatSource(renderSeedTypes(NAMED_SCHEMAS)));
