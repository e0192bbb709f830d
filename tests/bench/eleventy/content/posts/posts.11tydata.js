export default { layout: "post.11ty.js", permalink: (data) => `/posts/${data.page.fileSlug}/index.html` };
