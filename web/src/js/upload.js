// File picker: every file goes up at once, alone, with its own progress.
//
// form[data-upload]                 has <input type=file multiple name=archivo> and
//   data-upload-url                 POST, multipart, field named as the input (hidden fields of the form go first), Accept: application/json
//                                   → 200 {"id","name","size","removeUrl"} or 4xx {"message"}
//   data-max-bytes, data-max-files  limits that are worth knowing before a long upload
// ul[data-upload-list]              rows; its texts, with {name} {size} {percent} {max} {message} filled in:
//   data-text-progress  "{percent} % de {size}"      data-text-ready     "{size} · Listo"
//   data-text-too-big   data-text-too-many           data-text-empty
//   data-text-network   the connection broke         data-text-failed    the server answered without a message
//   data-say-start  data-say-half  data-say-end      data-say-error  data-say-removed  data-say-waiting
// template[data-upload-row]         one row: [data-slot=name], [data-slot=meta], <progress>, parts that show only in some states
//                                   [data-when="uploading ready error"], buttons [data-action=cancel|retry|remove], and for a form
//                                   that sends the ids itself <input type=hidden name=… data-slot=id>
// [data-action=remove][formaction]  submit button, also on rows that the server rendered: posts there and takes the row away
// [data-upload-count]               data-text="Archivos agregados: {n} de {max}"
// .drop                             where files may be dropped; [data-over="Suelte los archivos aquí"] is its title
import { bytes, each, fill, say } from "./dom.js";

const AT_ONCE = 2;

export function startUploads() {
  each("form[data-upload]", (form) => new Picker(form));
}

class Picker {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=file]");
    this.list = form.querySelector("[data-upload-list]");
    this.template = form.querySelector("template[data-upload-row]");
    this.waiting = [];
    this.running = new Set();
    this.submitter = null;

    this.input.addEventListener("change", () => {
      this.add([...this.input.files]);
      // Otherwise the form would send the same files once more.
      this.input.value = "";
    });
    this.list.addEventListener("click", (event) => this.press(event));
    form.addEventListener("submit", (event) => this.holdBack(event));
    const drop = form.querySelector(".drop");
    if (drop) this.acceptDrops(drop);
  }

  add(files) {
    for (const file of files) {
      const row = this.newRow(file);
      const refusal = this.refuse(file);
      if (refusal) this.fail(row, refusal, false);
      else this.enqueue(row);
    }
  }

  newRow(file) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    row.file = file;
    for (const slot of row.querySelectorAll("[data-slot=name]")) slot.textContent = file.name;
    this.list.append(row);
    this.list.hidden = false;
    this.count();
    return row;
  }

  refuse(file) {
    const { maxBytes, maxFiles } = this.form.dataset;
    const text = this.list.dataset;
    if (maxFiles && this.rows().length > maxFiles) return fill(text.textTooMany, { max: maxFiles });
    if (file.size === 0) return text.textEmpty;
    if (maxBytes && file.size > maxBytes) return fill(text.textTooBig, { size: bytes(file.size), max: bytes(Number(maxBytes)) });
    return null;
  }

  /** The rows that count as attached: all but the refused. */
  rows() {
    return [...this.list.children].filter((row) => row.dataset.state !== "error");
  }

  enqueue(row) {
    this.progress(row, 0);
    this.waiting.push(row);
    this.next();
  }

  next() {
    while (this.running.size < AT_ONCE && this.waiting.length) this.send(this.waiting.shift());
    if (!this.running.size && this.submitter) {
      const button = this.submitter;
      this.submitter = null;
      // A file that failed in the meantime is a reason to look before going on.
      if (!this.list.querySelector("[data-state=error]")) this.form.requestSubmit(button);
    }
  }

  send(row) {
    const request = new XMLHttpRequest();
    const body = new FormData();
    for (const field of this.form.querySelectorAll("input[type=hidden]:not([data-slot])")) body.append(field.name, field.value);
    body.append(this.input.name, row.file);
    row.request = request;
    this.running.add(row);
    this.announce("sayStart", row);

    let half = false;
    request.upload.addEventListener("progress", (event) => {
      const percent = Math.round((100 * event.loaded) / event.total);
      this.progress(row, percent);
      if (percent >= 50 && !half && event.loaded < event.total) {
        half = true;
        this.announce("sayHalf", row);
      }
    });
    request.addEventListener("loadend", () => {
      this.running.delete(row);
      if (row.isConnected) this.finish(row, request);
      this.next();
    });
    request.open("POST", this.form.dataset.uploadUrl);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.send(body);
  }

  finish(row, request) {
    const answer = request.response;
    const text = this.list.dataset;
    // 429 and 5xx may go better a moment later; what the server refused will be refused again.
    const mayGoBetter = request.status === 429 || request.status >= 500;
    if (request.status >= 200 && request.status < 300 && answer) this.done(row, answer);
    else if (request.status === 0) this.fail(row, text.textNetwork, true);
    else this.fail(row, answer?.message || text.textFailed, mayGoBetter);
  }

  done(row, answer) {
    const values = { name: answer.name, size: answer.size };
    for (const slot of row.querySelectorAll("[data-slot=name]")) slot.textContent = answer.name;
    const id = row.querySelector("[data-slot=id]");
    if (id) id.value = answer.id;
    row.querySelector("[data-action=remove]")?.setAttribute("formaction", answer.removeUrl);
    this.show(row, "ready", fill(this.list.dataset.textReady, values));
    this.announce("sayEnd", row);
    row.file = null;
  }

  fail(row, message, again) {
    this.show(row, "error", message);
    const retry = row.querySelector("[data-action=retry]");
    if (retry) retry.hidden = !again;
    this.announce("sayError", row, { message });
  }

  progress(row, percent) {
    const bar = row.querySelector("progress");
    if (bar) bar.value = percent;
    const text = fill(this.list.dataset.textProgress, { percent, size: bytes(row.file.size) });
    if (row.dataset.state === "uploading") row.querySelector("[data-slot=percent]").textContent = text;
    else this.show(row, "uploading", text);
  }

  show(row, state, text) {
    row.dataset.state = state;
    row.classList.toggle("filerow--bad", state === "error");
    for (const part of row.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(state);
    const slot = row.querySelector(state === "uploading" ? "[data-slot=percent]" : "[data-slot=meta]");
    if (slot) slot.textContent = text;
    this.count();
  }

  announce(key, row, values = {}) {
    const name = row.querySelector("[data-slot=name]")?.textContent ?? "";
    say(fill(this.list.dataset[key], { name, ...values }));
  }

  count() {
    const heading = this.form.querySelector("[data-upload-count]");
    if (!heading) return;
    heading.hidden = !this.list.children.length;
    heading.textContent = fill(heading.dataset.text, { n: this.rows().length, max: this.form.dataset.maxFiles });
  }

  press(event) {
    const button = event.target.closest("[data-action]");
    const row = button?.closest("li");
    if (!row) return;
    if (button.dataset.action === "retry") {
      event.preventDefault();
      this.enqueue(row);
      this.input.focus();
    } else if (button.dataset.action === "cancel" || !button.hasAttribute("formaction")) {
      event.preventDefault();
      this.drop(row);
    } else {
      event.preventDefault();
      this.removeStored(row, button);
    }
  }

  async removeStored(row, button) {
    const answer = await fetch(button.formAction, { method: "POST", headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok) this.drop(row);
    else if (answer) this.form.requestSubmit(button); // The form's own round trip shows what went wrong.
    else this.announce("sayError", row, { message: this.list.dataset.textNetwork });
  }

  drop(row) {
    const neighbour = row.nextElementSibling ?? row.previousElementSibling;
    this.waiting = this.waiting.filter((other) => other !== row);
    this.announce("sayRemoved", row);
    row.remove();
    row.request?.abort();
    (neighbour?.querySelector("[data-action]:not([hidden])") ?? this.input).focus();
    this.count();
  }

  /** Going on while a file is on its way would lose it: waits, and goes on by itself. */
  holdBack(event) {
    if (event.submitter?.dataset.action || !(this.running.size + this.waiting.length)) return;
    event.preventDefault();
    this.submitter = event.submitter;
    say(this.list.dataset.sayWaiting);
  }

  acceptDrops(drop) {
    const title = drop.querySelector("[data-over]");
    const resting = title?.textContent;
    const over = (is) => {
      drop.classList.toggle("is-over", is);
      if (title) title.textContent = is ? title.dataset.over : resting;
    };
    drop.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      over(true);
    });
    drop.addEventListener("dragleave", (event) => {
      if (!drop.contains(event.relatedTarget)) over(false);
    });
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      this.add([...event.dataTransfer.files]);
    });
  }
}
