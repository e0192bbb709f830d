// The colours that a reader chose. This runs before a page is drawn, so that none flashes.
"use strict";
(() => {
  const kept = "colours"; // nothing is kept of those who leave it to their device
  const root = document.documentElement;
  const schemes = ["light", "dark"]; // in the order of the theme-color of the head
  let chosen = "device";

  const recall = () => {
    try {
      chosen = localStorage.getItem(kept) || "device";
    } catch {
      // A browser that keeps nothing: the choice holds for this page.
    }
  };

  const keep = () => {
    try {
      if (chosen === "device") localStorage.removeItem(kept);
      else localStorage.setItem(kept, chosen);
    } catch {
      // As above.
    }
  };

  const show = () => {
    const named = schemes.includes(chosen);
    root.dataset.theme = named ? chosen : "device";
    document.querySelector("[name=color-scheme]").content = named ? chosen : schemes.join(" ");
    document.querySelectorAll("[name=theme-color]").forEach((meta, place) => {
      const scheme = schemes[place];
      if (named) meta.media = scheme === chosen ? "all" : "not all";
      else meta.media = `(prefers-color-scheme: ${scheme})`;
    });
    document.querySelectorAll("[name=colours]").forEach((radio) => {
      radio.checked = radio.value === root.dataset.theme;
    });
  };

  const showAnew = () => {
    recall();
    show();
  };

  // Without light-dark() there is nothing to choose, and the choice stays hidden.
  if (!CSS.supports("color", "light-dark(#000, #fff)")) return;
  showAnew();
  document.addEventListener("DOMContentLoaded", show);
  addEventListener("storage", showAnew); // chosen in another tab
  addEventListener("pageshow", showAnew); // back to a page that was left open
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "colours") return;
    chosen = target.value;
    keep();
    show();
  });
})();
