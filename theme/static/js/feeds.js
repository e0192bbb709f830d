// The page of all feeds: a button beside each address copies it. It can be selected and copied without, too.
// All that it says stands in the page (templates/feeds.html).

const SHOWN = 4000; // milliseconds for which it is said what was done
const PAUSE = 50; // in which what was said before is gone, or the same words twice would be announced once

const words = document.querySelector(".feeds-page").dataset;
const status = document.querySelector(".feeds-said");

let timer = 0;

function addButton(address, place) {
  const name = address.closest("li").querySelector(".feeds-name a");
  const button = document.createElement("button");
  name.id = `feed-${place}`;
  button.id = `copy-${place}`;
  button.type = "button";
  button.textContent = words.copy;
  button.setAttribute("aria-labelledby", `${button.id} ${name.id}`);
  button.addEventListener("click", () => copy(address, button));
  address.after(" ", button);
}

async function copy(address, button) {
  try {
    await navigator.clipboard.writeText(address.textContent);
    say(words.said.replace("{address}", () => address.textContent), SHOWN);
    button.textContent = words.copied;
    setTimeout(() => (button.textContent = words.copy), SHOWN);
  } catch {
    getSelection().selectAllChildren(address);
    say(words.failed);
  }
}

function say(text, shown) {
  clearTimeout(timer);
  status.textContent = "";
  timer = setTimeout(() => {
    status.textContent = text;
    if (shown) timer = setTimeout(() => (status.textContent = ""), shown);
  }, PAUSE);
}

// Pages without https have no clipboard.
if (navigator.clipboard) document.querySelectorAll(".feeds-ways code").forEach(addButton);
