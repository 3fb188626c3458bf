// A link or button with data-kyodo-dialog="id" opens that <dialog>; without this file the link leads to a page that asks the same.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-kyodo-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.kyodoDialog);
    if (!dialog || !dialog.showModal || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    dialog.showModal();
  });
})();
