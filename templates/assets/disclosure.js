// Tells of a figure where it comes from, when it is clicked or Enter is pressed on it. The page is complete without this.
"use strict";
(function () {
  const main = document.getElementById("main");
  const cells = "table.budget td", told = "data.figure[data-at]";
  let known = null, byAddress = null, shown = null, panel = null, current = null, commit = null;
  let asked = 0, before = [];  // the figure in the panel, and those asked before it, each with its place on the page

  function make(name, text, className) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  function link(text, href) {
    const element = make("a", text);
    element.href = href;
    return element;
  }

  // The data are a classic script that calls this, because a page opened from a file may fetch nothing.
  window.disclosed = function (origins) {
    known = origins;
    byAddress = new Map();
    shown = new Map();
    origins.figures.forEach(function (figure, place) {
      if (!byAddress.has(figure[0])) byAddress.set(figure[0], place + 1);
    });
    for (const [number, , numbers] of origins.tables) {
      const table = document.getElementById("table-" + number);
      const found = table ? table.querySelectorAll("td") : [];
      numbers.forEach(function (id, place) {
        if (!found[place] || !id) return;
        found[place].dataset.figure = id;
        if (id > 0) shown.set(id, (shown.get(id) || []).concat(found[place]));
      });
    }
    for (const element of document.querySelectorAll(told)) {
      const id = byAddress.get(element.dataset.at);
      if (!id || origins.figures[id - 1][2] !== element.value) continue;
      element.dataset.figure = id;
      shown.set(id, (shown.get(id) || []).concat(element));
    }
  };

  function load(then) {
    if (known) return then();
    const script = make("script");
    script.src = "figures.js";
    script.onload = then;
    document.head.append(script);
  }

  function ask(element) {
    load(function () {
      const id = Number(element.dataset.figure || 0);
      if (!id) return;
      mark(element);
      if (isBeneath()) bring(element);
      open(id);
    });
  }

  // On a phone the panel lies over the lower part of the page: what was asked goes above it.
  function isBeneath() { return matchMedia("(max-width: 40rem)").matches; }
  function bring(element) {
    element.scrollIntoView({ block: isBeneath() ? "start" : "center", inline: isBeneath() ? "nearest" : "center" });
  }

  function mark(element) {
    if (current) current.classList.remove("asked");
    current = element;
    if (current) current.classList.add("asked");
  }

  function open(id) {
    if (!panel) {
      panel = make("dialog", "", "origin");
      panel.setAttribute("aria-labelledby", "origin-title");
      panel.addEventListener("close", function () {
        const back = current;
        before = [];
        mark(null);
        if (back) reach(back).focus();
      });
      panel.addEventListener("click", function (event) {
        if (event.target === panel) panel.close();
      });
      document.body.append(panel);
    }
    asked = id;
    panel.replaceChildren(...(id > 0 ? contents(id) : unknown()));
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
    panel.querySelector("h2").focus();
  }

  // What stands in a sentence gets no stop of its own for the Tab key, but may be focused when it was asked.
  function reach(element) {
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    return element;
  }

  function head(name, where) {
    const title = make("h2", name);
    title.id = "origin-title";
    title.tabIndex = -1;
    const close = make("button", "关闭", "origin-close");
    close.type = "button";
    close.addEventListener("click", function () { panel.close(); });
    return [close, ...returning(), make("p", where, "origin-where"), title];
  }

  function returning() {
    if (!before.length) return [];
    const button = make("button", "返回“" + named(before[before.length - 1][0]) + "”", "origin-back");
    button.type = "button";
    button.addEventListener("click", function () {
      const [id, element] = before.pop();
      show(id, element);
    });
    return [button];
  }

  // A figure of a unit below bears the unit's name.
  function named(id) {
    const figure = known.figures[id - 1], owner = known.owners[figure[11] - 1];
    return (owner ? owner[0] + " · " : "") + figure[1];
  }

  // What the page prints for a figure: in the cell that was asked, else where it stands first; nothing where it does not.
  function printed(id) {
    const elements = shown.get(id) || [];
    const element = elements.includes(current) ? current : elements[0];
    if (!element || !element.textContent) return null;
    const table = element.closest("table");
    if (!table) return [element.textContent, main.dataset.unit];
    const unit = table.querySelector(".table-unit");
    return unit ? [element.textContent, unit.textContent.split("：")[1]] : null;
  }

  function plain(text) {
    const digits = text.replaceAll(",", "");
    return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
  }

  function amounts(id) {
    const exact = known.figures[id - 1][3], [text, unit] = printed(id) || [exact, known.unit];
    const amount = make("p", "", "origin-amount");
    amount.append(make("strong", text), unit);
    if (plain(text) === plain(exact) && unit === known.unit) return [amount];
    return [amount, make("p", "精确数 " + exact + known.unit, "origin-exact")];
  }

  function unknown() {
    return [...head("没有填报", placeOf(current)), make("p", "这一格的数没有填报，不是零。")];
  }

  function contents(id) {
    const [address, , , , basis, file, line, parts, last, lastBasis, relations, owner] = known.figures[id - 1];
    const list = make("dl");
    function add(term, ...values) {
      const row = make("div"), value = make("dd");
      value.append(...values);
      row.append(make("dt", term), value);
      list.append(row);
    }
    const words = { typed: "填报", stated: "填报的合计", computed: "计算得出" };
    const origin = make("span", words[basis] + (file ? "：" + file + " 第" + line + "行" : ""));
    if (owner) add("单位", unit(...known.owners[owner - 1]));
    add("出处", origin);
    if (file) repository(file, line, origin);
    if (parts.length) add(basis === "stated" ? "组成" : "算式", sum(parts));
    if (last) add("上年", last + known.unit + "（" + lastBasis + "）");
    if (relations.length) add("核对", checks(relations));
    const others = (shown.get(id) || []).filter(function (element) { return element !== current; });
    if (others.length) add("又见", places(others, id));
    const all = make("p", "", "origin-all");
    all.append(link("出处与勾稽的全部内容", "sources.html#f" + id));
    return [...head(named(id), address.split("/")[0]), ...amounts(id), list, all];
  }

  function unit(name, folder) {
    return folder ? link(name, main.dataset.root + folder + "index.html") : name;
  }

  function sum(parts) {
    const list = make("ul", "", "origin-sum");
    for (const part of parts) {
      const item = make("li");
      item.append(known.figures[part - 1][3] + "　", jump(named(part), part));
      list.append(item);
    }
    return list;
  }

  function jump(name, id, element) {
    const button = make("button", name, "origin-jump");
    button.type = "button";
    button.addEventListener("click", function () {
      before.push([asked, current]);
      show(id, element || (shown.get(id) || [])[0] || current);
    });
    return button;
  }

  function show(id, element) {
    mark(element);
    bring(element);
    open(id);
  }

  function checks(relations) {
    const list = make("ul", "", "origin-checks");
    for (const place of relations) {
      const [rules, outcome, sign, figures] = known.relations[place - 1];
      const item = make("li");
      for (const rule of rules) item.append(link(rule, main.dataset.root + "rules/" + rule + ".html"), " ");
      item.append(make("strong", outcome), " ");
      const [first, ...others] = figures;
      const same = others.length === 1 && others[0] === first;
      item.append(same ? "各处列示的是同一个数" :
        named(first) + " " + known.figures[first - 1][3] + " " + sign + " " + total(others));
      list.append(item);
    }
    return list;
  }

  // Amounts of nothing are counted, where there are others.
  function total(ids) {
    const figures = ids.map(function (id) { return known.figures[id - 1]; });
    const some = figures.filter(function (each) { return each[2] !== "0"; });
    const told = some.length ? some : figures.slice(0, 1), left = figures.length - told.length;
    return told.map(function (each) { return each[3]; }).join(" + ") + (left ? "（其余" + left + "项为0）" : "");
  }

  function places(elements, id) {
    const list = make("ul"), told = new Set();
    for (const element of elements) {
      const item = make("li"), place = placeOf(element);
      if (told.has(place)) continue;
      told.add(place);
      item.append(jump(place, id, element));
      list.append(item);
    }
    return list;
  }

  function placeOf(element) {
    const table = element.closest("table");
    const row = element.closest("tr");
    if (!table) {
      const section = element.closest("section");
      const title = section && section.querySelector("h2, h3");
      return "文字：" + (title ? title.textContent : "");
    }
    const title = table.querySelector(".table-title");
    let before = element.previousElementSibling;
    while (before && before.tagName !== "TH") before = before.previousElementSibling;
    const label = before || (row && row.querySelector("th"));
    return (title ? title.textContent : "") + (label ? "，" + label.textContent : "");
  }

  // The revision stands at the beginning of the manifest, whose list of files may be long: of a long one the rest is
  // not waited for, where the server sends it all the same.
  async function revision() {
    if (commit !== null) return commit;
    commit = "";
    const answer = await fetch(main.dataset.root + "manifest.json", { headers: { Range: "bytes=0-4095" } });
    const reader = answer.ok ? answer.body.getReader() : null;
    let text = "";
    const isLong = answer.status === 200 && Number(answer.headers.get("content-length")) > 1e6;
    while (reader && !(isLong && text.length >= 4096)) {
      const piece = await reader.read();
      if (piece.done) break;
      text += new TextDecoder().decode(piece.value);
    }
    if (reader && isLong) reader.cancel();
    const found = /"commit": "([0-9a-f]{7,64})"/.exec(text.split('"files"')[0]);
    commit = found ? found[1] : "";
    return commit;
  }

  function repository(file, line, beside) {
    const pattern = main.dataset.sources;
    if (!pattern || location.protocol === "file:") return;
    revision().then(function (found) {
      if (!found && pattern.includes("{版本}")) return;
      const address = pattern.replace("{版本}", found).replace("{文件}", file).replace("{行}", line);
      beside.after(" ", link("在仓库中查看", address));
    }, function () { /* no manifest, no link: the file and line are told */ });
  }

  function step(cell, key) {
    const row = cell.parentElement;
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const all = [...row.querySelectorAll("td.amount")];
      return all[all.indexOf(cell) + (key === "ArrowRight" ? 1 : -1)];
    }
    const rows = [...row.closest("table").querySelectorAll("tr")].filter(function (each) {
      return each.querySelector("td.amount");
    });
    const next = rows[rows.indexOf(row) + (key === "ArrowDown" ? 1 : -1)];
    const place = [...row.querySelectorAll("td.amount")].indexOf(cell);
    const found = next ? next.querySelectorAll("td.amount") : [];
    return found[Math.min(place, found.length - 1)];
  }

  function move(from, to) {
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }

  for (const table of document.querySelectorAll("table.budget")) {
    const first = table.querySelector("td.amount");
    if (first) first.tabIndex = 0;
  }
  main.classList.add("asks");
  for (const hint of main.querySelectorAll(".hint-asks")) hint.hidden = false;
  main.addEventListener("click", function (event) {
    const element = event.target.closest(cells + ", " + told);
    if (element && !String(window.getSelection())) ask(element);
  });
  main.addEventListener("keydown", function (event) {
    const cell = event.target.closest("td.amount, " + told);
    if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      ask(cell);
    } else if (event.key.startsWith("Arrow") && cell.matches("td")) {
      const to = step(cell, event.key);
      if (to) {
        event.preventDefault();
        move(cell, to);
      }
    }
  });
})();
