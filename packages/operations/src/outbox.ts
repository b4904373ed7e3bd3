/** What a person is to get by mail or as a text message. */
export interface Letter {
  readonly channel: "email" | "sms" | "topic";
  /** An e-mail address, a phone number, or the ARN of a topic. */
  readonly to: string;
  /** Whose account it is about. */
  readonly accountId: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Where letters are put for whoever is to get them: Rolecall sends nothing itself. INVARIANT: delivered to once the transaction is
 * committed, never inside it, where it could be undone or done twice.
 */
export interface Outbox {
  /** @throws OutboxError where it takes no more letters, such as on a full disk */
  deliver(letter: Letter): Promise<void>;
}

/** A letter could not be put into the outbox. The message is for who runs the installation. */
export class OutboxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "OutboxError";
  }
}
