export { type Configuration, ConfigurationError, readConfiguration } from "./configuration.ts";
export type { ProgramSurroundings } from "./program/surroundings.ts";
export { type Program, startProgram } from "./program.ts";
