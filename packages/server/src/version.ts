import manifest from "../package.json" with { type: "json" };

/** Of the program, as health and the command line show it. */
export const VERSION: string = manifest.version;
