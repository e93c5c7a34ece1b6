// Waits for the next version of the page that is open, then loads it and scrolls to where the reader was.
"use strict";
(function () {
  const tag = document.currentScript.dataset.tag;
  const place = "preview " + location.pathname;
  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    window.scrollTo({ top: Number(kept), behavior: "instant" });
  }
  const query = new URLSearchParams({ path: location.pathname, tag: tag });
  const events = new EventSource("/_preview/events?" + query);
  events.addEventListener("changed", function () {
    events.close();
    sessionStorage.setItem(place, String(window.scrollY));
    location.reload();
  });
  window.addEventListener("pagehide", function () { events.close(); });
})();
