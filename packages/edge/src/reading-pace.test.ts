import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { type Pausable, ReadingPace } from "./reading-pace.ts";

const turn = () => mock.timers.tick(5);
const PIECE_BYTES = 64 * 1024;

class Connection implements Pausable {
  destroyed = false;
  isPaused = false;
  pause(): void {
    this.isPaused = true;
  }
  resume(): void {
    this.isPaused = false;
  }
}

mock.timers.enable({ apis: ["setTimeout"] });

test("a turn takes so much of large bodies; whose connection has to wait goes on in one of the next, in order", () => {
  const pace = new ReadingPace();
  const connections = Array.from({ length: 30 }, () => new Connection());
  for (const connection of connections) pace.took(connection, PIECE_BYTES);
  const paused = () =>
    connections.map((connection, index) => (connection.isPaused ? index : -1)).filter((at) => at >= 0);
  assert.deepEqual(
    paused(),
    Array.from({ length: 22 }, (_, index) => index + 8),
  );
  connections[9]!.destroyed = true;
  connections[9]!.isPaused = false;
  turn();
  assert.equal(paused()[0], 17, "eight of those that are still open");
  for (let turns = 0; turns < 2; turns++) turn();
  assert.deepEqual(paused(), []);
});

test("a turn by itself is taken whole", () => {
  const pace = new ReadingPace();
  const connection = new Connection();
  for (let count = 0; count < 20; count++) {
    pace.took(connection, PIECE_BYTES * 8);
    assert.equal(connection.isPaused, false);
    turn();
  }
});
