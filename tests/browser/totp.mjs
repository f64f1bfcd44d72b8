// What an authenticator app shows (RFC 6238: SHA-1, six digits, 30 seconds).

import { createHmac } from "node:crypto";

const SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The code for a secret in base 32, with or without blanks, at an instant in milliseconds.
export function totp(secret, at) {
  const bits = [...secret.replace(/\s/g, "")].map((symbol) => SYMBOLS.indexOf(symbol).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(step).digest();
  const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
