// What every page does with scripts: theme, navigation, copying, and the way into the search.
(function () {
  "use strict";
  const body = document.body;
  const base = body.dataset.root;
  const waiting = new Map();

  // Data comes in script files, since pages opened from a disk may not read others in any other way.
  const site = (window.skillSplit = {
    base,
    load(file) {
      if (!waiting.has(file)) {
        const entry = {};
        entry.promise = new Promise((resolve, reject) => {
          entry.resolve = resolve;
          const script = document.createElement("script");
          script.src = base + file;
          script.onerror = () => reject(new Error("could not load " + file));
          document.head.append(script);
        });
        waiting.set(file, entry);
      }
      return waiting.get(file).promise;
    },
    deliver(file, value) {
      const entry = waiting.get(file);
      if (entry) entry.resolve(value);
    },
    navigation(collection, items) {
      site.deliver("_nav/" + collection + ".js", items);
    },
    element(name, attributes, ...children) {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(attributes || {})) {
        if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
        else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
      }
      element.append(...children);
      return element;
    },
  });
  const element = site.element;

  // Theme

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const themeSwitch = element(
    "button",
    {
      type: "button",
      class: "theme",
      "aria-label": "Dark theme",
      title: "Switch between light and dark",
      onclick() {
        const theme = isDark() ? "light" : "dark";
        document.documentElement.dataset.theme = theme;
        try {
          if ((theme === "dark") === dark.matches) localStorage.removeItem("skill-split-theme");
          else localStorage.setItem("skill-split-theme", theme);
        } catch (error) {
          // The choice lasts as long as the page then.
        }
        showTheme();
      },
    },
    element("span", { "aria-hidden": "true" })
  );
  const showTheme = () => themeSwitch.setAttribute("aria-pressed", String(isDark()));
  dark.addEventListener("change", showTheme);
  showTheme();

  // Search

  const input = element("input", {
    type: "search",
    placeholder: "Search",
    "aria-label": "Search the library",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": ":results",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
  });
  const search = element("div", { class: "search", role: "search" }, input, element("kbd", { "aria-hidden": "true" }, "/"));
  site.search = { box: search, input };
  let isSearchLoaded = false;
  const loadSearch = () => {
    if (isSearchLoaded) return;
    isSearchLoaded = true;
    document.head.append(element("script", { src: base + "_assets/search.js" }));
  };
  input.addEventListener("focus", loadSearch);
  document.addEventListener("keydown", (event) => {
    const isTyping = /^(input|textarea|select)$/i.test(event.target.tagName || "");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });

  // Header

  const side = document.querySelector(".side");
  const menu = element(
    "button",
    {
      type: "button",
      class: "menu",
      "aria-expanded": "false",
      "aria-controls": ":side",
      "aria-label": "Menu",
      onclick() {
        const isOpen = body.classList.toggle("menu-open");
        menu.setAttribute("aria-expanded", String(isOpen));
        if (isOpen) side.querySelector("a").focus();
      },
    },
    element("b", { "aria-hidden": "true" }, "≡"),
    element("span", {}, " Menu")
  );
  side.id = ":side";
  const header = document.querySelector("header.top");
  header.prepend(menu);
  header.append(search, themeSwitch);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !body.classList.contains("menu-open")) return;
    body.classList.remove("menu-open");
    menu.setAttribute("aria-expanded", "false");
    menu.focus();
  });

  // Navigation: a tree of folders, whose lists are made when they are opened.

  const decode = (name) => {
    const bytes = [];
    for (let index = 0; index < name.length; index++) {
      if (name[index] === "~" && /^[0-9A-F]{2}$/.test(name.slice(index + 1, index + 3))) {
        bytes.push(parseInt(name.slice(index + 1, index + 3), 16));
        index += 2;
      } else bytes.push(name.charCodeAt(index));
    }
    return new TextDecoder().decode(new Uint8Array(bytes));
  };
  const here = decodeURIComponent(location.pathname);

  function tree(items) {
    const top = { folders: new Map(), files: [] };
    let last = "";
    for (let index = 0; index < items.length; index += 4) {
      last = last.slice(0, items[index]) + items[index + 1];
      const names = last.split("/");
      names.pop();
      let folder = top;
      for (const name of names.slice(1)) {
        if (!folder.folders.has(name)) folder.folders.set(name, { folders: new Map(), files: [] });
        folder = folder.folders.get(name);
      }
      folder.files.push({ page: last, label: items[index + 2], kind: items[index + 3] });
    }
    return top;
  }

  function list(folder) {
    const items = [];
    for (let [name, child] of folder.folders) {
      let label = decode(name);
      while (child.files.length === 0 && child.folders.size === 1) {
        const [next, grandchild] = child.folders.entries().next().value;
        label += "/" + decode(next);
        child = grandchild;
      }
      const details = element("details", {}, element("summary", {}, label));
      const fill = () => {
        if (details.childElementCount === 1) details.append(list(child));
      };
      details.addEventListener("toggle", fill);
      if (holds(child)) {
        fill();
        details.open = true;
      }
      items.push(element("li", {}, details));
    }
    for (const file of folder.files) {
      const isHere = here.endsWith("/" + file.page);
      const link = element(
        "a",
        { href: base + file.page, class: "k-" + file.kind, "aria-current": isHere ? "page" : undefined },
        file.label
      );
      items.push(element("li", {}, link));
    }
    return element("ul", {}, ...items);
  }

  function holds(folder) {
    return (
      folder.files.some((file) => here.endsWith("/" + file.page)) || [...folder.folders.values()].some(holds)
    );
  }

  if (body.dataset.collection) {
    const name = body.dataset.collection;
    site.load("_nav/" + name + ".js").then((items) => {
      const title = element("a", { class: "collection", href: base + "_index/collection/" + name + ".html" }, decode(name));
      side.append(title, list(tree(items)));
      const current = side.querySelector("[aria-current]");
      if (current && current.offsetTop > side.clientHeight) side.scrollTop = current.offsetTop - side.clientHeight / 3;
    }, () => {});
  }

  // Copying

  const status = element("p", { class: "status", role: "status" });
  body.append(status);

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) {
      const area = element("textarea", { class: "offscreen" });
      area.value = text;
      body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    status.textContent = "Copied";
    button.classList.add("done");
    setTimeout(() => {
      status.textContent = "";
      button.classList.remove("done");
    }, 1500);
  }

  const main = document.getElementById(":main");
  const path = main.dataset.path;
  for (const pre of main.querySelectorAll("pre > code")) {
    const holder = pre.closest(".code") || pre.parentElement;
    const button = element(
      "button",
      { type: "button", class: "copy", "aria-label": "Copy code", onclick: () => copy(pre.textContent, button) },
      "Copy"
    );
    const wrapper = element("div", { class: "copyable" });
    if (holder.dataset.lang) wrapper.dataset.lang = holder.dataset.lang;
    holder.replaceWith(wrapper);
    wrapper.append(holder, button);
  }
  if (path) {
    // A server knows sections by ids that survive a new title or another place.
    const permalinks = JSON.parse(main.dataset.permalinks || "{}");
    for (const place of main.querySelectorAll("h1[id], .prose :is(h2, h3, h4, h5, h6, .tag, dt)[id]")) {
      const address = path + "#" + place.id;
      const holder = place.classList.contains("tag") ? place.firstElementChild : place;
      const name = holder.textContent;
      const link = element("a", { class: "anchor", href: "#" + place.id, "aria-label": "Link to " + name }, "#");
      const button = element(
        "button",
        {
          type: "button",
          class: "address",
          title: address,
          "aria-label": "Copy the address of " + name,
          onclick: () => copy(address, button),
        },
        "copy address"
      );
      const tools = element("span", { class: "tools" }, link, button);
      const id = permalinks[place.id];
      if (id) {
        const target = new URL(base + "_section/" + id, location.href).href;
        const permalink = element(
          "button",
          {
            type: "button",
            class: "address",
            title: target,
            "aria-label": "Copy a permalink to " + name,
            onclick: () => copy(target, permalink),
          },
          "permalink"
        );
        tools.append(permalink);
      }
      holder.append(tools);
    }
  }

  // What scrolls sideways can be reached with the keyboard.
  for (const box of main.querySelectorAll("pre, .table, .code, .tabs")) {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
  }

  // On a narrow screen the contents do not stand before the text.
  const contents = document.querySelector(".toc details");
  if (contents && !matchMedia("(min-width: 75rem)").matches) contents.open = false;
})();
