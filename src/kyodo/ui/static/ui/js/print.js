// Buttons with data-kyodo-print open the browser's print dialog; they appear only where this file runs.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-kyodo-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
