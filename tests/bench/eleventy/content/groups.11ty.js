// The page of each group: all people, all topics and so on.
import { page } from "../includes/parts.js";

export const data = {
  groups: ["people", "organisations", "topics", "series", "kinds", "years"],
  pagination: { data: "groups", size: 1, alias: "group" },
  permalink: ({ group }) => `/${group}/index.html`,
};

export function render({ group, collections }) {
  const lists = collections.lists.filter((list) => list.number === 1 && list.url.startsWith(`/${group}/`));
  lists.sort((a, b) => (a.title < b.title ? -1 : 1));
  const main = `<div class="reading reading-list">
  <h1>${group}</h1>
  <ul>
    ${lists.map((list) => `<li><a href="${list.url}">${list.title}</a> <span class="group-details">${list.total} posts</span></li>`).join("\n    ")}
  </ul>
</div>`;
  return page({ title: group, url: `/${group}/`, main });
}
