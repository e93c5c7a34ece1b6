// The search page: units and items whose code or name is asked for, then pages whose text has it, by Pagefind.
//
// Pagefind demands every word of a query and cuts Chinese into other words than a browser does, so that it is asked
// for one word at a time here; pages with the rarer words come first, and those that have the query as it stands
// before all others.
"use strict";
(function () {
  const box = document.querySelector(".search");
  if (!box) return;
  const root = box.dataset.root, byId = id => document.getElementById(id);
  const query = byId("query"), unit = byId("filter-unit"), department = byId("filter-department");
  const year = byId("filter-year"), said = byId("said"), results = byId("results");
  const MOST_WORDS = 10, READ = 40, SHOWN = 20, DIRECT = 8;
  const bare = text => text.normalize("NFKC").toLowerCase().replace(/[\s\u200b]/g, "");

  // Cuts a query into what Pagefind may know: numbers as they stand, and words; a single character tells little.
  function words(text) {
    const plain = text.normalize("NFKC"), found = new Set();
    for (const number of plain.match(/[0-9]+(?:\.[0-9]+)?/g) || []) found.add(number);
    const cut = "Segmenter" in Intl
      ? [...new Intl.Segmenter("zh", { granularity: "word" }).segment(plain)].filter(each => each.isWordLike).map(each => each.segment)
      : plain.match(/\p{Script=Han}{2}|[\p{Alphabetic}]+/gu) || [];
    const others = cut.filter(word => !/[0-9]/.test(word));
    const long = others.filter(word => word.length > 1);
    for (const word of long.length || found.size ? long : others) found.add(word);
    const rare = word => (word.includes(".") ? 100 : 0) + word.length;
    return [...found].sort((one, other) => rare(other) - rare(one)).slice(0, MOST_WORDS);
  }

  let ready = null;
  function fullText() {
    const place = new URL(root + "pagefind/", document.baseURI);
    ready = ready || Promise.all([
      import(new URL("pagefind.js", place).href).then(async pagefind => { await pagefind.init(); return pagefind; }),
      fetch(new URL("pages.json", place)).then(answer => answer.json()),
    ]);
    return ready;
  }

  function wanted(address) {
    const [code, its] = address.split("/");
    if (department.value && code.slice(0, 3) !== department.value) return false;
    if (year.value && its !== year.value) return false;
    if (!unit.value.trim()) return true;
    return chosen().has(code);
  }

  let chosenFor = null, codes = new Set();
  function chosen() {
    if (chosenFor !== unit.value) {
      chosenFor = unit.value;
      codes = new Set(window.find(unit.value).filter(each => each.kind === "unit").map(each => each.code));
    }
    return codes;
  }

  // Asks for each word and gives the pages that have any, those with rarer words first, then newer ones.
  async function candidates(asked) {
    const [pagefind, pages] = await fullText();
    const count = Object.keys(pages).length, weights = new Map(), hits = new Map();
    for (const { results: found } of await Promise.all(words(asked).map(word => pagefind.search(word)))) {
      for (const hit of found) {
        weights.set(hit.id, (weights.get(hit.id) || 0) + Math.log(1 + count / found.length));
        hits.set(hit.id, hit);
      }
    }
    const yearOf = id => Number(pages[id].split("/")[1]);
    const ids = [...weights.keys()].filter(id => wanted(pages[id]));
    ids.sort((one, other) => Math.round(1e6 * (weights.get(other) - weights.get(one))) || yearOf(other) - yearOf(one) ||
      (pages[one] < pages[other] ? -1 : 1));
    return ids.map(id => ({ hit: hits.get(id), address: pages[id] }));
  }

  // Reads the likeliest pages; those that have the query as it stands come first, those that have no word of it go:
  // Pagefind takes words for others that begin alike.
  async function search(asked) {
    const found = await candidates(asked), read = found.slice(0, READ), whole = bare(asked), parts = words(asked);
    await Promise.all(read.map(async each => {
      const data = await each.hit.data();
      each.title = data.meta.title;
      each.content = data.content.replace(/\u200b/g, "");
      each.isExact = bare(each.content).includes(whole);
      each.isMeant = each.isExact || parts.some(word => each.content.includes(word));
    }));
    const others = read.filter(each => each.isMeant && !each.isExact);
    return [...read.filter(each => each.isExact), ...others, ...found.slice(READ)];
  }

  // The text around the query, or around its first word that the text has.
  function excerpt(content, asked) {
    const paragraph = document.createElement("p");
    const word = [asked.trim(), ...words(asked)].find(each => content.includes(each));
    if (!word) {
      paragraph.textContent = content.slice(0, 120) + "…";
      return paragraph;
    }
    const at = content.indexOf(word), start = Math.max(0, at - 40), end = Math.min(content.length, at + word.length + 80);
    const mark = document.createElement("mark");
    mark.textContent = word;
    paragraph.append((start ? "…" : "") + content.slice(start, at), mark, content.slice(at + word.length, end) + (end < content.length ? "…" : ""));
    return paragraph;
  }

  function result(address, title, note, below) {
    const item = document.createElement("li"), link = document.createElement("a"), code = document.createElement("span");
    link.href = root + address;
    link.textContent = title;
    code.className = "code";
    code.textContent = note;
    item.append(link, code, ...(below ? [below] : []));
    return item;
  }

  function direct(asked) {
    return window.find(asked).filter(each => each.kind === "item" || wanted(each.code + "/" + (year.value || each.year)))
      .slice(0, DIRECT).map(each => each.kind === "unit"
        ? result(each.address, `${each.title}${each.year}年预算`, each.code)
        : result(each.address, `${each.title}：各部门（单位）各年度`, each.note));
  }

  let turn = 0;
  async function answer() {
    const asked = query.value.trim(), mine = ++turn;
    remember(asked);
    results.setAttribute("aria-busy", "true");
    try {
      await show(asked, () => mine === turn);
    } finally {
      if (mine === turn) results.setAttribute("aria-busy", "false");
    }
  }

  async function show(asked, isNewest) {
    const first = asked ? direct(asked) : [];
    results.replaceChildren(...first);
    if (!asked) {
      said.textContent = "";
      return;
    }
    if (box.dataset.fullText !== "yes" || location.protocol === "file:") {
      const why = location.protocol === "file:" ? "从文件打开时只能找单位和科目，全文搜索要从网站打开。" : "";
      said.textContent = (first.length ? "" : "没有这个名称或代码的单位或科目。") + why;
      return;
    }
    said.textContent = "正在查找……";
    try {
      const found = await search(asked);
      if (!isNewest()) return;
      const shown = found.slice(0, SHOWN).filter(each => each.title);
      results.replaceChildren(...first, ...shown.map(each =>
        result(each.address + "index.html", each.title, each.address.split("/")[0], excerpt(each.content, asked))));
      const exact = found.filter(each => each.isExact).length;
      said.textContent = !found.length ? (first.length ? "" : "没有找到。") :
        `${found.length}份预算的文字与所查的词有关${exact ? "，写有原句的在前" : ""}${found.length > SHOWN ? `，列出前${SHOWN}份` : ""}。`;
    } catch (error) {
      if (!isNewest()) return;
      said.textContent = "全文索引没有读到，请刷新后再试。";
      throw error;
    }
  }

  function remember(asked) {
    if (location.protocol === "file:") return;
    const address = new URL(location.href);
    const said = { q: asked, unit: unit.value.trim(), department: department.value, year: year.value };
    for (const [name, value] of Object.entries(said)) value ? address.searchParams.set(name, value) : address.searchParams.delete(name);
    history.replaceState(null, "", address);
  }

  const given = new URLSearchParams(location.search);
  query.value = given.get("q") || "";
  unit.value = given.get("unit") || "";
  department.value = given.get("department") || "";
  year.value = given.get("year") || "";
  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(answer, 200); };
  for (const field of [query, unit]) field.addEventListener("input", soon);
  for (const field of [department, year]) field.addEventListener("change", answer);
  document.querySelector(".without-script").hidden = true;
  box.hidden = false;
  if (query.value) answer();
})();
