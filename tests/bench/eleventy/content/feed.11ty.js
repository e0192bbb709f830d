import { ADDRESS, DESCRIPTION, SITE, escape, summary } from "../includes/parts.js";

export const data = { permalink: "/feed.xml" };

export function render({ collections }) {
  const items = collections.posts.slice(0, 20).map((post) => `
    <item>
      <title>${escape(post.data.title)}</title>
      <link>${ADDRESS}${post.url}</link>
      <description>${summary(post)}</description>
      <content:encoded>${escape(post.content)}</content:encoded>
      <guid>${ADDRESS}${post.url}</guid>
      <pubDate>${post.date.toUTCString()}</pubDate>
      ${post.data.byline.map(({ person }) => `<dc:creator>${escape(post.data.names.people[person].name)}</dc:creator>`).join("")}
    </item>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel>
    <title>${SITE}</title>
    <link>${ADDRESS}/</link>
    <description>${DESCRIPTION}</description>${items.join("")}
  </channel>
</rss>
`;
}
