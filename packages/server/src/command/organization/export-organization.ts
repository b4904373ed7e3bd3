import { exportOrganization } from "../../organization/document/export-organization.ts";
import { type Command, EXIT_OK } from "../command.ts";
import { EXPORT_ORGANIZATION_OPTIONS } from "../options/organization-file-options.ts";
import { parseOptions, refusePositionals } from "../options/parse-options.ts";
import { readStoredOrganization } from "./read-stored-organization.ts";

/** `rolecall export organization`: an organization as a document that makes the same one again. */
export const writeOrganization: Command = async (args, io) => {
  const { values, positionals } = parseOptions(EXPORT_ORGANIZATION_OPTIONS, args);
  refusePositionals(positionals);
  const { data: dataFolder, database, organization } = values;
  const kept = await readStoredOrganization({ dataFolder, database, organization }, io);
  io.stdout.write(`${JSON.stringify(exportOrganization(kept), undefined, 2)}\n`);
  return EXIT_OK;
};
