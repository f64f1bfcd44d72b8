// Fields that say more than the browser's own.
//
// .code[data-code]                  six drawn cells over one input; data-code-submit sends the form at six digits,
//                                   unless something was corrected
// textarea[data-max="3000"]         counts characters into [data-counter="id"], from 80 % on; that element has
//                                   data-left-one, data-left-other, data-over-one, data-over-other
// button[data-wait="42"]            waits so many seconds with the label data-wait-text ("… en {n} s"), then it can be
//                                   pressed and data-wait-done is announced; rendered enabled, as without scripts
//                                   nothing would enable it
// [data-stars]                      star radios with data-text ("4 de 5: buena") shown in its <output>;
//                                   button[data-stars-clear] takes the rating back
import { each, fill, phrase, say } from "./dom.js";

const DIGITS = 6;

export function startFields() {
  each("[data-code]", startCode);
  each("button[data-wait]", startWait);
  each("[data-stars]", startStars);
  each("textarea[data-max]", startCounter);
}

function startCode(box) {
  const input = box.querySelector("input");
  const cells = [...box.querySelectorAll("li")];
  let corrected = false;

  const mark = () => {
    const at = Math.min(input.selectionStart ?? 0, DIGITS - 1);
    cells.forEach((cell, i) => cell.classList.toggle("now", i === at && document.activeElement === input));
  };
  const accept = (text) => {
    const digits = text.replace(/\D/g, "").slice(0, DIGITS);
    if (digits !== input.value) input.value = digits;
    mark();
    if ("codeSubmit" in box.dataset && digits.length === DIGITS && !corrected) {
      corrected = true; // Sent once by itself, never again.
      input.form.requestSubmit();
    }
  };

  box.dataset.ready = "";
  input.addEventListener("beforeinput", (event) => {
    if (event.inputType.startsWith("delete")) corrected = true;
  });
  input.addEventListener("input", () => accept(input.value));
  // The length limit would cut "482 913" before the space is taken out.
  input.addEventListener("paste", (event) => {
    event.preventDefault();
    accept(event.clipboardData.getData("text"));
  });
  for (const type of ["focus", "blur", "keyup", "click"]) input.addEventListener(type, mark);
  mark();
}

function startCounter(area) {
  const output = document.getElementById(area.dataset.counter);
  const max = Number(area.dataset.max);
  if (!output) return;
  const resting = output.textContent;
  let pause;

  const count = () => {
    // Characters as people count them, a line break being one; not UTF-16 units.
    const left = max - [...area.value].length;
    const near = left < max / 5;
    const text = !near ? resting : left < 0 ? phrase(output, "over", -left) : phrase(output, "left", left);
    output.textContent = text;
    output.classList.toggle("ink-bad", left < 0);
    clearTimeout(pause);
    if (near) pause = setTimeout(() => document.activeElement === area && say(text), 1000);
  };
  area.addEventListener("input", count);
  if (area.value) count();
}

function startWait(button) {
  const label = button.querySelector("[data-label]") ?? button;
  const ready = label.textContent;
  const until = Date.now() + Number(button.dataset.wait) * 1000;
  let timer;

  const tick = () => {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    button.disabled = seconds > 0;
    label.textContent = seconds > 0 ? fill(button.dataset.waitText, { n: seconds }) : ready;
    if (seconds > 0) return;
    clearInterval(timer);
    say(button.dataset.waitDone);
  };
  if (Number(button.dataset.wait) <= 0) return;
  timer = setInterval(tick, 1000);
  tick();
}

function startStars(box) {
  const radios = [...box.querySelectorAll("input[type=radio]")];
  const output = box.querySelector("output");
  const clear = box.querySelector("[data-stars-clear]");

  const show = () => {
    const chosen = radios.find((radio) => radio.checked);
    if (output) output.textContent = chosen?.dataset.text ?? "";
    if (clear) clear.hidden = !chosen;
  };
  box.addEventListener("change", show);
  // The radios stand in the page from five to one, so the arrows would go the wrong way.
  box.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!step || !radios.includes(event.target)) return;
    event.preventDefault();
    const value = Number(event.target.value) + step;
    radios.find((radio) => Number(radio.value) === value)?.click();
    radios.find((radio) => radio.checked)?.focus();
  });
  clear?.addEventListener("click", () => {
    const chosen = radios.find((radio) => radio.checked);
    radios.forEach((radio) => (radio.checked = false));
    show();
    chosen?.focus();
  });
  show();
}
