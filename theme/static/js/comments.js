// Comments at Isso, in a form of our own: nothing is asked of Isso until a reader opens it, and no cookie is taken.
// All that it says stands in the page (templates/components/comment_form.html); without it there is a link.

const LEAST = 3; // letters that Isso asks for
const MOST = 65535; // letters that it takes
const PLACE = "isso-"; // begins the id of a comment's place on the page, as in Isso's mails
const IS_SHOWN = 1; // what Isso says of a comment that everybody sees
const TAGS = "A BLOCKQUOTE BR CODE DEL EM HR LI OL P PRE STRONG SUB SUP UL".split(" ");
const NO_WORDS = "IFRAME MATH NOSCRIPT OBJECT SCRIPT STYLE SVG TEMPLATE TEXTAREA TITLE".split(" ");
// What a name is written with, signs that do not show among it (plugins/model/text/unseen.py has the same); and such signs.
const EMOJI =
  "[\\u00a9\\u00ae\\u203c\\u2049\\u2122\\u2139\\u2190-\\u27bf\\u2900-\\u297f\\u2b00-\\u2bff\\u3030\\u303d\\u3297\\u3299\\u{1f000}-\\u{1faff}]\\ufe0f?";
const JOINING = "(?=[\\p{L}\\p{M}])[\\u0620-\\u08ff\\u0900-\\u0dff\\u0f00-\\u109f\\u1780-\\u17b3\\u17b6-\\u180a\\u1820-\\u18af]";
const WRITTEN = [
  "\\u{1f3f4}\\u{e0067}\\u{e0062}(?:\\u{e0065}\\u{e006e}\\u{e0067}|\\u{e0073}\\u{e0063}\\u{e0074}|\\u{e0077}\\u{e006c}\\u{e0073})\\u{e007f}",
  "[0-9#*]\\ufe0f\\u20e3",
  `${EMOJI}(?:\\u200d${EMOJI})*`,
  "[\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3fffd}][\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]",
  "[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca\\u1039\\u17d2][\\u200c\\u200d]",
  `${JOINING}[\\u200c\\u200d](?=${JOINING})`,
  "[\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}]",
];
const NOT_SHOWN = new RegExp(`(${WRITTEN.join("|")})|[\\p{Cf}\\p{DI}\\u2800]`, "gu");

const here = document.querySelector(".comment-here");
const words = here.dataset;
const said = document.querySelector(".comments-said");
const opener = here.querySelector(".comment-open");
const state = here.querySelector(".comment-state");
const news = document.querySelector(".comment-news");
const rules = document.querySelector(".comment-rules")?.cloneNode(true);
const risk = document.querySelector(".comment-risk"); // the field is past it: whoever hears the field hears it too
rules?.querySelector(".comment-risk")?.removeAttribute("id");
const form = here.querySelector("template").content.querySelector("form").cloneNode(true);
let title = form.querySelector("h3");
const { text, author } = form.elements;
const wrong = form.querySelector(".comment-wrong");
const failed = form.querySelector(".comment-failed");
const sender = form.querySelector("[type=submit]");
const lang = (here.closest("[lang]")?.lang ?? "en").replace(/^en$/, "en-GB");

// When nobody can comment: what was written then, the site does not show; nor does this.
const closed = words.closed.split(" ").filter(Boolean).map((span) => span.split("/"));
const erased = words.erased.split(" ");
const thanks = element("p", "comment-thanks");

let answered = null; // the comment that is answered: its number, its name, its place, its button
let isSending = false;
let isLookedFor = false; // what is newer than the page
let newer = []; // what was found

function isClosed(moment = Date.now() / 1000) {
  return closed.some(([first, end]) => moment >= Number(first) && (!end || moment < Number(end)));
}

// Isso ------------------------------------------------------------------------------------------------

async function ask(path, more = {}) {
  const signal = AbortSignal.timeout?.(words.timeout * 1000);
  const address = `${words.endpoint}${path}?${new URLSearchParams({ uri: words.thread })}`;
  return fetch(address, { credentials: "omit", signal, ...more });
}

async function send(comment) {
  const body = JSON.stringify({ ...comment, title: words.title, email: null, website: null });
  let answer;
  try {
    answer = await ask("/new", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    if (answer.ok) return read(await answer.json());
  } catch (error) {
    if (error.name === "TimeoutError") throw new Error(words.late);
    throw new Error(answer ? words.failed : words.offline); // no JSON came; or nothing did
  }
  const why = { 400: words.wrong, 403: words.refused, 413: words.wrong, 429: words.refused };
  throw new Error(why[answer.status] ?? words.failed);
}

// A comment as Isso tells it: only what is what it should be.
function read({ id, parent, author, text, created, mode }) {
  if (!Number.isInteger(id) || typeof text !== "string" || !Number.isFinite(created)) throw new TypeError();
  const name = typeof author === "string" ? shown(plain(author)) : "";
  return { id, parent: Number.isInteger(parent) ? parent : null, name, text, created, mode };
}

// A name comes escaped.
function plain(name) {
  const signs = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&#39;": "'", "&amp;": "&" };
  return name.replace(/&(?:lt|gt|quot|#x27|#39|amp);/g, (sign) => signs[sign]);
}

// What shows of a name, as the site tells it (plugins/model/text/unseen.py).
function shown(name) {
  const left = name.replace(NOT_SHOWN, "$1").trim();
  return /[^\s\p{Mn}\p{Me}]/u.test(left) ? left : "";
}

// Showing a comment -------------------------------------------------------------------------------------

function element(name, cssClass, ...parts) {
  const made = document.createElement(name);
  if (cssClass) made.className = cssClass;
  made.append(...parts);
  return made;
}

// Of the HTML that Isso gives, the tags that a comment may have, made anew: whatever else it holds cannot run.
function clean(html) {
  return copies(new DOMParser().parseFromString(html, "text/html").body);
}

function copies(of) {
  return [...of.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || NO_WORDS.includes(node.nodeName.toUpperCase())) return [];
    if (node.nodeName === "IMG") return node.alt; // its words stand for it
    const inner = copies(node);
    if (!TAGS.includes(node.nodeName)) return inner;
    const made = element(node.nodeName, "", ...inner);
    if (made.nodeName !== "A") return made;
    const address = node.getAttribute("href") ?? "";
    if (!/^(https?:\/\/|mailto:)/i.test(address)) return inner;
    made.href = address;
    made.rel = "nofollow ugc noopener";
    return made;
  });
}

function article(comment) {
  const parent = comment.parent && place(comment.parent);
  const moment = new Date(comment.created * 1000);
  const time = element("time", "", dayOf(moment));
  time.dateTime = moment.toISOString().replace(/\.\d+/, "");
  const link = element("a", "", time);
  link.href = `#${PLACE}${comment.id}`;
  const about = element("p", "comment-about", comment.mode === IS_SHOWN ? link : time);
  if (parent) {
    const up = element("a", "", nameOf(parent));
    up.href = `#${parent.id}`;
    about.append(`, ${words.inReply} `, up);
  }
  if (comment.mode !== IS_SHOWN) about.append(`. ${words.onlyYou}.`);
  const name = element(parent ? "h4" : "h3", "comment-name", comment.name || words.noName);
  if (!comment.name) name.classList.add("comment-name-unknown");
  name.dir = "auto";
  const text = element("div", "prose", ...clean(comment.text));
  text.dir = "auto";
  const made = element("article", "comment", name, about, text);
  made.id = PLACE + comment.id;
  if (comment.mode === IS_SHOWN) addReply(made);
  else made.classList.add("comment-waiting");
  return made;
}

function dayOf(moment) {
  const day = { day: "numeric", month: "long", year: "numeric" };
  try {
    return moment.toLocaleDateString(lang, { ...day, timeZone: words.timezone });
  } catch {
    return moment.toLocaleDateString(lang, day); // a zone that this browser does not know
  }
}

function place(number) {
  return document.getElementById(PLACE + number);
}

function nameOf(one) {
  return one.querySelector(".comment-name")?.textContent ?? words.noName;
}

// Put a comment where it belongs: under what it answers, or at the end.
function show(comment) {
  const made = article(comment);
  const parent = comment.parent && place(comment.parent);
  const within = parent?.closest("li") ?? said;
  let list = within.querySelector(":scope > ol");
  if (!list) within.append((list = element("ol", "")));
  list.append(element("li", "", made));
  return made;
}

// Newer comments than the page holds ---------------------------------------------------------------------

async function lookForNewer() {
  if (isLookedFor) return;
  isLookedFor = true;
  try {
    const answer = await ask("/");
    const { replies } = await answer.json();
    const all = replies.flatMap((one) => [one, ...(one.replies ?? [])]).filter((one) => one.mode === IS_SHOWN);
    newer = all.map(read).filter(({ id, created }) => !erased.includes(String(id)) && !isClosed(created));
    offer();
  } catch {
    isLookedFor = false; // nothing is lost: the page has what was published with it
  }
}

// Offer what is not shown yet: a comment of one's own may be, meanwhile.
function offer() {
  newer = newer.filter(({ id }) => !place(id));
  if (!newer.length) return news.replaceChildren();
  const button = element("button", "", words.showNewer);
  button.type = "button";
  button.addEventListener("click", () => {
    const [first] = newer.map(show);
    offer();
    first.querySelector("a").focus();
  });
  news.replaceChildren(newer.length === 1 ? words.newerOne : words.newer.replace("{count}", newer.length), " ", button);
}

// The form -----------------------------------------------------------------------------------------------

function addReply(one) {
  const button = element("button", "comment-reply", words.reply);
  button.type = "button";
  button.setAttribute("aria-label", words.replyTo.replace("{name}", () => nameOf(one)));
  button.addEventListener("click", () => open({ id: Number(one.id.slice(PLACE.length)), place: one, button }));
  one.append(button);
}

function open(to) {
  answered = to;
  thanks.remove();
  if (to) entitle(words.yourReply.replace("{name}", () => nameOf(to.place)), levelOf(to.place) + 1);
  else entitle(words.yours, 3);
  if (to && rules) title.after(rules); // they stand before the other place of the form already
  else rules?.remove();
  (to?.place ?? opener).after(form);
  opener.hidden = !to;
  tell("");
  text.focus();
  lookForNewer();
}

function levelOf(one) {
  return Number(one.querySelector(".comment-name").nodeName[1]);
}

function entitle(name, level) {
  const next = element(`h${level}`, "", name);
  next.id = title.id;
  title.replaceWith(next);
  title = next;
}

function close() {
  form.remove();
  opener.hidden = false;
}

// What is wrong with what was written.
function tell(fault) {
  wrong.textContent = fault;
  wrong.hidden = !fault;
  failed.textContent = "";
  if (fault) text.setAttribute("aria-invalid", "true");
  else text.removeAttribute("aria-invalid");
  const told = [fault && "comment-text-wrong", "comment-text-hint", risk?.id];
  text.setAttribute("aria-describedby", told.filter(Boolean).join(" "));
}

function faultOf(written) {
  const length = [...written].length;
  if (length < LEAST) return words.tooShort;
  return length > MOST ? words.tooLong.replace("{count}", length - MOST) : "";
}

async function submit() {
  if (isSending) return;
  const written = text.value.trim();
  const fault = faultOf(written);
  tell(fault);
  if (fault) return text.focus();
  if (isClosed()) return (failed.textContent = `${words.closedNow} ${words.kept}`);
  busy(true);
  try {
    const parent = answered?.id ?? null;
    took(await send({ text: written, author: author.value.trim() || null, parent }));
  } catch (error) {
    failed.textContent = `${error.message} ${words.kept}`;
  } finally {
    busy(false);
  }
}

// The button can still be come to while it works: a focus that vanishes would begin the page anew.
function busy(is) {
  isSending = is;
  sender.textContent = is ? words.sending : words.send;
  sender.setAttribute("aria-disabled", is);
  state.textContent = is ? words.sending : "";
}

function took(comment) {
  close();
  text.value = "";
  thanks.textContent = comment.mode === IS_SHOWN ? words.shown : words.held;
  (place(comment.id) ?? show(comment)).before(thanks);
  thanks.focus();
  offer();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
form.querySelector(".comment-cancel").addEventListener("click", () => {
  close();
  (answered?.button ?? opener).focus();
});
opener.addEventListener("click", () => open(null));
thanks.tabIndex = -1;
if (isClosed()) {
  opener.replaceWith(element("p", "comment-notice", words.closedNow)); // since the page was made
} else {
  said.querySelectorAll(`article[id^="${PLACE}"]`).forEach(addReply);
  opener.hidden = false;
}
