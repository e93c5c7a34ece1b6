// Finds units and items as one types, from search/directory.js; works from the keyboard and without a server.
"use strict";
window.find = (function () {
  const fold = text => text.normalize("NFKC").toLowerCase().replace(/[\s“”"'（）()]/g, "");

  // How well words match: a whole code or name, its beginning, its inside. Lower is better; nothing is no match.
  function rank(asked, code, names) {
    let best = code === asked ? 0 : code.startsWith(asked) ? 2 : null;
    for (const name of names) {
      const at = name.indexOf(asked);
      const found = name === asked ? 1 : at === 0 ? 3 : at > 0 ? 4 : null;
      if (found !== null && (best === null || found < best)) best = found;
    }
    return best;
  }

  const entries = [];
  const directory = window.directory || { units: [], items: [] };
  for (const [code, name, short, year, former] of directory.units) {
    entries.push({
      code, title: name, note: code, year, kind: "unit",
      address: code + "/" + year + "/index.html",
      names: [name, short].filter(Boolean).map(fold), former: former.map(fold),
    });
  }
  for (const [kind, items] of directory.items) {
    for (const [key, name] of items) {
      const code = /^[0-9]+$/.test(key) ? key : "";
      entries.push({
        code, title: name, note: [code, kind].filter(Boolean).join(" · "), year: 0, kind: "item",
        address: "items/" + key + "/index.html",
        names: [fold(name)], former: [],
      });
    }
  }

  // Returns what matches, best first; of two that match alike the one of the newer year, then the shorter name, then as listed.
  function find(text) {
    const asked = fold(text);
    if (!asked) return [];
    const found = [];
    for (const entry of entries) {
      const now = rank(asked, entry.code, entry.names), once = rank(asked, "", entry.former);
      if (now !== null || once !== null) found.push([now !== null ? now : 5 + once, entry]);
    }
    const before = (a, b) => a[0] - b[0] || b[1].year - a[1].year || a[1].title.length - b[1].title.length;
    return found.sort(before).map(each => each[1]);
  }

  const box = document.querySelector(".find");
  if (!box) return find;
  const MOST = 12;
  const input = box.querySelector("input"), list = box.querySelector("ul"), said = box.querySelector(".find-said");
  let chosen = -1;

  function choose(at) {
    const options = [...list.children];
    chosen = options.length ? (at + options.length) % options.length : -1;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1 - list.children.length);
  }

  function show() {
    const found = find(input.value);
    list.replaceChildren(...found.slice(0, MOST).map((entry, index) => {
      const option = document.createElement("li"), link = document.createElement("a");
      const note = document.createElement("span");
      option.id = "find-" + index;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      link.href = box.dataset.root + entry.address;
      link.tabIndex = -1;
      link.textContent = entry.title;
      note.className = "code";
      note.textContent = entry.kind === "unit" ? `${entry.note} · ${entry.year}年` : entry.note;
      option.append(link, " ", note);
      return option;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    const more = found.length > MOST ? `，列出前${MOST}个` : "";
    const asked = input.value.trim();
    said.textContent = !asked ? "" : found.length ? `找到${found.length}个${more}` : "没有这个名称或代码的单位或科目";
    if (asked && !found.length && hasFullText) said.append("。", elsewhere(asked));
  }

  const hasFullText = box.dataset.fullText === "yes" && location.protocol !== "file:";
  function elsewhere(asked) {
    const link = document.createElement("a");
    link.href = box.dataset.root + "search/index.html?q=" + encodeURIComponent(asked);
    link.textContent = `在全文中查找“${asked}”`;
    return link;
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  // The list covers what comes after it, so that it goes with the focus, which a press on the list itself leaves here.
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", event => event.preventDefault());
  input.addEventListener("keydown", event => {
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" && isOpen) choose(chosen + 1);
    else if (event.key === "ArrowUp" && isOpen) choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape" && isOpen) close();
    else if (event.key === "Enter" && isOpen) list.children[Math.max(chosen, 0)].querySelector("a").click();
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", event => {
    const option = event.target.closest("li");
    if (option && !event.target.closest("a")) option.querySelector("a").click();
  });
  box.hidden = false;
  return find;
})();
