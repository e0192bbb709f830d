import { page } from "./parts.js";

export function render(data) {
  const main = `<article class="reading"><h1>${data.title}</h1><div class="prose">${data.content}</div></article>`;
  return page({ title: data.title, url: data.page.url, main });
}
