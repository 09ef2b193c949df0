// The search: words in shards, texts of the best documents, both loaded when they are needed.
(function () {
  "use strict";
  const site = window.skillSplit;
  const { element, load, search } = site;
  const { box, input } = search;
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const values = new Int8Array(128).fill(-1);
  for (let index = 0; index < 64; index++) values[letters.charCodeAt(index)] = index;

  // How well a word says what a document is about: once, often … in the summary, a heading, the title.
  const weights = [1, 1.4, 1.9, 2.4, 3.5, 4, 10, 12];
  const firstCount = 6;
  const expansions = 60;
  const pause = 25;

  let index;
  site.terms = (name, content) => site.deliver("_search/t-" + name + ".js", content);
  site.text = (name, content) => site.deliver("_search/x-" + name + ".js", content);
  site.root = (kinds, kindOf, texts, words) => {
    let first = 0;
    index = {
      kinds,
      kindOf,
      texts: texts.split(",").filter(Boolean).map((text) => {
        const [name, count] = text.split(" ");
        const file = { name, first, count: Number(count) };
        first += file.count;
        return file;
      }),
      words: words.split(",").filter(Boolean).map((word) => word.split(" ")),
    };
    site.deliver("_search/root.js", index);
  };

  // A server answers searches itself; it is asked in place of the index.
  site.live = (kinds) => {
    index = { kinds, isLive: true };
    site.deliver("_search/root.js", index);
  };

  async function ask(query, kind) {
    const parameters = "?q=" + encodeURIComponent(query) + "&kind=" + encodeURIComponent(kind);
    const response = await fetch(site.base + "_search/live.json" + parameters);
    if (!response.ok) throw new Error("the server answered " + response.status);
    return { words: split(query), hits: await response.json() };
  }

  // Words

  const alone = /[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\ud840-\ud8bf][\udc00-\udfff]/;
  const wordPattern = new RegExp(alone.source + "|(?:(?!" + alone.source + ")[\\p{L}\\p{Mn}\\p{Mc}\\p{N}])+", "gu");
  const split = (text) => (text.toLowerCase().match(wordPattern) || []).filter((word) => word.length > 1 || word > "\x7f");

  const bytes = (text) => new TextEncoder().encode(text);
  // The index is in byte order, which differs from JavaScript's for characters beyond the basic plane.
  function compare(left, right) {
    const a = bytes(left), b = bytes(right);
    for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i];
    return a.length - b.length;
  }

  // The shared length counts bytes.
  function expand(content) {
    const words = [];
    const decoder = new TextDecoder();
    let last = new Uint8Array();
    for (const entry of content.split(",")) {
      const space = entry.indexOf(" ");
      const rest = bytes(entry.slice(1, space));
      const word = new Uint8Array(values[entry.charCodeAt(0)] + rest.length);
      word.set(last.subarray(0, word.length - rest.length));
      word.set(rest, word.length - rest.length);
      words.push([decoder.decode(word), entry.slice(space + 1)]);
      last = word;
    }
    return words;
  }

  function places(text, take) {
    let value = 0, shift = 0, document = 0, count = 0;
    for (let i = 0; i < text.length; i++) {
      const digit = values[text.charCodeAt(i)];
      value |= (digit & 31) << shift;
      if (digit & 32) shift += 5;
      else {
        document += value >> 3;
        take(document, value & 7);
        value = shift = 0;
        count++;
      }
    }
    return count;
  }

  const shards = new Map();
  async function shard(number) {
    const name = index.words[number][1];
    if (!shards.has(name)) shards.set(name, load("_search/t-" + name + ".js").then(expand));
    return shards.get(name);
  }

  /** The scores of the documents with `word`, or with words that start with it. */
  async function find(word, isPrefix) {
    let low = 0, high = index.words.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (compare(index.words[middle][0], word) <= 0) low = middle;
      else high = middle - 1;
    }
    const scores = new Map();
    if (index.words.length === 0) return scores;
    const found = (await shard(low)).filter(([text]) => (isPrefix ? text.startsWith(word) : text === word));
    // Words that start so may go on in the next shard.
    if (isPrefix && low + 1 < index.words.length && index.words[low + 1][0].startsWith(word)) {
      found.push(...(await shard(low + 1)).filter(([text]) => text.startsWith(word)));
    }
    found.sort((a, b) => a[0].length - b[0].length);
    let most = Infinity;
    for (const [text, list] of found.slice(0, expansions)) {
      const hits = [];
      const count = places(list, (document, weight) => hits.push([document, weight]));
      // A longer word says no more than the word itself, which comes first.
      const rarity = Math.min(most, Math.log(1 + index.kindOf.length / count));
      if (text === word) most = rarity;
      const factor = text === word ? 1 : 0.5;
      for (const [document, weight] of hits) {
        scores.set(document, Math.max(scores.get(document) || 0, weights[weight] * rarity * factor));
      }
    }
    return scores;
  }

  async function answer(query, kind) {
    if (index.isLive) return ask(query, kind);
    const words = [...new Set(split(query))].slice(0, 8);
    if (words.length === 0) return { words, hits: [] };
    const isOpen = /[\p{L}\p{N}]$/u.test(query);
    const lists = await Promise.all(words.map((word, at) => find(word, isOpen && at === words.length - 1)));
    const sums = new Map();
    for (const list of lists) {
      for (const [document, score] of list) {
        const sum = sums.get(document) || [0, 0];
        sums.set(document, [sum[0] + 1, sum[1] + score]);
      }
    }
    const wanted = kind === "" ? -1 : index.kinds.indexOf(kind);
    let hits = [...sums].filter(([document]) => wanted < 0 || values[index.kindOf.charCodeAt(document)] === wanted);
    const most = hits.reduce((most, [, [count]]) => Math.max(most, count), 0);
    // Documents with all words, or with as many as there are.
    hits = hits.filter(([, [count]]) => count === most);
    hits.sort((a, b) => b[1][1] - a[1][1] || a[0] - b[0]);
    return { words, hits: hits.map(([document]) => document) };
  }

  // Texts

  async function inflate(base64) {
    const binary = atob(base64);
    const data = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) data[i] = binary.charCodeAt(i);
    const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).text();
  }

  const texts = new Map();
  async function text(number) {
    const name = index.texts[number].name;
    if (!texts.has(name)) texts.set(name, load("_search/x-" + name + ".js").then(inflate));
    return texts.get(name);
  }

  /** What a document says around the words: its head, and the section that fits best. */
  async function passage(document, words) {
    if (index.isLive) return { score: 1, ...document };
    let low = 0, high = index.texts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (index.texts[middle].first <= document) low = middle;
      else high = middle - 1;
    }
    let number = low;
    let content = (await text(number)).split("\x1d")[document - index.texts[number].first];
    const records = content.split("\x1e").filter(Boolean);
    const [title, summary, kind, page] = records.shift().split("\x1f");
    let best = { score: -1 };
    for (;;) {
      for (const record of records) {
        const [address, heading, body] = record.split("\x1f");
        const lower = (heading + " " + body).toLowerCase();
        let score = 0;
        for (const word of words) {
          if (lower.includes(word)) score += 2;
          if (heading.toLowerCase().includes(word)) score += 1;
        }
        if (score > best.score) best = { score, address, heading, body };
      }
      number++;
      // A long document goes on in the next files; they are read only where nothing was found.
      if (best.score > 0 || number >= index.texts.length || index.texts[number].count > 0) break;
      records.length = 0;
      records.push(...(await text(number)).split("\x1e").filter(Boolean));
    }
    return { title, summary, kind, page, ...best };
  }

  function marked(text, words) {
    const pattern = new RegExp(words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("|"), "giu");
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(pattern)) {
      // Only at the start of a word.
      if (match.index > 0 && /[\p{L}\p{N}]/u.test(text[match.index - 1]) && !alone.test(match[0])) continue;
      parts.push(text.slice(end, match.index), element("mark", {}, match[0]));
      end = match.index + match[0].length;
    }
    parts.push(text.slice(end));
    return parts;
  }

  /** Of a passage that has its matches between two marks. */
  function withMarks(text) {
    return text.split(/[\ue000\ue001]/).map((part, number) => (number % 2 ? element("mark", {}, part) : part));
  }

  function snippet(found, words) {
    if (index.isLive) return withMarks(found.snippet);
    const source = found.score > 0 && found.body ? found.body : found.summary || found.body || "";
    const lower = source.toLowerCase();
    const at = Math.min(...words.map((word) => lower.indexOf(word)).map((at) => (at < 0 ? Infinity : at)));
    let start = Number.isFinite(at) ? Math.max(0, at - 60) : 0;
    if (start > 0) start = source.indexOf(" ", start) + 1;
    const cut = source.slice(start, start + 200);
    return [start > 0 ? "… " : "", ...marked(cut, words), source.length > start + 200 ? " …" : ""];
  }

  // The list

  const label = (kind) => kind[0].toUpperCase() + kind.slice(1).replace(/_/g, " ");
  const results = element("div", { id: ":results", class: "results", role: "listbox", "aria-label": "Results" });
  const note = element("p", { class: "note", role: "status" });
  const filters = element("div", { class: "filters", role: "group", "aria-label": "Kind" });
  const more = element("button", { type: "button", class: "more", hidden: true, onclick: () => fill(turn) }, "Show more");
  const panel = element("div", { class: "panel", hidden: true }, filters, note, results, more);
  box.append(panel);

  let kind = "";
  let shown = { words: [], hits: [] };
  let turn = 0;
  let active = -1;
  let lastKey = -Infinity;

  const options = () => [...results.querySelectorAll("[role=option]")];

  function show(isOpen) {
    panel.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) choose(-1);
  }

  function choose(at) {
    const all = options();
    active = all.length === 0 ? -1 : Math.max(-1, Math.min(at, all.length - 1));
    all.forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  async function option(document, words, number) {
    const found = await passage(document, words);
    const place = found.score > 0 && found.address ? "#" + found.address : "";
    const heading = found.heading && found.heading !== found.title ? found.heading : "";
    return element(
      "a",
      { role: "option", id: ":result-" + number, "aria-selected": "false", href: site.base + found.page + place, tabindex: "-1" },
      element("span", { class: "title k-" + found.kind }, ...marked(found.title, words)),
      heading ? element("span", { class: "heading" }, ...marked(heading, words)) : "",
      element("span", { class: "snippet" }, ...snippet(found, words)),
      element("span", { class: "where" }, label(found.kind) + " · " + found.page.replace(/\.html$/, ""))
    );
  }

  /** The next documents, below those that are there. */
  async function fill(mine) {
    const start = options().length;
    const documents = shown.hits.slice(start, start + firstCount);
    const items = await Promise.all(documents.map((document, at) => option(document, shown.words, start + at)));
    if (mine !== turn) return;
    results.append(...items);
    more.hidden = options().length >= shown.hits.length;
  }

  async function run() {
    const mine = ++turn;
    const query = input.value.trim();
    if (!query) return show(false);
    const started = performance.now();
    const isTyping = started - lastKey < 250;
    lastKey = started;
    try {
      const found = await answer(query, kind);
      // Texts are not loaded for words that are still being typed.
      if (isTyping) await new Promise((resolve) => setTimeout(resolve, pause));
      if (mine !== turn) return;
      shown = found;
      const list = await Promise.all(found.hits.slice(0, firstCount).map((document, at) => option(document, found.words, at)));
      if (mine !== turn) return;
      results.replaceChildren(...list);
      active = -1;
      input.removeAttribute("aria-activedescendant");
      more.hidden = found.hits.length <= firstCount;
      const count = found.hits.length;
      const unit = index.isLive ? "section" : "document";
      note.textContent = count === 0 ? "Nothing found." : count + " " + unit + (count === 1 ? "" : "s");
      box.dataset.milliseconds = String(Math.round(performance.now() - started));
      box.dataset.query = query;
    } catch (error) {
      results.replaceChildren();
      note.textContent = "The search could not be loaded: " + error.message;
    }
    show(true);
  }

  function showFilters() {
    const make = (value, text) =>
      element(
        "button",
        {
          type: "button",
          "aria-pressed": String(value === kind),
          onclick(event) {
            kind = value;
            for (const other of filters.children) other.setAttribute("aria-pressed", String(other === event.target));
            run();
            input.focus();
          },
        },
        text
      );
    filters.append(make("", "All"), ...index.kinds.map((name) => make(name, label(name))));
  }

  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (panel.hidden) return;
      event.preventDefault();
      choose(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      const chosen = options()[Math.max(0, active)];
      if (!panel.hidden && chosen) {
        event.preventDefault();
        chosen.click();
        show(false);
      }
    } else if (event.key === "Escape") {
      if (panel.hidden) input.blur();
      else {
        event.preventDefault();
        show(false);
      }
    }
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) show(false);
  });

  load("_search/root.js").then(() => {
    showFilters();
    input.addEventListener("input", run);
    input.addEventListener("focus", () => input.value.trim() && run());
    if (input.value.trim()) run();
  });
})();
