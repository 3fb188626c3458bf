// The desk by keyboard: data-kyodo-keys holds parts (data-kyodo-part="3") and lines (data-kyodo-row). Without this file Tab does the same.
(() => {
  "use strict";
  const desk = document.querySelector("[data-kyodo-keys]");
  if (!desk) return;
  const rows = [...desk.querySelectorAll("[data-kyodo-row]")];
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  const focus = (row) => row && row.querySelector("a, button").focus();
  const press = (name) => rows[here()]?.querySelector(name)?.click();
  const moves = {
    j: () => focus(rows[Math.min(here() + 1, rows.length - 1)]),
    k: () => focus(rows[Math.max(here() - 1, 0)]),
    o: () => press("[data-kyodo-open]"),
    n: () => press("[data-kyodo-next]"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const part = /^\d$/.test(event.key) && desk.querySelector(`[data-kyodo-part="${event.key}"]`);
    if (part) {
      part.scrollIntoView();
      focus(part.querySelector("[data-kyodo-row]"));
    } else if (moves[event.key]) moves[event.key]();
    else return;
    event.preventDefault();
  });
})();
