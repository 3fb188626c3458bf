// The diagram is drawn again while one types, and new partners can be chosen in ties at once; without this file a button does both.
(() => {
  "use strict";
  const form = document.querySelector("[data-kyodo-drawing]");
  const shown = form && form.querySelector("[data-kyodo-preview]");
  if (!shown) return;
  let timer = 0;
  let latest = 0;

  const offer = () => {
    const named = [...form.querySelectorAll("[data-kyodo-partner-name]")]
      .map((input) => [form.elements[input.name.replace(/name$/, "key")].value, input.value.trim()])
      .filter(([, name]) => name);
    for (const select of form.querySelectorAll('select[name$="-source"], select[name$="-target"]')) {
      const chosen = select.value;
      select.length = 1;
      for (const [key, name] of named) select.add(new Option(name, key, false, key === chosen));
    }
  };

  const draw = async () => {
    const mine = ++latest;
    const answer = await fetch(form.dataset.kyodoDrawing, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (!answer || !answer.ok) return;
    const markup = await answer.text();
    if (mine === latest) shown.innerHTML = markup;
  };

  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-kyodo-partner-name]")) offer();
    clearTimeout(timer);
    timer = setTimeout(draw, 400);
  });
})();
