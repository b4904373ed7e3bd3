import { readAccessLevels } from "@rolecall/policy/describe";
import { type Identity, whatCan as lookForward, type WayState } from "@rolecall/who-can";
import { Mistake } from "../../mistake.ts";
import { type Command, type CommandIo, EXIT_OK } from "../command.ts";
import { contextOf, givenContext } from "../given-context.ts";
import type { OptionValues } from "../options/option.ts";
import { parseOptions } from "../options/parse-options.ts";
import { WHAT_CAN_OPTIONS } from "../options/who-can-options.ts";
import { askWhatCan } from "./ask-server.ts";
import { checkSource, readNamedInstallation } from "./installation-source.ts";

type Values = OptionValues<typeof WHAT_CAN_OPTIONS>;

/** What somebody is or can become, as it is printed. */
interface ShownIdentity {
  readonly principal: string;
  readonly state: WayState;
  readonly through: readonly string[];
  readonly needs: readonly string[];
  readonly everything: boolean;
  readonly services: readonly { readonly service: string; readonly levels: readonly string[] }[];
  readonly limitedBy: readonly string[];
}

/** `rolecall what-can`: what somebody can become, and what that may do. */
export const whatCan: Command = async (args, io) => {
  const { values, positionals } = parseOptions(WHAT_CAN_OPTIONS, args);
  const [principal, ...others] = positionals;
  if (principal === undefined || others.length > 0)
    throw new Mistake("give one principal: rolecall what-can arn:aws:iam::111122223333:user/ana.");
  checkSource(values);
  const found = await find(principal, values, io);
  io.stdout.write(values.json ? `${JSON.stringify(found, undefined, 2)}\n` : show(found));
  return EXIT_OK;
};

const NAMED_BY_ARN = " Give the ARN of a user or role, such as arn:aws:iam::111122223333:user/ana.";

async function find(principal: string, values: Values, io: CommandIo): Promise<readonly ShownIdentity[]> {
  const context = givenContext(values.context);
  if (values.endpoint !== undefined)
    return (await askWhatCan({ principal, context }, values, io)).map(ofServer);
  const { ACCESS_LEVEL_DATA } = await import("@rolecall/policy/access-levels");
  const answer = lookForward(principal, await readNamedInstallation(values, io), {
    clock: Date.now,
    context: contextOf(context),
    passRole: values["pass-role"],
    reference: readAccessLevels(ACCESS_LEVEL_DATA),
    limits: { milliseconds: 60_000, identities: 100_000 },
  });
  if (answer === undefined)
    throw new Mistake(
      `there is no principal ${principal}.${principal.startsWith("arn:") ? "" : NAMED_BY_ARN}`,
    );
  return answer.identities.map(ofInstallation);
}

function ofInstallation({ arn, state, through, needs, access }: Identity): ShownIdentity {
  return {
    principal: arn,
    state,
    through,
    needs,
    everything: access.isEverything,
    services: access.grants.map(({ service, levels }) => ({ service, levels })),
    limitedBy: access.limitedBy,
  };
}

function ofServer({
  Arn,
  State,
  Through,
  Needs,
  Access,
}: Awaited<ReturnType<typeof askWhatCan>>[number]): ShownIdentity {
  return {
    principal: Arn,
    state: State,
    through: Through,
    needs: Needs,
    everything: Access.IsEverything,
    services: Access.Services.map(({ Service, Levels }) => ({ service: Service, levels: Levels })),
    limitedBy: Access.LimitedBy,
  };
}

function show(identities: readonly ShownIdentity[]): string {
  const lines = identities.flatMap(
    ({ principal, state, through, needs, everything, services, limitedBy }) => {
      const by = through.length < 2 ? "" : ` (by ${through.slice(0, -1).join(" → ")})`;
      const what = services.map(({ service, levels }) => `${service}: ${levels.join(", ")}`);
      const access = everything
        ? ["everything"]
        : what.length === 0
          ? ["nothing by policies of its own"]
          : what;
      const limits = limitedBy.length === 0 ? [] : [`at most what ${limitedBy.join(" and ")} let it`];
      const more = needs.length === 0 ? "" : `, needs ${needs.join(", ")}`;
      return [`${principal}  ${state}${more}${by}`, ...[...access, ...limits].map((line) => `    ${line}`)];
    },
  );
  return `${lines.join("\n")}\n`;
}
