// The button beside a postcode fills the address at once; without this file the button sends the form, which does the same.
(() => {
  "use strict";
  for (const line of document.querySelectorAll("[data-kyodo-postcode]")) {
    if (line.dataset.kyodoReady) continue;
    line.dataset.kyodoReady = "1";
    const [input, button, said] = [line.querySelector("input"), line.querySelector("button"), line.querySelector("[data-kyodo-said]")];
    const address = input.form && input.form.querySelector('[autocomplete~="street-address"], input[name$="address"], textarea[name$="address"]');
    if (!address) continue;
    button.addEventListener("click", async (event) => {
      event.preventDefault();
      const answer = await fetch(`${line.dataset.kyodoPostcode}?code=${encodeURIComponent(input.value)}`);
      const found = answer.ok ? (await answer.json()).address : "";
      if (found && !address.value.startsWith(found)) address.value = found;
      said.textContent = found ? said.dataset.kyodoFound : said.dataset.kyodoUnknown;
      (found ? address : input).focus();
    });
  }
})();
