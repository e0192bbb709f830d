// What the tests ask of a page in the browser. Each function gives a list of faults, in words.
(() => {
  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const SMALLEST = 24; // px; WCAG 2.2, 2.5.8

  const styleOf = (one, part) => getComputedStyle(one, part);
  const all = () => [...document.body.querySelectorAll("*")];
  const kindOf = (one) => `${one.localName}.${one.getAttribute("class")} `;
  const wordsOf = (one) => (one.innerText ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
  const named = (one) =>
    [one.localName, one.id && `#${one.id}`, ...[...one.classList].map((name) => `.${name}`)].join("") +
    ` "${wordsOf(one) || one.getAttribute("aria-label") || one.getAttribute("href") || ""}"`;
  const isShown = (one) =>
    one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    one.getClientRects().length > 0;
  // Text for screen readers alone: its box is a dot, or clipped away.
  const isUnseen = (one) => {
    const box = one.getBoundingClientRect();
    return box.width <= 1 || box.height <= 1 || styleOf(one).clipPath.startsWith("inset(50%");
  };
  const scrollerOf = (one) => {
    for (let up = one; up && up !== document.body; up = up.parentElement)
      if (["auto", "scroll"].includes(styleOf(up).overflowX)) return up;
    return null;
  };
  const textsOf = (within) => {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode())
      if (walker.currentNode.data.trim()) found.push(walker.currentNode);
    return found;
  };
  const boxesOf = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()];
  };
  const doMeet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

  // What makes the page wider than the window (WCAG 1.4.10).
  const sideways = () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = all().filter(
      (one) => one.getBoundingClientRect().right > clientWidth + 0.5 && !scrollerOf(one.parentElement),
    );
    return [`${scrollWidth} px in ${clientWidth}: ${wide.slice(-3).map(named).join("; ")}`];
  };

  // Text that its box cuts off, and that no scrolling shows.
  const cut = () =>
    all()
      .filter((one) => isShown(one) && !isUnseen(one) && one.innerText?.trim())
      .filter((one) => {
        const { overflowX, overflowY } = styleOf(one);
        const hides = (way) => ["hidden", "clip"].includes(way);
        return (
          (hides(overflowX) && one.scrollWidth > one.clientWidth + 1) ||
          (hides(overflowY) && one.scrollHeight > one.clientHeight + 1)
        );
      })
      .map((one) => `cut off: ${named(one)}`);

  // What stays while the page moves, and lies over the page's text, at some place of scrolling.
  const covered = () => {
    const stays = all().filter((one) => ["fixed", "sticky"].includes(styleOf(one).position) && isShown(one));
    const faults = new Set();
    const end = document.documentElement.scrollHeight - innerHeight;
    for (const place of stays.length ? [0, 0.25, 0.5, 0.75, 1] : []) {
      scrollTo(0, place * end);
      for (const one of stays) {
        const box = one.getBoundingClientRect();
        const hit = textsOf(document.body).find(
          (text) => !one.contains(text) && boxesOf(text).some((part) => doMeet(part, box)),
        );
        if (hit) faults.add(`${named(one)} lies over "${hit.data.trim().slice(0, 40)}"`);
      }
    }
    scrollTo(0, 0);
    return [...faults];
  };

  // A link whose height the text around it rules (2.5.8, "Inline").
  const isInText = (one) => {
    if (styleOf(one).display !== "inline") return false;
    let block = one.parentElement;
    while (styleOf(block).display.startsWith("inline")) block = block.parentElement;
    return textsOf(block).some(
      (text) =>
        !text.parentElement.closest(TARGETS) &&
        !isUnseen(text.parentElement) &&
        /[\p{L}\p{N}]/u.test(text.data),
    );
  };

  // Targets that are too small and too near to others (2.5.8, with its exceptions).
  const smallTargets = () => {
    const targets = [...document.body.querySelectorAll(TARGETS)].filter(
      (one) => isShown(one) && !one.disabled && one.tabIndex >= 0,
    );
    const boxes = new Map(targets.map((one) => [one, one.getBoundingClientRect()]));
    const isBig = (one) =>
      [...one.getClientRects()].some((box) => box.width >= SMALLEST && box.height >= SMALLEST);
    const small = targets.filter((one) => !isBig(one));
    const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
    const isNear = (one, other) => {
      if (one === other || one.contains(other) || other.contains(one)) return false;
      const [x, y] = middle(boxes.get(one));
      const box = boxes.get(other);
      const toBox = Math.hypot(
        Math.max(box.left - x, 0, x - box.right),
        Math.max(box.top - y, 0, y - box.bottom),
      );
      const [otherX, otherY] = middle(box);
      const toMiddle = small.includes(other) ? Math.hypot(otherX - x, otherY - y) : Infinity;
      return toBox < SMALLEST / 2 || toMiddle < SMALLEST;
    };
    return small
      .filter((one) => !isInText(one) && targets.some((other) => isNear(one, other)))
      .map((one) => {
        const { width, height } = boxes.get(one);
        return `${width.toFixed(1)} x ${height.toFixed(1)} px: ${named(one)}`;
      });
  };

  // What moves although the reader asked for none of it; of what is alike, one is looked at.
  const moving = () => {
    const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
    const faults = document.getAnimations().map((one) => `an animation of ${named(one.effect.target)}`);
    const looks = new Map(all().map((one) => [kindOf(one.parentElement) + kindOf(one), one]));
    for (const one of [document.documentElement, ...looks.values()])
      for (const part of [null, "::before", "::after"]) {
        const style = styleOf(one, part);
        if (style.transitionProperty !== "none" && seconds(style.transitionDuration) > 0.001)
          faults.push(`a transition of ${named(one)}`);
        if (style.animationName !== "none" && seconds(style.animationDuration) > 0.001)
          faults.push(`an animation of ${named(one)}`);
        if (style.scrollBehavior === "smooth") faults.push(`smooth scrolling of ${named(one)}`);
      }
    return [...new Set(faults)];
  };

  // The keyboard ---------------------------------------------------------------------------------

  const look = (one) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderTopColor } =
      styleOf(one);
    return { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderTopColor };
  };
  let stops = [];

  // The one of a group of radio buttons that Tab comes to.
  const chosenOf = (radio) => {
    const group = [...document.querySelectorAll(`input[type=radio][name="${radio.name}"]`)];
    return group.find((one) => one.checked) ?? group[0];
  };

  // Remember how each place that Tab should come to looks while it has no focus; says how many.
  const prepare = () => {
    const found = "a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex]";
    stops = [...document.body.querySelectorAll(found)]
      .filter((one) => one.tabIndex >= 0 && !one.disabled && isShown(one))
      .filter((one) => one.type !== "radio" || one === chosenOf(one))
      .map((one) => ({ one, before: look(one) }));
    return stops.length;
  };

  const isOver = (hit, one) => hit && (one.contains(hit) || hit.contains(one) || hit.labels?.length);

  // Where the focus is now: which stop, where on the page, and what is wrong with how it is seen.
  const stop = () => {
    const one = document.activeElement;
    const number = stops.findIndex((known) => known.one === one);
    if (!one || one === document.body || one === document.documentElement) return null;
    const faults = [];
    const seen = [...one.getClientRects()].filter(
      (box) => box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    );
    if (!seen.length) faults.push("is outside of the window");
    const hidden = seen.filter((box) => {
      const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
      const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
      return !isOver(document.elementFromPoint(x, y), one);
    });
    if (seen.length && hidden.length === seen.length) faults.push("is covered");
    const now = look(one);
    const before = stops[number]?.before ?? now;
    const hasOutline =
      now.outlineStyle === "auto" || // the browser's own, whose width is not told
      (now.outlineStyle !== "none" && parseFloat(now.outlineWidth) >= 2);
    const isNew = Object.keys(now).some((key) => now[key] !== before[key]);
    if (!(isNew && (hasOutline || now.boxShadow !== before.boxShadow)))
      faults.push("does not show that it has the focus");
    const [box] = one.getClientRects(); // of a link in two lines, where it begins
    return {
      number,
      name: named(one),
      faults,
      inMain: Boolean(one.closest("main")),
      isMedium: ["audio", "video", "iframe"].includes(one.localName),
      left: box.left + scrollX,
      right: box.right + scrollX,
      top: box.top + scrollY,
      bottom: box.bottom + scrollY,
    };
  };

  const nameOfStop = (number) => named(stops[number].one);
  globalThis.bars = { sideways, cut, covered, smallTargets, moving, prepare, stop, nameOfStop };
})();
