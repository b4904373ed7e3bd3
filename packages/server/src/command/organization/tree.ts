import { Mistake } from "../../mistake.ts";
import { readCredentials } from "../../organization/source/aws-credentials.ts";
import { treeOfEndpoint } from "../../organization/source/tree-of-endpoint.ts";
import { treeOfStore } from "../../organization/source/tree-of-store.ts";
import type { OrganizationTree } from "../../organization/tree/organization-tree.ts";
import { drawText } from "../../organization/tree/text/draw-text.ts";
import { type Command, type CommandIo, EXIT_OK } from "../command.ts";
import type { OptionValues } from "../options/option.ts";
import { parseOptions, refusePositionals } from "../options/parse-options.ts";
import { TREE_OPTIONS } from "../options/tree-options.ts";
import { writePicture } from "../write-picture.ts";
import { readStoredOrganization } from "./read-stored-organization.ts";

type Values = OptionValues<typeof TREE_OPTIONS>;

/** `rolecall tree`: an organization, from a store or a server, as text, JSON or a picture. */
export const drawTree: Command = async (args, io) => {
  const { values, positionals } = parseOptions(TREE_OPTIONS, args);
  refusePositionals(positionals);
  if (values.json && values.svg !== undefined) throw new Mistake("--json and --svg exclude each other.");
  const tree = values.endpoint === undefined ? await readStore(values, io) : await askServer(values, io);
  if (values.svg !== undefined) return writeSvg(tree, values.svg, io);
  const { isColorful, width } = io;
  io.stdout.write(
    values.json
      ? `${JSON.stringify(tree, undefined, 2)}\n`
      : drawText(tree, { color: values.color ?? isColorful, width, isUnfolded: values.all }),
  );
  return EXIT_OK;
};

async function readStore({ data, database, organization }: Values, io: CommandIo): Promise<OrganizationTree> {
  return treeOfStore(await readStoredOrganization({ dataFolder: data, database, organization }, io));
}

function askServer({ endpoint, profile, data, organization, database }: Values, io: CommandIo) {
  for (const [name, value] of Object.entries({ organization, database })) {
    if (value !== undefined)
      throw new Mistake(
        `--${name} and --endpoint exclude each other: a server tells of the caller's organization.`,
      );
  }
  const url = readUrl(`${endpoint}`);
  const credentials = readCredentials({ profile, dataFolder: data, environment: io.environment });
  return treeOfEndpoint({ url, credentials, clock: Date.now });
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw new Mistake(`--endpoint: "${text}" is not a URL as http://127.0.0.1:4600.`);
}

async function writeSvg(tree: OrganizationTree, file: string, io: CommandIo): Promise<number> {
  // Loaded when asked for: a text needs no layout.
  const { drawSvg } = await import("../../organization/tree/svg/draw-svg.ts");
  writePicture(drawSvg(tree), file, io);
  return EXIT_OK;
}
