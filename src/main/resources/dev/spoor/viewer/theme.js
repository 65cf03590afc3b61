/* Before the first paint: the theme that was chosen last. Then the switch for it. No module, so that it runs first. */
(() => {
  const root = document.documentElement;
  const chosen = () => localStorage.getItem('spoor-theme');
  const apply = () => {
    if (chosen()) {
      root.dataset.theme = chosen();
    } else {
      delete root.dataset.theme;
    }
  };
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  apply();
  addEventListener('DOMContentLoaded', () => {
    const toggle = document.getElementById('theme');
    const tell = () => toggle.setAttribute('aria-pressed', isDark());
    tell();
    toggle.addEventListener('click', () => {
      localStorage.setItem('spoor-theme', isDark() ? 'light' : 'dark');
      apply();
      tell();
      dispatchEvent(new Event('themechange'));
    });
  });
})();
