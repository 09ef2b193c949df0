// Sets the theme before anything is painted; without a choice the system's wish holds.
(function () {
  "use strict";
  try {
    var theme = localStorage.getItem("skill-split-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (error) {
    // Storage may be closed to pages of this origin.
  }
  document.documentElement.classList.add("js");
})();
