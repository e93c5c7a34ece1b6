// Marks the place in the contents list that is being read. The page is complete without this.
"use strict";
(function () {
  const links = new Map();
  for (const link of document.querySelectorAll(".contents-list a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  if (!links.size || !("IntersectionObserver" in window)) return;
  const contents = document.querySelector(".contents details");
  if (contents && window.matchMedia("(max-width: 60rem)").matches) contents.open = false;
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
})();
