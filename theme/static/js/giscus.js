// The frame in which giscus shows a discussion at GitHub, made when a reader presses the button and not before.
// What is said stands in the page (templates/components/comment_frame.html); without it there is a link.

const HEIGHT = 600; // pixels, until the frame says how high it is

const place = document.querySelector(".comment-frame");
const button = place.querySelector("button");
const here = new URL(location.href);
const session = here.searchParams.get("giscus") ?? ""; // of a reader who has just signed in
let frame = null;

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

function address() {
  const asked = new URL(place.dataset.endpoint);
  asked.searchParams.set("origin", here.href);
  asked.searchParams.set("session", session);
  asked.searchParams.set("theme", isDark() ? "dark" : "light");
  return asked.href;
}

button.addEventListener("click", () => {
  frame = document.createElement("iframe");
  frame.title = place.dataset.title;
  frame.height = HEIGHT;
  frame.src = address();
  place.replaceChildren(frame);
  frame.focus();
});

addEventListener("message", ({ origin, source, data }) => {
  if (!frame || source !== frame.contentWindow || origin !== new URL(place.dataset.endpoint).origin) return;
  const height = Number(data?.giscus?.resizeHeight);
  if (height > 0) frame.height = Math.ceil(height);
});

// The session is kept nowhere: it leaves the address, and lasts as long as the page.
here.searchParams.delete("giscus");
here.hash = "";
if (session) history.replaceState(history.state, "", here.href);
place.hidden = false;
if (session) {
  place.querySelector("[role=status]").textContent = place.dataset.signedIn;
  button.focus();
}
