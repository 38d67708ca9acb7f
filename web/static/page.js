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
