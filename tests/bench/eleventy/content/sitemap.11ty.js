import { ADDRESS } from "../includes/parts.js";

export const data = { permalink: "/sitemap.xml" };

export function render({ collections }) {
  const addresses = [...collections.posts, ...collections.lists].map(({ url }) => `<url><loc>${ADDRESS}${url}</loc></url>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${addresses.join("\n")}
</urlset>
`;
}
