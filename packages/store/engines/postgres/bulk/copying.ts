import { once } from "node:events";
import type { Client } from "pg";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import type { AnyTable } from "../../../src/sql/table.ts";

/** One COPY, which the server may end with an error at any time. */
export class Copying {
  readonly #stream: CopyStreamQuery;
  readonly #ended: Promise<unknown>;
  #hasFailed = false;

  /** Begins it. The client has to be free, and is not until it has ended. */
  constructor(client: Client, { name, columns }: AnyTable) {
    const list = columns.map((column) => `"${column.name}"`).join(", ");
    this.#stream = client.query(copyFrom(`copy ${name} (${list}) from stdin with (freeze)`));
    this.#ended = once(this.#stream, "finish");
    // Looked at where it is sent and where it ends.
    this.#ended.catch(() => {});
    this.#stream.on("error", () => {
      this.#hasFailed = true;
    });
  }

  async send(text: Buffer): Promise<void> {
    if (this.#stream.write(text)) return;
    await Promise.race([once(this.#stream, "drain"), this.#ended]);
  }

  async end(): Promise<void> {
    this.#stream.end();
    await this.#ended;
  }

  /** Tells the server, where it is still there. */
  abandon(): void {
    if (!this.#hasFailed) this.#stream.destroy();
  }
}
