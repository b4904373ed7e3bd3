/** What an authenticator, or whoever says to be one, answered is not taken. The message is for the record, and tells no secret. */
export class PasskeyRefusal extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PasskeyRefusal";
  }
}
