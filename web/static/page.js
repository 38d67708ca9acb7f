// What makes the page quicker; everything works without it.
"use strict";

const form = document.getElementById("search");
const KEPT = "lessons.place";

// Filters: on a wide screen they stand open; on a narrow one they open on demand.
const filters = document.getElementById("filters");
if (filters) {
  const wide = matchMedia("(min-width: 60rem)");
  const adapt = () => { filters.open = wide.matches || sessionStorage.getItem("lessons.filters") === location.pathname; };
  wide.addEventListener("change", adapt);
  adapt();
  sessionStorage.removeItem("lessons.filters");
}

// A ticked box is applied at once; the next page puts the reader back where he was.
function submitFrom(control) {
  const open = [...document.querySelectorAll("aside details.rest[open]")].map((one) => one.parentElement.id);
  sessionStorage.setItem(KEPT, JSON.stringify({ focus: control.id, top: scrollY, open }));
  sessionStorage.setItem("lessons.filters", location.pathname);
  form.requestSubmit();
}

document.querySelectorAll("aside input[type=checkbox]").forEach((box) => {
  box.addEventListener("change", () => submitFrom(box));
});
if (filters) document.documentElement.classList.add("quick");

const place = JSON.parse(sessionStorage.getItem(KEPT) || "null");
sessionStorage.removeItem(KEPT);
if (place && filters) {
  place.open.forEach((id) => {
    const rest = document.querySelector(`#${CSS.escape(id)} details.rest`);
    if (rest) rest.open = true;
  });
  const control = document.getElementById(place.focus);
  if (control) {
    control.closest("details.rest, details.children")?.setAttribute("open", "");
    control.focus({ preventScroll: true });
  }
  scrollTo(0, place.top);
  const counted = document.querySelector(".counted");
  if (counted) {
    const words = counted.textContent;
    counted.textContent = "";
    setTimeout(() => { counted.textContent = words; }, 100); // said aloud, because it changes
  }
}

// Long facets: a field that narrows the list to names with the letters typed.
document.querySelectorAll("details.rest").forEach((rest) => {
  const line = rest.querySelector(".narrowing");
  const rows = [...rest.querySelectorAll("li")];
  line.hidden = false;
  line.querySelector("input").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    rows.forEach((row) => { row.hidden = !row.querySelector(".name").textContent.toLowerCase().includes(wanted); });
  });
  line.querySelector("input").addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
});

// The citation can be copied.
document.querySelectorAll("button.copy").forEach((button) => {
  const source = document.getElementById(button.dataset.copies);
  const told = button.parentElement.querySelector(".copied");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      told.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(source);
      told.textContent = "Selected: press Ctrl+C";
    }
  });
});

// "/" goes to the search box.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const box = document.getElementById("q");
  box.focus();
  box.select();
});

// Completions under the search box: an ARIA combobox; without this the box is a plain field.
document.querySelectorAll("input[data-suggest]").forEach((box) => {
  const KINDS = { word: "", title: "document", country: "country", mission: "mission", theme: "theme" };
  const list = document.createElement("ul");
  list.id = "completions";
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  box.after(list);
  box.type = "text"; // a field of type search may not be a combobox
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })
    .forEach(([name, value]) => box.setAttribute(name, value));
  const options = () => [...list.children];
  let chosen = -1, timer = 0, asked = null, typed = box.value;

  function close() {
    asked?.abort();
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    chosen = number;
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
    const option = options()[number];
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
    box.value = option ? option.dataset.query : typed;
  }

  function show(completions) {
    list.replaceChildren(...completions.map((one, number) => {
      const option = document.createElement("li");
      option.id = `completion-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.query = one.query;
      const kind = document.createElement("span");
      kind.className = "what";
      kind.textContent = KINDS[one.kind];
      option.append(one.text, " ", kind);
      option.addEventListener("mousedown", (event) => {
        event.preventDefault(); // the box keeps the focus
        box.value = one.query;
        close();
        box.form.requestSubmit();
      });
      return option;
    }));
    chosen = -1;
    list.hidden = !completions.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      if (answer.ok) show((await answer.json()).completions);
    } catch { /* the next letter asks again */ }
  }

  box.addEventListener("input", () => {
    typed = box.value;
    clearTimeout(timer);
    if (typed.trim().length < 2) close();
    else timer = setTimeout(ask, 120);
  });
  box.addEventListener("blur", () => { clearTimeout(timer); close(); });
  box.addEventListener("keydown", (event) => {
    const count = options().length;
    if (list.hidden || !["ArrowDown", "ArrowUp", "Escape", "Enter"].includes(event.key)) return;
    if (event.key === "Enter") return close();
    event.preventDefault();
    if (event.key === "Escape") { box.value = typed; close(); }
    else choose(event.key === "ArrowDown" ? (chosen + 2) % (count + 1) - 1 : (chosen + count + 1) % (count + 1) - 1);
  });
});
