import { compilePolicy, compilePolicySet, parsePolicy } from "@rolecall/policy";
import { inquireWhoCan, type Way, type WhoCanQuestion } from "@rolecall/who-can";
import { Mistake } from "../../mistake.ts";
import { type Command, type CommandIo, EXIT_OK } from "../command.ts";
import { contextOf, givenContext } from "../given-context.ts";
import type { OptionValues } from "../options/option.ts";
import { parseOptions } from "../options/parse-options.ts";
import { WHO_CAN_OPTIONS } from "../options/who-can-options.ts";
import { readTextFile } from "../read-text-file.ts";
import { askWhoCan } from "./ask-server.ts";
import type { FoundWays } from "./found-ways.ts";
import { checkSource, readNamedInstallation } from "./installation-source.ts";
import { showWays } from "./show-ways.ts";

type Values = OptionValues<typeof WHO_CAN_OPTIONS>;

const LARGEST = { bytesMax: 32_768, largest: "a resource's policy may be (32 KiB)" };

/** `rolecall who-can`: everybody that can do something, by which ways. */
export const whoCan: Command = async (args, io) => {
  const { values, positionals } = parseOptions(WHO_CAN_OPTIONS, args);
  const [action, resource, ...others] = positionals;
  if (action === undefined || resource === undefined || others.length > 0)
    throw new Mistake(
      "give an action and a resource: rolecall who-can s3:GetObject 'arn:aws:s3:::photos/*'.",
    );
  if (!/^[^:*?]+:[^:*?]+$/.test(action)) throw new Mistake(`"${action}" is no action: write SERVICE:ACTION.`);
  if (resource !== "*" && !resource.startsWith("arn:"))
    throw new Mistake(`"${resource}" is no resource: write an ARN, or *.`);
  checkSource(values);
  const found = await find({ action, resource }, values, io);
  if (values.json) io.stdout.write(`${JSON.stringify(found.ways.map(toJson), undefined, 2)}\n`);
  else io.stdout.write(showWays({ action, resource }, found));
  return EXIT_OK;
};

/** INVARIANT: these members, and no others: scripts rely on it. */
function toJson({ principal, state, through, needs }: FoundWays["ways"][number]) {
  return { principal, state, through, needs };
}

async function find(
  { action, resource }: Pick<WhoCanQuestion, "action" | "resource">,
  values: Values,
  io: CommandIo,
): Promise<FoundWays> {
  const context = givenContext(values.context);
  const file = values["resource-policy"];
  const policy = file === undefined ? undefined : await readTextFile(file, io, LARGEST);
  const resourcePolicy = policy === undefined ? undefined : compiledPolicy(policy, `${file}`);
  const resourceAccountId = values["resource-account"];
  if (values.endpoint !== undefined)
    return askWhoCan({ action, resource, context, resourceAccountId, policy }, values, io);
  const question = { action, resource, context: contextOf(context), resourceAccountId, resourcePolicy };
  const inquiry = inquireWhoCan(question, await readNamedInstallation(values, io), {
    clock: Date.now,
    passRole: values["pass-role"],
    couldGive: values["could-give"],
    rootUsers: values["root-users"],
  });
  const ways: Way[] = [];
  for (;;) {
    const answer = inquiry.look();
    ways.push(...answer.ways);
    if (answer.isFinished) return { ways, lookedAt: answer.lookedAt };
  }
}

function compiledPolicy(text: string, file: string) {
  const parsed = parsePolicy(text, "resource");
  if (parsed.ok) return compilePolicySet([compilePolicy(parsed.policy)]);
  throw new Mistake(`--resource-policy ${file}: ${parsed.findings[0]?.message ?? "it is no policy."}`);
}
