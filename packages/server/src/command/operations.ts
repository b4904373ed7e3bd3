import { loadContract, operationNames, serviceNames } from "@rolecall/contracts";
import { createServices, type Services } from "../installation/services.ts";
import { Mistake } from "../mistake.ts";
import { type Command, EXIT_OK } from "./command.ts";
import { OPERATIONS_OPTIONS } from "./options/operations-options.ts";
import { parseOptions, refusePositionals } from "./options/parse-options.ts";
import { serviceModel } from "./service-model.ts";

interface Row {
  readonly service: string;
  readonly operation: string;
  readonly built: boolean;
}

/** `rolecall operations [--json]`: every operation of the twelve services, and whether it is built. */
export const listOperations: Command = async (args, { stdout }) => {
  const { values, positionals } = parseOptions(OPERATIONS_OPTIONS, args);
  refusePositionals(positionals);
  if (values.model !== undefined) {
    stdout.write(await renderModel(values.model));
    return EXIT_OK;
  }
  const services = createServices();
  const rows = (await Promise.all(serviceNames.map((name) => rowsOf(services, name)))).flat();
  stdout.write(values.json ? `${JSON.stringify(rows, undefined, 1)}\n` : renderTable(rows));
  return EXIT_OK;
};

/** AWS's clients bring the models of AWS's own services along. */
async function renderModel(service: string): Promise<string> {
  if (service !== "rolecall")
    throw new Mistake(
      `--model: "${service}" is not for this: AWS's clients bring the models of AWS's services along. Write --model rolecall.`,
    );
  return `${JSON.stringify(serviceModel(await loadContract("rolecall")), undefined, 1)}\n`;
}

async function rowsOf(services: Services, service: (typeof serviceNames)[number]): Promise<readonly Row[]> {
  const built = (await services.load(service))?.operations;
  const names = await operationNames(service);
  return names.map((operation) => ({ service, operation, built: built?.has(operation) ?? false }));
}

function renderTable(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ service, operation }) => service.length + operation.length)) + 1;
  const lines = rows.map(({ service, operation, built }) =>
    `${`${service}:${operation}`.padEnd(width)}  ${built ? "built" : "-"}`.trimEnd(),
  );
  const count = rows.filter(({ built }) => built).length;
  return `${lines.join("\n")}\n\n${count} of ${rows.length} operations are built.\n`;
}
