// Pointing at a mark of the network, or coming to it by keyboard, brings it forward with those it works with; without this file all stay alike.
(() => {
  "use strict";
  for (const svg of document.querySelectorAll("[data-kyodo-network]")) {
    const ties = [...svg.querySelectorAll("[data-kyodo-tie]")].map((line) => [line, line.dataset.kyodoTie.split(" ")]);
    const marks = new Map([...svg.querySelectorAll("[data-kyodo-mark]")].map((mark) => [mark.dataset.kyodoMark, mark]));

    const show = (here) => {
      svg.classList.toggle("is-asked", here !== null);
      const near = new Set([here]);
      for (const [line, ends] of ties) {
        const belongs = ends.includes(here);
        line.classList.toggle("is-near", belongs);
        if (belongs) ends.forEach((end) => near.add(end));
      }
      for (const [number, mark] of marks) mark.classList.toggle("is-near", near.has(number));
    };

    const of = (event) => event.target.closest("[data-kyodo-mark]")?.dataset.kyodoMark ?? null;
    for (const name of ["pointerover", "focusin"]) svg.addEventListener(name, (event) => show(of(event)));
    svg.addEventListener("pointerleave", () => show(null));
    svg.addEventListener("focusout", (event) => { if (!svg.contains(event.relatedTarget)) show(null); });
  }
})();
