// The page works without: this moves the focus along with the panel, and closes it with Escape.
(() => {
  const opened = () => {
    const panel = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return panel && panel.classList.contains("panel") ? panel : null;
  };
  const follow = () => {
    const panel = opened();
    if (panel) {
      panel.querySelector("h2").focus({ preventScroll: true });
    } else if (location.hash.startsWith("#at-")) {
      const cell = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (cell) cell.focus({ preventScroll: true });
    }
  };
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    const panel = event.key === "Escape" && opened();
    if (panel) location.hash = panel.querySelector(".close").hash;
  });
  follow();
})();
