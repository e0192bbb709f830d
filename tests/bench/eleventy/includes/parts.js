// The parts that templates share: plain functions from data to HTML.
export const SITE = "Bench Practice Network";
export const ADDRESS = "https://bench.example";
export const DESCRIPTION = "Blog, news and shared learning on personalised care and community support";
const MENU = [["posts", "Posts"], ["series", "Series"], ["topics", "Topics"], ["people", "People"], ["organisations", "Organisations"], ["about-us", "About us"]];
const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escape = (text) => String(text).replace(/[&<>"]/g, (mark) => MARKS[mark]);
export const link = (group, slug, names) => `<a href="/${group}/${slug}/">${escape(names[group]?.[slug]?.name ?? slug)}</a>`;
export const iso = (date) => date.toISOString().slice(0, 10);
export const kindName = (kind) => kind[0].toUpperCase() + kind.slice(1);

// The first paragraph's words, where a post has no summary of its own.
export const summary = (post) =>
  escape(post.data.summary ?? post.rawInput.trim().split("\n\n")[0].replace(/[*`]/g, ""));

export const byline = (data) =>
  `By ${data.byline.map(({ person, organisation }) => `${link("people", person, data.names)}, ${link("organisations", organisation, data.names)}`).join(" and ")}`;

export const about = (date, kinds, day) => `
      <li><span class="added">Added on <time datetime="${iso(date)}">${day(date)}</time></span></li>
      ${kinds.map((kind) => `<li><a href="/kinds/${kind}/">${kindName(kind)}</a></li>`).join("")}`;

export const card = (post, day) => `<li><article class="post-card post-card-list">
  <div class="post-card-words">
    <h2 class="post-card-title"><a href="${post.url}">${escape(post.data.title)}</a></h2>
    <p class="post-card-summary">${summary(post)}</p>
    <p class="byline-sentence">${byline(post.data)}</p>
    <ul class="post-card-about">${about(post.date, post.data.kinds, day)}
    </ul>
  </div>${post.data.image ? `
  <img class="post-card-image" src="${post.data.image}" alt="A plain drawing" loading="lazy">` : ""}
</article></li>
`;

export const page = ({ title, description = "", url, main }) => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${escape(title)} - ${SITE}</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  ${description ? `<meta name="description" content="${escape(description)}">` : ""}
  <link rel="canonical" href="${ADDRESS}${url}">
  <link rel="alternate" type="application/rss+xml" title="Feed of new posts (RSS)" href="/feed.xml">
  <link rel="icon" type="image/svg+xml" href="/icon.svg">
  <link rel="stylesheet" href="/site.css">
</head>
<body>
  <a class="skip-link" href="#main">Skip to the main text</a>
  <header class="site-header">
    <p class="wordmark"><a href="/">${SITE}</a></p>
    <nav class="menu" aria-label="Main">
      <ul>
        ${MENU.map(([section, text]) => `<li><a href="/${section}/"${url.startsWith(`/${section}/`) ? ' aria-current="true"' : ""}>${text}</a></li>`).join("\n        ")}
      </ul>
    </nav>
  </header>
  <main id="main">
${main}
  </main>
  <footer class="site-footer">
    <div class="site-footer-about">
      <p class="wordmark"><a href="/">${SITE}</a></p>
      <p>${DESCRIPTION}</p>
      <p class="site-licence">Licence, unless a page says otherwise: <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></p>
    </div>
    <nav class="site-footer-links" aria-label="About this site">
      <ul>
        <li><a href="/years/">Posts by year</a></li>
        <li><a href="/kinds/">Posts by kind</a></li>
        <li><a href="/feed.xml">Feed of new posts (RSS)</a></li>
      </ul>
    </nav>
    <p class="print-address">${ADDRESS}${url}</p>
  </footer>
</body>
</html>
`;
