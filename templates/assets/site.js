// Large letters, remembered; the place in the contents list that is being read. The page is complete without this.
"use strict";
(function () {
  const root = document.documentElement;
  const LARGE = "large-text";
  root.dataset.scripted = "";

  // A browser may refuse to remember anything: the switch then holds for the page alone.
  function remembered() {
    try { return localStorage.getItem(LARGE) === "yes"; } catch { return false; }
  }
  function remember(large) {
    try { localStorage.setItem(LARGE, large ? "yes" : "no"); } catch { /* refused */ }
  }
  function enlarge(large) { root.classList.toggle(LARGE, large); }

  // Before anything is painted, so that the page does not jump.
  enlarge(remembered());

  function offerLargeText() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "text-size";
    button.textContent = "大字";
    const show = function () { button.setAttribute("aria-pressed", String(root.classList.contains(LARGE))); };
    button.addEventListener("click", function () {
      enlarge(!root.classList.contains(LARGE));
      remember(root.classList.contains(LARGE));
      show();
      foldContents();
    });
    show();
    document.querySelector(".site-header nav").append(button);
  }

  function followReading() {
    const links = new Map();
    for (const link of document.querySelectorAll(".contents-list a")) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) links.set(target, link);
    }
    if (!links.size) return;
    const visible = new Set();
    const observer = new IntersectionObserver(function (entries) {
      for (const entry of entries) {
        if (entry.isIntersecting) visible.add(entry.target);
        else visible.delete(entry.target);
      }
      let current = null;
      for (const target of links.keys()) if (visible.has(target)) current = target;
      for (const [target, link] of links) {
        if (target === current) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    }, { rootMargin: "-10% 0px -70% 0px" });
    for (const target of links.keys()) observer.observe(target);
  }

  // Where the list of contents stands above the text, it is folded.
  function foldContents() {
    const contents = document.querySelector(".contents details");
    const isAbove = root.classList.contains(LARGE) || matchMedia("(max-width: 60rem)").matches;
    if (contents) contents.open = !isAbove;
  }

  // What stands above the text changes as soon as the text begins, not when all of it is there: nothing jumps.
  const arrival = new MutationObserver(function () {
    if (!document.querySelector("main")) return;
    arrival.disconnect();
    offerLargeText();
    foldContents();
  });
  arrival.observe(root, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", followReading);
})();
