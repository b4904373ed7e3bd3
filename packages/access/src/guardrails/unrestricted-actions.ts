/** A thing that service control policies never restrict. */
interface UnrestrictedTask {
  readonly task: string;
  /**
   * The prefix of its actions, in lower case. Absent where no request can be told by its action: the task is done on a page or by a
   * signed URL.
   */
  readonly service?: string;
}

/** Source: Organizations User Guide, "Tasks and entities not restricted by SCPs", without its entities: see `decide`. */
export const UNRESTRICTED_TASKS: readonly UnrestrictedTask[] = [
  { task: "Registering for the Enterprise support plan as the root user" },
  { task: "Providing trusted signer functionality for CloudFront private content" },
  { task: "Configuring reverse DNS for a Lightsail email server or EC2 instance as the root user" },
  { task: "Alexa Top Sites", service: "alexatopsites" },
  { task: "Alexa Web Information Service", service: "awis" },
  { task: "Amazon Mechanical Turk", service: "mechanicalturk" },
  { task: "Amazon Product Marketing API" },
];

const UNRESTRICTED_SERVICES: ReadonlySet<string> = new Set(
  UNRESTRICTED_TASKS.flatMap(({ service }) => (service === undefined ? [] : [service])),
);

/** Whether service control policies have no say, whatever they say. */
export function isUnrestricted(action: string): boolean {
  return UNRESTRICTED_SERVICES.has(action.slice(0, action.indexOf(":")).toLowerCase());
}
