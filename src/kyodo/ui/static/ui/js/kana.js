// While a name is typed with a Japanese keyboard, its reading is written into フリガナ, until somebody changes that by hand.
(() => {
  "use strict";
  const katakana = (text) => text.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));
  const isKana = (text) => /^[ぁ-ゖァ-ヶー]+$/.test(text);

  for (const pair of document.querySelectorAll(".name-fields")) {
    const [name, kana] = [pair.querySelector("[data-kyodo-name]"), pair.querySelector("[data-kyodo-kana]")];
    if (!name || !kana || pair.dataset.kyodoReady) continue;
    pair.dataset.kyodoReady = "1";
    let isOurs = kana.value === "";
    let heard = "";
    kana.addEventListener("input", () => { isOurs = kana.value === ""; });
    name.addEventListener("compositionstart", () => { heard = ""; });
    name.addEventListener("compositionupdate", (event) => { if (isKana(event.data)) heard = event.data; });
    name.addEventListener("compositionend", () => { if (isOurs && heard) kana.value += katakana(heard); });
    name.addEventListener("input", () => {
      if (isOurs && name.value === "") kana.value = "";
      else if (isOurs && kana.value && /[ \u3000]$/.test(name.value) && !/ $/.test(kana.value)) kana.value += " ";
    });
  }
})();
