// Every page of every list.
import { card, link, page } from "../includes/parts.js";

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list }) => `${list.url}index.html`,
};

const side = (entry, names) => `
    ${(entry?.affiliations ?? []).map((slug) => `<p>Practitioner, ${link("organisations", slug, names)}</p>`).join("")}
    ${(entry?.members ?? []).map((slug) => `<p>${link("people", slug, names)}, Practitioner</p>`).join("")}`;

export function render({ list, names }) {
  const main = `<div class="reading reading-list">
  <div class="reading-head">
    <h1>${list.title}</h1>
  </div>
  <div class="reading-side">
    <p class="total">${list.total} posts</p>${side(list.entry, names)}
  </div>
  <div class="reading-text">
    ${list.entry ? `<div class="prose"><p>${list.entry.text}</p></div>` : ""}
    <ol class="post-list post-list-list">
${list.posts.map((post) => card(post, this.day)).join("")}
    </ol>
    ${list.newer || list.older ? `<nav class="pagination" aria-label="Pages of this list">
      <p>Page ${list.number}</p>
      <ul>
        ${list.newer ? `<li><a rel="prev" href="${list.newer}">Newer posts</a></li>` : ""}
        ${list.older ? `<li><a rel="next" href="${list.older}">Older posts</a></li>` : ""}
      </ul>
    </nav>` : ""}
  </div>
</div>`;
  return page({ title: list.title, url: list.url, main });
}
