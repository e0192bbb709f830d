import { about, byline, escape, iso, link, page } from "./parts.js";

export function render(data) {
  const day = this.day;
  const { names, newer, older } = data;
  const main = `<article class="reading">
  <div class="reading-head">
    <h1>${escape(data.title)}</h1>
    ${data.summary ? `<p class="standfirst">${escape(data.summary)}</p>` : ""}
  </div>
  <div class="reading-side">
    <p class="byline">${byline(data)}</p>
    <ul class="about">${about(data.page.date, data.kinds, day)}
    </ul>
    ${(data.series ?? []).map((slug) => `<p class="series-place">Part of the series ${link("series", slug, names)}</p>`).join("")}
  </div>
  <div class="reading-text">
    ${data.image ? `<img src="${data.image}" alt="A plain drawing">` : ""}
    <div class="prose">${data.content}</div>
    <section class="topics" aria-labelledby="topics-title">
      <h2 id="topics-title">Topics</h2>
      <ul>
        ${data.topics.map((slug) => `<li>${link("topics", slug, names)}</li>`).join("")}
      </ul>
    </section>
    <footer class="last-updated">
      <p>Last Updated: <time datetime="${iso(data.page.date)}">${day(data.page.date)}</time>. Page Author: ${names.people[data.keeper] ? link("people", data.keeper, names) : escape(data.keeper)}</p>
      <p class="last-updated-suggest"><a href="https://github.wayside.example/network/site/edit/main/${data.page.inputPath.slice(2)}">Suggest a change to this page</a></p>
    </footer>
    <p class="licence">Licence: <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></p>
    <section class="comments" id="comments" aria-labelledby="comments-title">
      <h2 id="comments-title">Comments</h2>
      <p class="comment-link"><a href="https://talk.bench.example/?id=${data.page.fileSlug}">Add your comment</a></p>
    </section>
    <nav class="neighbours" aria-label="Posts before and after">
      ${older ? `<a rel="prev" href="${older.url}">${escape(older.data.title)}</a>` : ""}
      ${newer ? `<a rel="next" href="${newer.url}">${escape(newer.data.title)}</a>` : ""}
    </nav>
  </div>
</article>`;
  return page({ title: data.title, description: data.summary, url: data.page.url, main });
}
