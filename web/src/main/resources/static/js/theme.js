// Sets the colour scheme before the page is drawn. Runs in <head>, so it is short.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => { try { return localStorage.getItem('theme'); } catch { return null; } };
  const apply = () => {
    document.documentElement.dataset.bsTheme = chosen() ?? (dark.matches ? 'dark' : 'light');
  };
  apply();
  dark.addEventListener('change', apply);
  document.addEventListener('click', event => {
    if (!event.target.closest('[data-theme-toggle]')) {
      return;
    }
    const next = document.documentElement.dataset.bsTheme === 'dark' ? 'light' : 'dark';
    try { localStorage.setItem('theme', next); } catch { /* then for this page only */ }
    document.documentElement.dataset.bsTheme = next;
  });
})();
