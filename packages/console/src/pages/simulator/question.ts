/** What is simulated. It stands behind `#q=` of the address, which reaches no log. */
export interface Question {
  /** A user's, role's or group's ARN; empty where a policy that is written here is asked. */
  readonly principal: string;
  /** The policy that is written here, where `principal` is empty. */
  readonly policy: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Values by condition key; several stand between commas. */
  readonly context: Readonly<Record<string, string>>;
  readonly resourcePolicy: string;
}

export const NO_QUESTION: Question = {
  principal: "",
  policy: "",
  actions: [],
  resources: [],
  context: {},
  resourcePolicy: "",
};

/** What an address asks; as much of it as can be read. */
export function readQuestion(hash: string): Question {
  const [, encoded = ""] = /[#&]q=([^&]*)/.exec(hash) ?? [];
  try {
    const given: unknown = JSON.parse(decodeURIComponent(encoded));
    return typeof given === "object" && given !== null ? withKnown(given) : NO_QUESTION;
  } catch {
    return NO_QUESTION;
  }
}

function withKnown(given: object): Question {
  const { principal, policy, resourcePolicy, actions, resources, context } = given as Record<string, unknown>;
  return {
    principal: textOf(principal),
    policy: textOf(policy),
    resourcePolicy: textOf(resourcePolicy),
    actions: textsOf(actions),
    resources: textsOf(resources),
    context: Object.fromEntries(
      Object.entries(typeof context === "object" && context !== null ? context : {}).map(([key, value]) => [
        key,
        textOf(value),
      ]),
    ),
  };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];

export function hashOf(question: Question): string {
  const asked = Object.fromEntries(
    Object.entries(question).filter(([, value]) =>
      typeof value === "object" ? Object.keys(value).length > 0 : value !== "",
    ),
  );
  return `#q=${encodeURIComponent(JSON.stringify(asked))}`;
}
