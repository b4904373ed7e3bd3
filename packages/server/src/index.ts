export { type Configuration, ConfigurationError, readConfiguration } from "./configuration.ts";
export { type Program, type ProgramSurroundings, startProgram } from "./program.ts";
