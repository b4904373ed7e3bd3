/**
 * What the person who runs the program can put right: the message is told in a sentence, without a stack, and the exit code
 * is 2. INVARIANT: the message never repeats a password or secret.
 */
export class Mistake extends Error {
  override readonly name: string = "Mistake";
}

/** A command line has what the command does not take: its help says what it does. */
export class OptionMistake extends Mistake {}
