import { DESCRIPTION, SITE, card, page } from "../includes/parts.js";

export function render({ collections }) {
  const main = `<div class="masthead">
  <h1>${SITE}</h1>
  <p>${DESCRIPTION}</p>
</div>
<section class="band" aria-labelledby="newest">
  <h2 id="newest">New</h2>
  <ol class="post-list">
${collections.posts.slice(0, 7).map((post) => card(post, this.day)).join("")}
  </ol>
  <p class="onward"><a href="/posts/">All posts</a></p>
</section>`;
  return page({ title: SITE, url: "/", main });
}
