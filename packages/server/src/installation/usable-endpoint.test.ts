import assert from "node:assert/strict";
import type { NetworkInterfaceInfo } from "node:os";
import { test } from "node:test";
import { isLoopback, usableEndpoint } from "./usable-endpoint.ts";

const address = (text: string, internal = false): NetworkInterfaceInfo => {
  const common = { address: text, netmask: "", mac: "", internal, cidr: null };
  return text.includes(":") ? { ...common, family: "IPv6", scopeid: 0 } : { ...common, family: "IPv4" };
};
const LOOPBACK = [address("127.0.0.1", true), address("::1", true)];
const LINK = [address("169.254.7.7"), address("fe80::1")];

test("where a server listens everywhere, the endpoint names an address that others reach", () => {
  const machine = { lo: LOOPBACK, link: LINK, eth0: [address("2001:db8::7"), address("192.0.2.7")] };
  assert.equal(usableEndpoint("http://0.0.0.0:4600", machine), "http://192.0.2.7:4600");
  assert.equal(usableEndpoint("http://[::]:4600", machine), "http://192.0.2.7:4600");
  const six = { lo: LOOPBACK, eth0: [address("2001:db8::7")] };
  assert.equal(usableEndpoint("http://[::]:4600", six), "http://[2001:db8::7]:4600");
  assert.equal(usableEndpoint("http://0.0.0.0:4600", six), "http://127.0.0.1:4600");
  assert.equal(usableEndpoint("http://0.0.0.0:4600", { lo: LOOPBACK, link: LINK }), "http://127.0.0.1:4600");
  assert.equal(usableEndpoint("http://[::]:4600", {}), "http://127.0.0.1:4600");
});

test("an address that was chosen stays as it is", () => {
  for (const endpoint of ["http://127.0.0.1:80", "http://[::1]:4600", "http://example.com:4600"])
    assert.equal(usableEndpoint(endpoint, { eth0: [address("192.0.2.7")] }), endpoint);
});

test("what only this machine reaches", () => {
  for (const host of ["localhost", "127.0.0.1", "127.9.9.9", "::1"]) assert.ok(isLoopback(host), host);
  for (const host of ["0.0.0.0", "::", "192.0.2.7", "example.com", "127.0.0.1.example.com"])
    assert.ok(!isLoopback(host), host);
});
