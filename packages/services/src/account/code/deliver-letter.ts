import { type Environment, type Letter, OutboxError } from "@rolecall/operations";
import { accountError } from "../error.ts";

/** @throws InternalServerException where the outbox takes no letter; who runs the installation is told why */
export async function deliverLetter({ outbox }: Environment, letter: Letter): Promise<void> {
  try {
    await outbox.deliver(letter);
  } catch (error) {
    if (!(error instanceof OutboxError)) throw error;
    throw accountError(
      "InternalServerException",
      "The one-time code could not be delivered. Try again later.",
    ).withRemedy(error.message);
  }
}
