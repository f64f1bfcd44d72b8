// The message files, read as far as it takes to tell in which language a text is, and to find the words
// of a page in any language. Fluent's own parser would be a dependency for a few lines.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./lib.mjs";

/// The most ways in which one message may read; beyond, something is read wrongly here.
const MOST_WAYS = 200;

/**
 * All messages of a language: for each its ways to read, as lists of what is written there and of
 * holes for what the program puts in.
 *
 * @param {string} language
 * @param {"case" | "ticket" | "request"} [word] what the organisation calls a case
 * @returns {Promise<Map<string, (string | null)[][]>>} by their names
 */
async function read(language, word) {
  const folder = join(root, "crates/text/messages", language);
  const files = (await readdir(folder)).filter((file) => !file.startsWith("term-") || file === `term-${word}.ftl`);
  const sources = new Map();
  for (const file of files) {
    let name;
    for (const line of (await readFile(join(folder, file), "utf8")).split("\n")) {
      const begins = line.match(/^(-?[a-zA-Z][\w-]*) = ?(.*)$/);
      if (begins) sources.set((name = begins[1]), begins[2]);
      else if (/^(\s|\})/.test(line) && name && !/^\s+\.\w+ =/.test(line)) sources.set(name, `${sources.get(name)}\n${line}`);
      else if (line !== "") name = undefined;
    }
  }
  const messages = new Map();
  const waysOf = (name) => {
    if (!messages.has(name)) {
      assert.ok(sources.has(name), `${language}: nothing is called ${name}`);
      messages.set(name, new Pattern(sources.get(name), waysOf).ways());
    }
    return messages.get(name);
  };
  for (const name of sources.keys()) waysOf(name);
  return messages;
}

/// A pattern of Fluent: text with holes, references and choices.
class Pattern {
  constructor(source, waysOf) {
    this.source = source;
    this.waysOf = waysOf;
    this.at = 0;
  }

  /// All ways to read it, up to its end or to what closes the choice that it stands in.
  ways(isVariant = false) {
    let ways = [[]];
    for (;;) {
      const rest = this.source.slice(this.at);
      if (rest === "" || (isVariant && /^\s*(\n\s*\*?\[|\n?\s*\})/.test(rest))) return ways.map(joined);
      if (rest.startsWith("{")) {
        const choices = this.placeable();
        ways = ways.flatMap((way) => choices.map((choice) => [...way, ...choice]));
        assert.ok(ways.length <= MOST_WAYS, `too many ways to read: ${this.source}`);
      } else {
        const text = rest.match(isVariant ? /^[^{}\n]+|^\n\s*/ : /^[^{\n]+|^\n\s*/)[0];
        this.at += text.length;
        ways = ways.map((way) => [...way, text.replace(/^\n\s*/, " ")]);
      }
    }
  }

  placeable() {
    const [all, what, chooses] = this.source.slice(this.at).match(/^\{\s*("(?:[^"\\]|\\.)*"|[-$\w.]+)\s*(->)?/);
    this.at += all.length;
    if (chooses) return this.variants();
    this.skip(/^\s*\}/);
    if (what.startsWith('"')) return [[JSON.parse(what)]];
    return what.startsWith("$") ? [[null]] : this.waysOf(what);
  }

  variants() {
    const found = [];
    while (!this.skips(/^\s*\}/)) {
      this.skip(/^\s*\*?\[[^\]]+\] ?/);
      found.push(...this.ways(true));
    }
    return found;
  }

  skip(pattern) {
    assert.ok(this.skips(pattern), `cannot read at ${this.at}: ${this.source}`);
  }

  skips(pattern) {
    const found = this.source.slice(this.at).match(pattern);
    this.at += found?.[0].length ?? 0;
    return Boolean(found);
  }
}

/// Text that stands side by side, in one piece.
function joined(way) {
  const pieces = [];
  for (const piece of way) {
    if (piece !== null && typeof pieces.at(-1) === "string") pieces[pieces.length - 1] += piece;
    else pieces.push(piece);
  }
  return pieces;
}

const escape = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/// As it is compared: spaces are alike.
export const plain = (text) => text.replaceAll(/[\s\u00A0\u202F]+/g, " ").trim();

/// The words of a language, for looking things up on its pages.
export class Catalogue {
  static async of(language, word = "case") {
    return new Catalogue(await read(language, word));
  }

  #messages;
  #whole = [];
  #parts = [];
  #known = new Map();

  constructor(messages) {
    this.#messages = messages;
    const seen = new Set();
    for (const [name, ways] of messages) {
      if (name.startsWith("-")) continue;
      for (const way of ways) {
        this.#add(this.#whole, seen, name, way, way.length > 2);
        // Markup cuts a message at its holes.
        for (let from = 0; from < way.length; from++) {
          for (let to = from + 1; to <= way.length; to++) this.#add(this.#parts, seen, name, way.slice(from, to));
        }
      }
    }
  }

  #add(list, seen, name, way, isFrame = false) {
    // What has no word of its own says nothing, but as a whole it may hold others together, as a date does.
    if (!isFrame && !way.some((piece) => piece !== null && /\p{L}/u.test(piece))) return;
    const pattern = plain(way.map((piece) => piece ?? "\u0000").join("")).split("\u0000").map(escape).join("(.+?)");
    if (seen.has(pattern)) return;
    seen.add(pattern);
    list.push({ name, pattern: new RegExp(`^${pattern}$`, "iu") });
  }

  /// A message as it can stand on a page, for `getByRole` and its like.
  message(name) {
    const ways = this.#messages.get(name);
    assert.ok(ways, `no message is called ${name}`);
    const all = ways.map((way) => plain(way.map((piece) => piece ?? "\u0000").join("")).split("\u0000").map(escape).join(".+?"));
    return new RegExp(`^\\s*(?:${all.join("|")})(?:\\s|$)`, "u");
  }

  /**
   * Whether a text is a message of this language or a part of one, and what fills its holes is that
   * too, or `isData`.
   */
  knows(text, isData) {
    const asked = plain(text);
    if (!/\p{L}{2}/u.test(asked) || isData(asked)) return true;
    if (!this.#known.has(asked)) {
      this.#known.set(asked, false); // A text within itself helps nobody.
      this.#known.set(asked, this.#reads(asked, isData) || this.#isJoined(asked, isData));
    }
    return this.#known.get(asked);
  }

  #reads(asked, isData) {
    return [...this.#whole, ...this.#parts].some(({ pattern }) => {
      const holes = asked.match(pattern)?.slice(1);
      return holes?.every((hole) => hole.length < asked.length && this.knows(hole, isData));
    });
  }

  /// A message that is joined to what follows, or some that stand one after the other.
  #isJoined(asked, isData) {
    const joint = asked.match(/^(.+?) ?[:·]$/u);
    if (joint && this.knows(joint[1], isData)) return true;
    const ends = [...asked.matchAll(/\. (?=\p{Lu})/gu)].map(({ index }) => index + 1);
    return ends.some((end) => this.knows(asked.slice(0, end), isData) && this.knows(asked.slice(end), isData));
  }
}
