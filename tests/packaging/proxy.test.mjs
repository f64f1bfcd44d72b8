// The examples of packaging/proxy, each in front of a desk: what people send comes through unchanged, who
// they are is told right, live pages hear of changes at once, and who dribbles is cut off.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import https from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import tls from "node:tls";
import { root, startServer } from "../browser/lib.mjs";

const NAME = "ayuda.example.org";
const OWN = "127.0.0.2"; // Not the proxy's own address, which the desk believes.
const PATIENCE_MS = 20_000;

let folder, certificate, server;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "resuelto-proxy-"));
  const [crt, key] = [join(folder, "site.crt"), join(folder, "site.key")];
  execFileSync("openssl", [
    ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split(" "),
    ...["-subj", `/CN=${NAME}`, "-addext", `subjectAltName=DNS:${NAME}`, "-keyout", key, "-out", crt],
  ], { stdio: "ignore" });
  certificate = readFileSync(crt);
  await writeFile(join(folder, "site.pem"), Buffer.concat([certificate, readFileSync(key)]));
  server = await startServer({ command: "serve", flags: ["--trusted-proxies", "127.0.0.1", "--log-format", "json"] });
  await setUp();
});

after(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/// Makes the organisation, so that cases can be filed.
async function setUp() {
  const [path] = await server.line(/\/instalar\/\S+/);
  const fields = {
    organizacion: "Postal Cordillera", prefijo: "PC", nombre: "Ana", correo: "ana@cordillera.example",
    clave: "una clave larga y buena 7", zona: "America/Bogota",
  };
  const answer = await fetch(server.url + path, {
    method: "POST", redirect: "manual", body: new URLSearchParams(fields), headers: { "sec-fetch-site": "same-origin" },
  });
  assert.equal(answer.status, 303, await answer.text());
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/// What stands in the example and cannot stand in a test: ports and certificates.
const proxies = {
  nginx: {
    file: "nginx.conf",
    change: (text, { http, https }) =>
      `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr; events {}\nhttp {\naccess_log off;\n` +
      ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};\n`).join("") +
      text.replace("listen 80;", `listen 127.0.0.1:${http};`).replace("listen 443 ssl;", `listen 127.0.0.1:${https} ssl;`)
        .replace("/etc/ssl/ayuda.example.org.crt", `${folder}/site.crt`).replace("/etc/ssl/ayuda.example.org.key", `${folder}/site.key`) +
      "}\n",
    command: (file) => ["nginx", ["-e", "stderr", "-c", file]],
  },
  caddy: {
    file: "Caddyfile",
    change: (text, { http, https }) =>
      text.replace("{\n\tservers", `{\n\tadmin off\n\thttp_port ${http}\n\thttps_port ${https}\n\tservers`)
        .replace(`${NAME} {`, `${NAME} {\n\ttls ${folder}/site.crt ${folder}/site.key`),
    command: (file) => ["caddy", ["run", "--adapter", "caddyfile", "--config", file]],
  },
  haproxy: {
    file: "haproxy.cfg",
    change: (text, { http, https }) =>
      text.replace("bind :80", `bind 127.0.0.1:${http}`).replace("bind :443", `bind 127.0.0.1:${https}`)
        .replace("/etc/ssl/ayuda.example.org.pem", `${folder}/site.pem`),
    command: (file) => ["haproxy", ["-db", "-f", file]],
  },
};

async function startProxy(kind) {
  const { file, change, command } = proxies[kind];
  const ports = { http: await freePort(), https: await freePort() };
  const example = readFileSync(join(root, "packaging/proxy", file), "utf8");
  const changed = change(example, ports).replaceAll("127.0.0.1:8080", new URL(server.url).host);
  const path = join(folder, `${kind}.conf`);
  await writeFile(path, changed);
  const [program, args] = command(path);
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const stop = () => child.kill("SIGKILL");
  process.on("exit", stop);
  const began = Date.now();
  while (!(await ask(ports, "/readyz").then(({ status }) => status === 200, () => false))) {
    assert.ok(child.exitCode === null && Date.now() - began < PATIENCE_MS, `${kind} did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { ports, stop: () => { process.off("exit", stop); stop(); } };
}

/// A request through the proxy, as a browser somewhere else sends it.
function ask({ https: port }, path, { method = "GET", headers = {}, body, stream } = {}) {
  return new Promise((resolve, reject) => {
    const request = https.request({
      host: "127.0.0.1", port, path, method, localAddress: OWN, servername: NAME, ca: certificate, agent: false,
      timeout: PATIENCE_MS,
      headers: { host: NAME, "sec-fetch-site": "same-origin", ...headers, ...(body && { "content-length": Buffer.byteLength(body) }) },
    });
    request.on("error", reject).on("timeout", () => request.destroy(new Error(`${path}: no answer`)));
    request.on("response", (response) => {
      if (stream) return resolve({ status: response.statusCode, headers: response.headers, response, request });
      const parts = [];
      response.on("data", (part) => parts.push(part)).on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString() }));
    });
    request.end(body);
  });
}

/// A browser's cookies, kept from answer to answer.
class Visitor {
  cookies = new Map();
  constructor(ports) { this.ports = ports; }

  async ask(path, options = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await ask(this.ports, path, { ...options, headers: { ...options.headers, ...(cookie && { cookie }) } });
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      this.cookies.set(name, value);
    }
    return answer;
  }

  post(path, fields) {
    return this.ask(path, {
      method: "POST", body: new URLSearchParams(fields).toString(), headers: { "content-type": "application/x-www-form-urlencoded" },
    });
  }

  parts(path, parts, headers) {
    const edge = "----edge7f3k9q";
    const body = parts.flatMap(({ head, content }) => [`--${edge}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`, content, "\r\n"]);
    return this.ask(path, {
      method: "POST", body: Buffer.concat([...body, `--${edge}--\r\n`].map((part) => Buffer.from(part))),
      headers: { "content-type": `multipart/form-data; boundary=${edge}`, ...headers },
    });
  }

  file(path, name, content) {
    const head = `name="archivo"; filename="${name}"\r\nContent-Type: application/pdf`;
    return this.parts(path, [{ head, content }], { accept: "application/json" });
  }
}

const pdf = (bytes) => Buffer.concat([Buffer.from("%PDF-1.4\n"), Buffer.alloc(bytes - 9, 32)]);

/// Files a case with two files, one of them too large; gives its address and the visitor.
async function fileCase(ports, email) {
  const visitor = new Visitor(ports);
  const topic = "/casos/nuevo/informacion";
  assert.equal((await visitor.post(topic, { asunto: "Horario de la oficina", descripcion: "¿Abren el sábado?" })).status, 303);
  const large = await visitor.file(`${topic}/archivos`, "grande.pdf", pdf(24 * 1024 * 1024));
  assert.equal(large.status, 200, large.body);
  const tooLarge = await visitor.file(`${topic}/archivos`, "enorme.pdf", pdf(26 * 1024 * 1024));
  assert.equal(tooLarge.status, 413, tooLarge.body);
  assert.match(tooLarge.body, /archivos más pequeños/, "in the words of the desk, not of the proxy");
  assert.equal((await visitor.parts(`${topic}/archivos`, [{ head: 'name="seguir"', content: "" }])).status, 303);
  const asked = await visitor.post(`${topic}/revisar`, { nombre: "Mariana Ríos", correo: email, autorizo: "1" });
  assert.equal(asked.status, 303, asked.body);
  const { code } = await server.mail(email, /es su código/);
  const created = await visitor.post(`${topic}/codigo`, { codigo: code });
  assert.equal(created.status, 303, created.body);
  return { visitor, path: created.headers.location.replace(/\/creado.*/, "") };
}

/// The events of a live page, as they come.
async function hear(visitor, path) {
  const { status, response, request } = await visitor.ask(`${path}/eventos`, { stream: true });
  assert.equal(status, 200);
  let text = "";
  response.setEncoding("utf8").on("data", (part) => (text += part));
  return {
    until: async (word) => {
      const began = Date.now();
      while (!text.includes(word)) {
        assert.ok(Date.now() - began < 5_000, `no ${word} within five seconds: ${text}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    close: () => request.destroy(),
  };
}

/// Sends a head byte by byte; how long until the proxy hangs up, in seconds.
function dribble({ https: port }) {
  return new Promise((resolve, reject) => {
    const began = Date.now();
    const socket = tls.connect({ host: "127.0.0.1", port, servername: NAME, ca: certificate }, () => {
      socket.write(`GET / HTTP/1.1\r\nHost: ${NAME}\r\nX-Slow: `);
      const drip = setInterval(() => socket.write("a"), 500);
      const tooLong = setTimeout(() => socket.destroy(new Error("it was let go on")), PATIENCE_MS);
      socket.on("close", () => { clearInterval(drip); clearTimeout(tooLong); resolve((Date.now() - began) / 1000); });
      socket.resume();
    });
    // Writing to a closed connection is how some of them are noticed.
    socket.on("error", (error) => (error.code === "ECONNRESET" || error.code === "EPIPE" ? undefined : reject(error)));
  });
}

for (const kind of Object.keys(proxies)) {
  test(`the example for ${kind}`, { concurrency: true, timeout: 120_000 }, async () => {
    const { ports, stop } = await startProxy(kind);
    try {
      const slow = dribble(ports);

      const forged = await ask(ports, `/nowhere-${kind}`, { headers: { "x-forwarded-for": "203.0.113.9" } });
      assert.equal(forged.status, 404);
      const plain = await fetch(`http://127.0.0.1:${ports.http}/consultar`, { redirect: "manual", headers: { host: NAME } });
      assert.ok([301, 308].includes(plain.status), `${plain.status}`);
      assert.match(plain.headers.get("location"), /^https:/);

      const { visitor, path } = await fileCase(ports, `mariana.${kind}@correo.example`);
      const events = await hear(visitor, path);
      const sent = await visitor.parts(`${path}/mensajes`, [
        { head: 'name="mensaje"', content: "¿Puede ir otra persona con una carta mía?" },
        { head: 'name="clave"', content: `proxy-${kind}` },
      ]);
      assert.equal(sent.status, 303, sent.body);
      await events.until("cambio");
      events.close();

      const seconds = await slow;
      assert.ok(seconds > 5 && seconds < 15, `a slow head was cut off after ${seconds} s`);
    } finally {
      stop();
    }
    const clients = new Set([...server.output().matchAll(/"client\.address":"([^"]+)"/g)].map(([, address]) => address));
    clients.delete("127.0.0.1"); // The test itself, and the health checks.
    assert.deepEqual([...clients], [OWN], "who asks is told right, whatever they say");
  });
}
