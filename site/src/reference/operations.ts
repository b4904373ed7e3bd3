import { loadContract, type ServiceName, serviceNames } from "@rolecall/contracts";
import { createServices } from "../../../packages/server/src/installation/services.ts";
import { writeTable } from "./table.ts";

export async function writeOperations(): Promise<string> {
  const services = createServices();
  const parts = await Promise.all(
    serviceNames.map(async (service) => {
      const built = (await services.load(service))?.operations;
      return writeService(service, (name) => built?.has(name) ?? false);
    }),
  );
  return `# Operations

Every operation of every service that Rolecall knows, from the same contracts that the program reads and writes requests by. What is not
built answers HTTP 501 \`NotImplemented\`, never an empty success. \`npx rolecall operations\` tells the same in a terminal.

${parts.join("\n\n")}
`;
}

async function writeService(service: ServiceName, isBuilt: (operation: string) => boolean): Promise<string> {
  const { operations } = await loadContract(service);
  const rows = operations.names.map((name) => {
    const errors = operations.get(name)?.errors.map(({ code }) => `\`${code}\``) ?? [];
    return [`\`${name}\``, isBuilt(name) ? "works" : "not built", errors.join(", ")];
  });
  const works = rows.filter(([, state]) => state === "works").length;
  return `## ${service}

${works} of ${rows.length} work.

${writeTable(["operation", "state", "errors of its own"], rows)}`;
}
