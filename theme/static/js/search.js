// The search page: finds with Pagefind's index, and keeps what is asked for in the page's address.
// All that it says stands in the page (templates/components/search.html); without it the page has other ways.

const AT_ONCE = 10; // results
const PAUSE = 400; // milliseconds after a letter, so that not every one is searched for and announced

const place = document.querySelector(".search");
const form = place.querySelector("form");
const input = form.elements.q;
const choices = form.querySelector(".search-choices");
const selects = [...choices.querySelectorAll("select")];
const clear = choices.querySelector("button");
const status = place.querySelector("[role=status]");
const found = place.querySelector(".search-found");
const list = place.querySelector(".search-results");
const more = place.querySelector(".search-more");
const words = place.dataset;
const title = document.title;

let loaded; // what searches, once it is there
let searches = 0; // started so far: only the last one may show what it found
let waiting = 0; // for a pause in typing
let left = []; // results that are not shown yet
let adding = 0; // the search of which more results load

// What is asked for, and the address that says it ---------------------------------------------------

function asked() {
  const filters = {};
  for (const select of selects) if (select.value) filters[select.name] = select.value;
  return { query: input.value.trim(), filters };
}

function address({ query, filters }) {
  const parts = new URLSearchParams({ ...(query && { q: query }), ...filters });
  return `${parts}` ? `?${parts}` : location.pathname;
}

function readAddress() {
  const parts = new URLSearchParams(location.search);
  input.value = parts.get("q") ?? "";
  for (const select of selects) choose(select, parts.get(select.name) ?? "");
}

function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
  select.value = value;
}

// A search that is meant is a step of its own on the way back; what is half typed is not.
function ask({ isMeant }) {
  clearTimeout(waiting);
  const to = address(asked());
  const isSame = to === (location.search || location.pathname);
  if (!isSame) history[isMeant ? "pushState" : "replaceState"](null, "", to);
  return search();
}

// Searching ---------------------------------------------------------------------------------------

async function start() {
  const { createInstance } = await import(new URL(words.index, location.href));
  // Without a worker, as that would need its own leave to run WebAssembly.
  const pagefind = createInstance({ baseUrl: words.home, noWorker: true });
  await pagefind.init();
  await pagefind.filters(); // only what is loaded is counted
  return pagefind;
}

async function search() {
  const number = ++searches;
  const now = asked();
  document.title = now.query ? `${now.query} - ${title}` : title;
  const slow = setTimeout(() => number === searches && say(words.searching), PAUSE);
  try {
    loaded ??= start();
    const pagefind = await loaded;
    let result = await answerTo(pagefind, now);
    let shown = await pagesOf(result.results.slice(0, AT_ONCE));
    if (shown.length && !shown.some((page) => isMeant(page, now.query))) {
      result = { ...result, results: [], unfilteredResultCount: 0 };
      shown = [];
    }
    const counts = await countsFor(pagefind, now, result);
    if (number !== searches) return;
    clearTimeout(slow); // or it would write over what is found, while a likely word is looked for
    show(now, result, shown, counts);
    if (now.query && !result.results.length && !result.unfilteredResultCount) await suggest(pagefind, now.query, number);
  } catch (error) {
    console.error(error);
    loaded = undefined; // what it lacks it would never ask for again: the next search begins anew
    if (number === searches) fail();
  } finally {
    clearTimeout(slow);
  }
}

// Nothing asked for finds nothing; choices alone find all that they fit.
async function answerTo(pagefind, { query, filters }) {
  if (!query && !Object.keys(filters).length) {
    return { results: [], unfilteredResultCount: 0, filters: await pagefind.filters() };
  }
  return pagefind.search(query || null, { filters });
}

// How many results each choice would leave: for one that is made, as if only the others were.
async function countsFor(pagefind, { query, filters }, result) {
  const counts = { ...result.filters };
  for (const name of Object.keys(filters)) {
    const { [name]: _, ...others } = filters;
    counts[name] = (await answerTo(pagefind, { query, filters: others })).filters[name];
  }
  return counts;
}

// Where a word is nowhere, Pagefind finds those that it begins with: "in" for "inclussion".
function isMeant({ excerpt }, query) {
  const marks = [...parsed(excerpt).querySelectorAll("mark")].map((mark) => letters(mark.textContent));
  const asked = query.split(/\s+/).map(letters).filter(Boolean);
  return !marks.length || !asked.length || marks.some((mark) => asked.some((word) => isLike(mark, word)));
}

function isLike(mark, word) {
  if (!/^[a-z]+$/.test(word)) return true; // other scripts have other words
  let same = 0;
  while (same < word.length && mark[same] === word[same]) same++;
  return same === word.length || same >= Math.max(3, word.length * 0.4);
}

function letters(word) {
  return plain(word).replace(/[^\p{L}\p{N}]/gu, "");
}

function pagesOf(results) {
  return Promise.all(results.map((result) => result.data()));
}

// Showing what was found ----------------------------------------------------------------------------

function say(text, ...more) {
  status.replaceChildren(text, ...more);
}

function filled(text, query, count) {
  return text.replace("{query}", () => query).replace("{count}", () => count.toLocaleString(document.documentElement.lang));
}

function show({ query, filters }, { results, unfilteredResultCount }, pages, counts) {
  const total = results.length;
  const isAsked = query || Object.keys(filters).length;
  let text = "";
  if (total && query) text = total === 1 ? words.one : words.many;
  else if (total) text = total === 1 ? words.oneOfAll : words.manyOfAll;
  else if (query) text = unfilteredResultCount ? words.noneChosen : words.none;
  else if (isAsked) text = words.noneOfAll;
  say(filled(text, query, total || unfilteredResultCount));
  list.replaceChildren(...pages.map(item));
  showRest(results.slice(pages.length));
  found.hidden = !total;
  showChoices(counts, filters);
}

function showRest(results) {
  left = results;
  more.hidden = !left.length;
  more.textContent = filled(words.more, "", Math.min(left.length, AT_ONCE));
}

function item({ url, meta, filters, excerpt }) {
  const link = element("a", "", meta.title);
  link.href = url;
  const excerpts = passage(excerpt, meta.title);
  const lang = filters.language?.[0] ?? "";
  if (lang !== document.documentElement.lang) {
    for (const part of [link, ...excerpts]) Object.assign(part, { lang, dir: "auto" });
  }
  const about = [filters.kind?.join(", "), meta.byline, filters.organisation?.join(", ")];
  const parts = about.filter((text, at) => text && text !== meta.title && about.indexOf(text) === at);
  const spans = parts.map((text) => element("span", "", text));
  if (meta.added) spans.push(day(meta));
  if (meta.comments) spans.push(element("span", "", meta.comments));
  return element("li", "", element("h3", "", link), ...excerpts, element("p", "search-about", ...spans));
}

function day({ added, date }) {
  const shown = element(date ? "time" : "span", "", added);
  if (date) shown.dateTime = date;
  return shown;
}

function parsed(excerpt) {
  return new DOMParser().parseFromString(excerpt, "text/html").body;
}

// Of an excerpt only its words and its marks, whatever else it may hold, and not the title again.
function passage(excerpt, title) {
  const body = parsed(excerpt);
  const text = body.textContent;
  let cut = text.startsWith(title) ? text.length - text.slice(title.length).replace(/^[.\s]+/, "").length : 0;
  const parts = [];
  for (const node of body.childNodes) {
    const rest = node.textContent.slice(cut);
    cut = Math.max(cut - node.textContent.length, 0);
    if (rest) parts.push(node.nodeName === "MARK" ? element("mark", "", rest) : rest);
  }
  return parts.length ? [element("p", "search-excerpt", ...parts)] : [];
}

function element(name, cssClass, ...parts) {
  const made = document.createElement(name);
  if (cssClass) made.className = cssClass;
  made.append(...parts);
  return made;
}

function showChoices(counts, filters) {
  for (const select of selects) {
    const [every] = select.options;
    const chosen = filters[select.name] ?? "";
    const found = Object.entries(counts[select.name] ?? {}).filter(([value, count]) => count || value === chosen);
    if (chosen && !found.some(([value]) => value === chosen)) found.push([chosen, 0]);
    found.sort(([one], [other]) => (select.name === "year" ? other.localeCompare(one) : one.localeCompare(other)));
    const options = found.map(([value, count]) => new Option(`${nameOf(select, value)} (${count})`, value));
    select.replaceChildren(every, ...options);
    select.value = chosen;
  }
  clear.hidden = !Object.keys(filters).length;
}

function nameOf(select, value) {
  if (select.name !== "language") return value;
  return new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(value);
}

function fail() {
  say(words.failed);
  list.replaceChildren();
  found.hidden = true;
}

// Did you mean ...? -----------------------------------------------------------------------------------

async function suggest(pagefind, query, number) {
  const answer = await fetch(words.names);
  if (!answer.ok) return;
  const meant = nearest(query, await answer.json());
  if (!meant || !(await pagefind.search(meant)).results.length || number !== searches) return;
  const link = element("a", "", meant);
  link.href = address({ query: meant, filters: {} });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    input.value = meant;
    input.focus();
    ask({ isMeant: true });
  });
  say(filled(words.none, query, 0), ` ${words.meant} `, link, "?");
}

// The query with each word that no title and no name has replaced by the likest that one has; or "".
function nearest(query, names) {
  const known = new Map(names.map((name) => [plain(name), name]));
  let isOther = false;
  const meant = query.split(/\s+/).map((word) => {
    const like = known.has(plain(word)) ? "" : likest(plain(word), known);
    isOther ||= Boolean(like);
    return like || word;
  });
  return isOther ? meant.join(" ") : "";
}

function likest(word, known) {
  let best = "";
  let least = Math.min(Math.floor(word.length / 4), 3) + 1; // typing errors that are too many
  for (const [name, shown] of known) {
    if (Math.abs(name.length - word.length) >= least) continue;
    const errors = distance(word, name);
    if (errors < least) [best, least] = [shown, errors];
  }
  return best;
}

function plain(word) {
  return word.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}

// How many letters are put in, left out, exchanged or swapped with the next (optimal string alignment).
function distance(one, other) {
  let before = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const here = [row];
    for (let at = 1; at <= other.length; at++) {
      const isSame = one[row - 1] === other[at - 1];
      here[at] = Math.min(above[at] + 1, here[at - 1] + 1, above[at - 1] + (isSame ? 0 : 1));
      if (one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) {
        here[at] = Math.min(here[at], before[at - 2] + 1);
      }
    }
    [before, above] = [above, here];
  }
  return above[other.length];
}

// What the reader does --------------------------------------------------------------------------------

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask({ isMeant: true });
});

input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => ask({ isMeant: false }), PAUSE);
});

choices.addEventListener("change", () => ask({ isMeant: true }));

clear.addEventListener("click", () => {
  for (const select of selects) select.value = "";
  input.focus();
  ask({ isMeant: true });
});

more.addEventListener("click", async () => {
  const number = searches;
  if (adding === number) return; // a second click, while what the first asks for still loads
  adding = number;
  try {
    const items = (await pagesOf(left.slice(0, AT_ONCE))).map(item);
    if (number !== searches) return;
    list.append(...items);
    showRest(left.slice(items.length));
    items[0].querySelector("a").focus();
  } finally {
    if (adding === number) adding = 0;
  }
});

addEventListener("popstate", () => {
  readAddress();
  search();
});

readAddress();
place.querySelector(".search-needs").remove();
form.hidden = false;
search();
