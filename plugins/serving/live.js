/* Keeps an open page in step with the site while `make serve` runs: reloads it where it is when it
   has changed, and shows at its top what is wrong. The server adds this to each page it sends.
   One tab listens and tells the others, as a browser keeps no more than six connections to a server. */
(() => {
  const own = "/.serve/";
  const state = document.currentScript.dataset.state;
  const kept = "make-serve-place";
  const hidden = "make-serve-hidden";
  const blocks = "body :is(h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, th, pre, figcaption)";
  const tabs = new BroadcastChannel("make-serve");
  let looking = Promise.resolve();
  let leaving = false;

  /* Ask what became of this page. */
  async function look() {
    const page = encodeURIComponent(location.pathname);
    const answer = await fetch(`${own}state?page=${page}`, { cache: "no-store" });
    const now = await answer.json();
    if (now.state === state) {
      place("serve-panel", now.top, (panel) => document.body.prepend(panel));
      place("serve-note", now.foot, (note) => document.body.append(note));
    } else if (!leaving) {
      leaving = true;
      keepPlace();
      location.reload();
    }
  }

  /* One after the other, so that the last answer is the newest. */
  function lookAgain() {
    looking = looking.then(look).catch(() => {}); // the server may have ended: it will be heard again
  }

  function tell() {
    tabs.postMessage("look");
    lookAgain();
  }

  function listen() {
    const news = new EventSource(`${own}events`);
    news.onopen = tell; // something may have changed while nobody listened
    news.onmessage = tell;
    news.onerror = () => {
      if (news.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    };
  }

  /* Put words on the page in place of those that stand there, if they are others. */
  function place(id, html, put) {
    const old = document.getElementById(id);
    const template = document.createElement("template");
    template.innerHTML = html;
    const fresh = template.content.firstElementChild;
    if (old?.dataset.told === fresh?.dataset.told) return;
    const hadFocus = old?.contains(document.activeElement);
    old?.remove();
    if (fresh) put(fresh);
    prepare();
    if (!fresh) return;
    if (hadFocus) fresh.focus({ preventScroll: true });
  }

  /* Let the panel be hidden, by its button or Escape, until something else is wrong. */
  function prepare() {
    const panel = document.getElementById("serve-panel");
    if (!panel) {
      sessionStorage.removeItem(hidden); // nothing is wrong: the same mistake, made again, is told again
      return;
    }
    panel.hidden = sessionStorage.getItem(hidden) === panel.dataset.told;
    panel.onscroll = markMore;
    new ResizeObserver(markMore).observe(panel);
    const button = panel.querySelector("button");
    button.hidden = false;
    button.onclick = hide;
  }

  /* Many screens show no scrollbar: say where the panel goes on below what is seen. */
  function markMore() {
    const panel = document.getElementById("serve-panel");
    if (!panel) return;
    const below = panel.scrollHeight - panel.clientHeight - panel.scrollTop;
    panel.toggleAttribute("data-more", below > 1);
  }

  function hide() {
    const panel = document.getElementById("serve-panel");
    if (!panel) return;
    panel.hidden = true;
    sessionStorage.setItem(hidden, panel.dataset.told);
  }

  /* Texts that stand on the page only once, with their elements. */
  function landmarks() {
    const found = new Map();
    for (const block of document.querySelectorAll(blocks)) {
      if (block.querySelector(blocks) || block.closest("#serve-panel")) continue;
      const text = block.textContent.trim();
      found.set(text, found.has(text) ? null : block);
    }
    found.delete("");
    return found;
  }

  /* Remember what is seen and where, so that it is found again when what stands above it is longer. */
  function keepPlace() {
    const seen = [];
    for (const [text, block] of scrollY > 0 ? landmarks() : []) {
      const box = block?.getBoundingClientRect();
      if (box?.height && box.bottom > 0 && box.top < innerHeight) seen.push([text, box.top]);
    }
    const where = { page: location.pathname, left: scrollX, top: scrollY, seen };
    sessionStorage.setItem(kept, JSON.stringify(where));
    history.scrollRestoration = "manual";
  }

  function goBackTo({ left, top, seen }) {
    const found = landmarks();
    const mark = seen.find(([text]) => found.get(text));
    const moved = mark ? scrollY + found.get(mark[0]).getBoundingClientRect().top - mark[1] : top;
    scrollTo({ left, top: moved, behavior: "instant" });
  }

  /* Go back to what was seen, and stay with it while pictures come; whoever scrolls is let go. */
  function restorePlace() {
    const where = JSON.parse(sessionStorage.getItem(kept));
    sessionStorage.removeItem(kept);
    if (where?.page !== location.pathname) return;
    let height, top;
    const settle = () => {
      goBackTo(where);
      [height, top] = [document.body.scrollHeight, scrollY];
    };
    const settling = new ResizeObserver(settle);
    settle();
    settling.observe(document.body);
    addEventListener("scroll", () => {
      if (document.body.scrollHeight === height && scrollY !== top) settling.disconnect();
    });
    setTimeout(() => settling.disconnect(), 3000);
  }

  prepare();
  restorePlace();
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("pagehide", () => {
    if (!leaving) history.scrollRestoration = "auto"; // as browsers do, on the way back to this page
  });
  tabs.onmessage = lookAgain;
  lookAgain();
  if (navigator.locks) navigator.locks.request("make-serve", () => new Promise(listen));
  else listen();
})();
