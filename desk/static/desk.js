// A help, not a need: a field in focus lights its boxes on the page, a box under the pointer lights its field.
"use strict";

function light(field, on) {
  for (const box of document.querySelectorAll(`[data-field="${CSS.escape(field)}"]`)) {
    box.classList.toggle("lit", on);
  }
}

document.addEventListener("focusin", (event) => {
  const line = event.target.closest(".line");
  if (!line) return;
  light(line.id, true);
  const first = document.querySelector(`.document [data-field="${CSS.escape(line.id)}"]`);
  if (first && window.matchMedia("(min-width: 62rem)").matches) {
    first.scrollIntoView({ block: "center", behavior: "auto" });
  }
});

document.addEventListener("focusout", (event) => {
  const line = event.target.closest(".line");
  if (line) light(line.id, false);
});

for (const name of ["pointerover", "pointerout"]) {
  document.addEventListener(name, (event) => {
    const box = event.target.closest("[data-field]");
    const line = box && document.getElementById(box.dataset.field);
    if (line) line.classList.toggle("lit", name === "pointerover");
  });
}
