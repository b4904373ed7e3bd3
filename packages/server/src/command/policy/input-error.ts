/** The command line or a file is wrong: the command ends with EXIT_BAD_INPUT and this text. */
export class InputError extends Error {
  override readonly name = "InputError";
}
