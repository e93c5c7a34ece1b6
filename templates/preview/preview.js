// Waits for the next version of the page that is open, then loads it and scrolls to where the reader was,
// counted from the top of the text, so that problems that come or go above it move nothing.
"use strict";
(function () {
  const tag = document.currentScript.dataset.tag;
  const place = "preview " + location.pathname;
  const top = function () { return document.getElementById("main").offsetTop; };
  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    window.scrollTo({ top: top() + Number(kept), behavior: "instant" });
  }
  const query = new URLSearchParams({ path: location.pathname, tag: tag });
  const events = new EventSource("/_preview/events?" + query);
  events.addEventListener("changed", function () {
    events.close();
    sessionStorage.setItem(place, String(window.scrollY - top()));
    location.reload();
  });
  window.addEventListener("pagehide", function () { events.close(); });
})();
