// Menus made of <details data-kyodo-disclosure>: Escape and a click elsewhere close them. Without this file they still open and close.
(() => {
  "use strict";
  const opened = () => document.querySelectorAll("details[data-kyodo-disclosure][open]");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const innermost = [...opened()].pop();
    if (!innermost) return;
    const hadFocus = innermost.contains(document.activeElement);
    innermost.open = false;
    if (hadFocus) innermost.querySelector("summary").focus();
  });

  document.addEventListener("click", (event) => {
    for (const details of opened()) {
      if (!details.contains(event.target)) details.open = false;
    }
  });
})();
