import assert from "node:assert/strict";
import { test } from "node:test";
import { createAddressGuard } from "./address-guard.ts";

const strict = createAddressGuard({ loopback: false, networks: [] });

const REFUSED = [
  "127.0.0.1",
  "127.255.255.254",
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "100.64.0.1",
  "169.254.169.254",
  "169.254.170.2",
  "169.254.1.1",
  "0.0.0.0",
  "0.1.2.3",
  "192.0.0.1",
  "192.0.2.1",
  "198.18.0.1",
  "198.51.100.7",
  "203.0.113.9",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "fe80::1",
  "fc00::1",
  "fd00:ec2::254",
  "ff02::1",
  "::ffff:10.0.0.1",
  "::ffff:8.8.8.8",
  "::ffff:a9fe:a9fe",
  "64:ff9b::a9fe:a9fe",
  "2002:a9fe:a9fe::1",
  "2001::1",
  "2001:db8::1",
  "100::1",
  "localhost",
  "0x7f.1",
  "2130706433",
  "",
];

test("no address is asked that is not everybody's", () => {
  for (const address of REFUSED) assert.equal(strict(address), "refused", address);
  for (const address of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"])
    assert.equal(strict(address), "public", address);
});

test("this machine is asked where that is allowed, and nothing else of it is opened", () => {
  const guard = createAddressGuard({ loopback: true, networks: [] });
  for (const address of ["127.0.0.1", "127.9.9.9", "::1"]) assert.equal(guard(address), "loopback", address);
  for (const address of ["10.0.0.1", "0.0.0.0", "169.254.169.254"]) assert.equal(guard(address), "refused");
});

test("a network of the installation's own is asked where it is named, metadata services in it never", () => {
  const guard = createAddressGuard({
    loopback: false,
    networks: ["10.1.0.0/16", "fd00::/8", "169.254.0.0/16"],
  });
  for (const address of ["10.1.2.3", "fd12::1", "169.254.1.1"])
    assert.equal(guard(address), "allowed", address);
  for (const address of ["10.2.0.1", "169.254.169.254", "169.254.170.2", "fd00:ec2::254", "127.0.0.1"])
    assert.equal(guard(address), "refused", address);
});
