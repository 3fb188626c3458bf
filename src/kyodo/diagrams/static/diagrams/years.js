// A year of a diagram is changed in its place: the page of that year is fetched and its figure put here. Without this file the links lead there.
(() => {
  "use strict";
  if (window.kyodoYears) return;
  window.kyodoYears = true;
  const parser = new DOMParser();

  async function show(figure, href) {
    const answer = await fetch(href);
    const page = answer.ok && parser.parseFromString(await answer.text(), "text/html");
    const fresh = page && page.querySelector("[data-kyodo-figure]");
    if (!fresh) { location.assign(href); return; }
    const wasOpen = figure.querySelector("details").open;
    const put = () => {
      fresh.querySelector("details").open = wasOpen;
      figure.replaceWith(document.adoptNode(fresh));
      fresh.querySelector(".diagram-years [aria-current]").focus({ preventScroll: true });
    };
    history.replaceState(null, "", href);
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (document.startViewTransition && !isCalm) document.startViewTransition(put);
    else put();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".diagram-years a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.closest("[data-kyodo-figure]"), link.href);
  });
})();
