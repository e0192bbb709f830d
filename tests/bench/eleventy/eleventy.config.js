// Settings of Eleventy: the collections are made in one pass over the posts, the lists are cut once.
const PAGE = 20;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const slugOf = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

const pagesOf = (base, title, entry, posts) => {
  const count = Math.max(1, Math.ceil(posts.length / PAGE));
  const url = (number) => (number === 1 ? base : `${base}page/${number}/`);
  return Array.from({ length: count }, (_, index) => ({
    url: url(index + 1),
    number: index + 1,
    title,
    entry,
    total: posts.length,
    posts: posts.slice(index * PAGE, (index + 1) * PAGE),
    newer: index > 0 ? url(index) : "",
    older: index + 1 < count ? url(index + 2) : "",
  }));
};

// Heading ids by one rule of the parser, instead of a second pass over the finished HTML.
const addIds = (md) => {
  md.renderer.rules.heading_open = (tokens, index, options, env, self) => {
    tokens[index].attrSet("id", slugOf(tokens[index + 1].content));
    return self.renderToken(tokens, index, options);
  };
};

export default function (config) {
  config.setUseGitIgnore(false);
  config.addPassthroughCopy({ "content/media": "media" });
  config.amendLibrary("md", (md) => md.set({ typographer: true }).use(addIds));

  config.addCollection("posts", (api) => {
    const posts = api.getFilteredByGlob("content/posts/**/*.md");
    posts.sort((a, b) => b.date - a.date || (a.fileSlug < b.fileSlug ? -1 : 1));
    posts.forEach((post, index) => {
      post.data.newer = posts[index - 1];
      post.data.older = posts[index + 1];
    });
    return posts;
  });

  config.addCollection("lists", (api) => {
    const posts = api.getFilteredByGlob("content/posts/**/*.md");
    posts.sort((a, b) => b.date - a.date || (a.fileSlug < b.fileSlug ? -1 : 1));
    const groups = new Map();
    const names = posts.length ? posts[0].data.names : {};
    for (const post of posts) {
      for (const group of ["people", "organisations", "topics", "series", "kinds", "years"]) {
        for (const slug of new Set(post.data[group])) {
          const key = `/${group}/${slug}/`;
          if (!groups.has(key)) groups.set(key, { group, slug, posts: [] });
          groups.get(key).posts.push(post);
        }
      }
    }
    const lists = pagesOf("/posts/", "All posts", undefined, posts);
    for (const [url, { group, slug, posts }] of groups) {
      const entry = names[group]?.[slug];
      lists.push(...pagesOf(url, entry?.name ?? slug, entry, posts));
    }
    return lists;
  });

  config.addJavaScriptFunction("day", (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`);
  return { dir: { input: "content", output: "built/site", includes: "../includes", data: "../data" } };
}
