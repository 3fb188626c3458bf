// What has data-kyodo-focus (the error summary) takes the focus when the page opens, so that it is heard and seen first.
(() => {
  "use strict";
  const target = document.querySelector("[data-kyodo-focus]");
  if (target) target.focus();
})();
