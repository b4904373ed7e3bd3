import { DATA_OPTION } from "./data-option.ts";
import type { OptionTable } from "./option.ts";

const WHO = "Who this machine is";
const ANSWERS = "What is answered";

/** The options of `rolecall metadata`. */
export const METADATA_OPTIONS = {
  endpoint: {
    group: WHO,
    argument: "URL",
    meaning: "the server",
    otherwise: "that of --data, or of the state",
  },
  enrol: {
    group: WHO,
    argument: "TOKEN",
    meaning: "leave to be an instance, good once and for minutes; needed at the first start alone",
  },
  "enrol-file": {
    group: WHO,
    argument: "FILE",
    meaning:
      "instead of --enrol, which others on this machine can see: a file that holds TOKEN; - is standard input",
  },
  instance: {
    group: WHO,
    argument: "NAME",
    meaning:
      "instead of --enrol, beside the server: the name or id of an instance, which a user of DIR/credentials enrols",
  },
  "pod-identity": {
    group: WHO,
    argument: "ARN",
    meaning:
      "instead of an instance: the ARN of a cluster, whose pods get credentials by their service accounts' tokens; --endpoint names the server",
  },
  data: { ...DATA_OPTION, group: WHO, meaning: "with --instance: the folder of the server" },
  profile: {
    group: WHO,
    argument: "NAME",
    meaning: "with --instance: which user of DIR/credentials",
    otherwise: "whoever may",
  },
  state: {
    group: WHO,
    argument: "FILE",
    meaning:
      "where this machine's key and what else has to outlive a restart are kept, readable by its owner alone",
    otherwise: "rolecall-metadata.json, or DIR/metadata/NAME.json with --instance",
  },
  port: {
    group: ANSWERS,
    argument: "PORT",
    meaning: "the port to listen on; 0 takes any that is free",
    default: "1338",
  },
  host: {
    group: ANSWERS,
    argument: "HOST",
    meaning: "the address to listen on, such as 169.254.169.254 where the machine has it",
    default: "127.0.0.1",
  },
  "container-port": {
    group: ANSWERS,
    argument: "PORT",
    meaning:
      "another port, for the containers of ECS tasks on this machine: their roles, and nothing of the instance's",
  },
  "container-host": {
    group: ANSWERS,
    argument: "HOST",
    meaning: "with --container-port: the address for containers, such as a bridge's, or 169.254.170.2",
    default: "127.0.0.1",
  },
  "imds-v1": {
    group: ANSWERS,
    meaning: "answer requests without a token too, whatever the instance's options say",
  },
  "hop-limit": {
    group: ANSWERS,
    argument: "N",
    meaning:
      "1: this machine alone; 2: also who stands in a network of it, such as containers behind its bridge; more: everybody",
    otherwise: "as the instance's options say",
  },
  "allowed-host": {
    group: ANSWERS,
    argument: "NAME",
    meaning: "a further name by which it may be asked",
    isRepeatable: true,
  },
} as const satisfies OptionTable;
