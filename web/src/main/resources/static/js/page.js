// What any page may use. Every page works without it.
(() => {
  const path = location.pathname;
  for (const link of document.querySelectorAll('[data-nav]')) {
    const target = link.dataset.nav;
    if (target === path || (target !== '/' && path.startsWith(target))) {
      link.setAttribute('aria-current', 'page');
    }
  }

  document.addEventListener('click', async event => {
    const button = event.target.closest('[data-copy]');
    if (button) {
      const text = document.getElementById(button.dataset.copy).textContent;
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = 'Copied';
      } catch {
        getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
        button.textContent = 'Selected: press Ctrl+C';
      }
    }
    if (event.target.closest('[data-print]')) {
      print();
    }
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    }
  });

  // Forms that change a server or take time are sent once, and say that they are under way.
  document.addEventListener('submit', event => {
    const button = event.target.querySelector('[data-busy]');
    if (button) {
      setTimeout(() => { button.disabled = true; button.textContent = button.dataset.busy; });
    }
  });
  // A page from the back-forward cache must not stay disabled.
  addEventListener('pageshow', event => { if (event.persisted) { location.reload(); } });

  const units = [[172800, 86400, ' days'], [7200, 3600, ' h'], [120, 60, ' min'], [0, 1, ' s']];
  const age = seconds => {
    const [, size, name] = units.find(([from]) => seconds >= from);
    return seconds < 1 ? 'just now' : Math.floor(seconds / size) + name + ' ago';
  };
  // Ages grow by the browser's clock from the age the server told, so wrong clocks do not matter.
  const born = new WeakMap();
  const tick = () => {
    for (const time of document.querySelectorAll('time[data-age]')) {
      if (!born.has(time)) {
        born.set(time, performance.now() - Number(time.dataset.age) * 1000);
      }
      const text = age(Math.floor((performance.now() - born.get(time)) / 1000));
      if (time.textContent !== text) {
        time.textContent = text;
      }
      const told = time.closest('[data-stale-after]');
      told?.classList.toggle('warn-text', performance.now() - born.get(time) > told.dataset.staleAfter * 1000);
    }
  };
  tick();
  setInterval(tick, 1000);
})();
