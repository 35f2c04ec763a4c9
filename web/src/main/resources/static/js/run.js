// Keeps the page of a run alive: output as it comes, and each section anew when something changed.
(() => {
  const page = document.querySelector('[data-run]');
  const base = page.dataset.base;
  const panel = page.querySelector('[data-term]');
  const follow = page.querySelector('[data-follow]');
  const feedState = page.querySelector('[data-feed-state]');
  const earlier = page.querySelector('[data-earlier]');
  const empty = page.querySelector('[data-empty]');
  const title = page.querySelector('[data-output-title]');
  const download = page.querySelector('[data-download]');
  const PIECE = 262144;
  let cursor = page.dataset.cursor;
  let source = null;
  let shown = 0; // attempt whose output is shown
  let live = true; // false while an older attempt is looked at

  const terminal = new Terminal(page.querySelector('[data-lines]'), () => {
    empty.hidden = terminal.next > 0;
    earlier.hidden = terminal.first === 0;
    if (follow.checked) {
      panel.scrollTop = panel.scrollHeight;
    }
  });

  const bytesOf = base64 => Uint8Array.from(atob(base64), c => c.charCodeAt(0));

  function show(attempt, offset) {
    shown = attempt;
    terminal.reset(attempt, offset);
    empty.hidden = offset > 0;
    earlier.hidden = offset === 0;
    title.textContent = attempt > 0 ? `of attempt ${attempt}` : '';
    download.hidden = attempt === 0;
    download.href = `${base}/attempts/${attempt}/output`;
  }

  // ── sections ──────────────────────────────────────────────────────────────────────────────────────────────
  let asked = false;
  let again = false;

  async function refresh() {
    if (asked) {
      again = true;
      return;
    }
    asked = true;
    try {
      const response = await fetch(`${base}/sections`, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
      if (response.redirected || response.status === 401 || response.status === 403) {
        location.reload();
        return;
      }
      if (response.ok) {
        replace(new DOMParser().parseFromString(await response.text(), 'text/html'));
      }
    } catch {
      // The feed notices a lost console and says so; the next event asks again.
    } finally {
      setTimeout(() => {
        asked = false;
        if (again) {
          again = false;
          refresh();
        }
      }, 250);
    }
  }

  // A section with a key keeps what a person types in it until its key changes.
  function replace(fresh) {
    for (const section of fresh.querySelectorAll('section[id]')) {
      const present = document.getElementById(section.id);
      const same = section.dataset.key === undefined
        ? present.dataset.html === section.innerHTML
        : present.dataset.key === section.dataset.key;
      if (same) {
        continue;
      }
      const opened = new Map([...present.querySelectorAll('details')].map((d, i) => [i, d.open]));
      const focus = present.contains(document.activeElement) ? document.activeElement : null;
      const selector = focus && focus.id ? '#' + CSS.escape(focus.id) : focus && focus.href ? `a[href="${CSS.escape(focus.getAttribute('href'))}"]` : null;
      section.dataset.html = section.innerHTML;
      const next = document.importNode(section, true);
      if (section.id === 'run-phases') {
        // Phases open and close by themselves with the run, unless a person did so.
        next.querySelectorAll('details').forEach((d, i) => { d.open = d.open || (opened.get(i) === true && present.dataset.touched !== undefined); });
        if (present.dataset.touched !== undefined) {
          next.dataset.touched = '';
        }
      }
      present.replaceWith(next);
      if (selector) {
        next.querySelector(selector)?.focus({ preventScroll: true });
      }
      const state = next.querySelector('[data-run-state]');
      if (state) {
        document.title = `${state.textContent} · ${document.title.split(' · ').slice(-2).join(' · ')}`;
      }
    }
  }

  // ── feed ──────────────────────────────────────────────────────────────────────────────────────────────────
  function say(text, tone) {
    feedState.textContent = text;
    feedState.dataset.tone = tone;
  }

  function connect() {
    source = new EventSource(`${base}/feed?cursor=${encodeURIComponent(cursor)}`);
    source.onopen = () => say('live', 'good');
    source.onerror = () => {
      say('connection lost, trying again', 'bad');
      if (source.readyState === EventSource.CLOSED) {
        // Refused rather than cut: perhaps the session is over. A page load will tell; the run goes on either way.
        setTimeout(() => { refresh(); connect(); }, 3000);
      }
    };
    source.addEventListener('state', event => { cursor = event.lastEventId; refresh(); });
    source.addEventListener('attempt', event => {
      cursor = event.lastEventId;
      if (live) {
        show(JSON.parse(event.data).attempt, 0);
      }
      refresh();
    });
    source.addEventListener('output', event => {
      const piece = JSON.parse(event.data);
      if (live && !take(piece)) {
        source.close();
        cursor = cursor.replace(/^(\d+)\.\d+\.\d+\./, `$1.${shown}.${terminal.next}.`);
        connect();
        return;
      }
      cursor = event.lastEventId;
    });
    source.addEventListener('over', event => {
      cursor = event.lastEventId;
      source.close();
      if (live) {
        terminal.finish();
      }
      say('the run is over', 'quiet');
      refresh();
    });
  }

  // False if bytes are missing before this piece.
  function take(piece) {
    if (piece.attempt !== shown) {
      show(piece.attempt, piece.offset);
    }
    return terminal.write(piece.offset, bytesOf(piece.data), piece.marks);
  }

  // ── earlier output and earlier attempts ──────────────────────────────────────────────────────────────────
  async function chunk(attempt, offset, limit) {
    const response = await fetch(`${base}/attempts/${attempt}/chunk?offset=${offset}&limit=${limit}`);
    if (!response.ok) {
      throw new Error(`status ${response.status}`);
    }
    return response.json();
  }

  earlier.addEventListener('click', async () => {
    const from = Math.max(0, terminal.first - PIECE);
    const piece = await chunk(shown, from, terminal.first - from);
    let bytes = bytesOf(piece.data);
    // Unless the log begins here, begin behind a line's end.
    const skip = from === 0 ? 0 : Math.max(0, bytes.indexOf(10) + 1);
    bytes = bytes.subarray(skip);
    const height = panel.scrollHeight;
    unfollow();
    terminal.prepend(from + skip, bytes, piece.marks);
    panel.scrollTop += panel.scrollHeight - height;
    earlier.hidden = terminal.first === 0;
  });

  async function look(attempt, offset) {
    live = false;
    follow.checked = false;
    show(attempt, offset);
    say(`output of attempt ${attempt}; follow shows the newest again`, 'quiet');
    terminal.keep = Infinity;
    let at = offset;
    for (let i = 0; i < 8 && !live; i++) {
      const piece = await chunk(attempt, at, PIECE);
      const bytes = bytesOf(piece.data);
      if (live || shown !== attempt || bytes.length === 0) {
        break;
      }
      terminal.write(at, bytes, piece.marks);
      at += bytes.length;
    }
    if (!live && shown === attempt) {
      terminal.finish();
    }
  }

  async function goToHash() {
    const match = /^#a(\d+)-o(\d+)$/.exec(location.hash);
    if (!match) {
      return;
    }
    const find = () => document.getElementById(location.hash.substring(1));
    if (!find()) {
      await look(Number(match[1]), Number(match[2]));
      await new Promise(done => setTimeout(done, 100));
    }
    unfollow();
    page.querySelector('.line.here')?.classList.remove('here');
    find()?.classList.add('here');
    find()?.scrollIntoView({ block: 'center' });
  }
  addEventListener('hashchange', goToHash);

  document.addEventListener('click', event => {
    const link = event.target.closest('[data-show-attempt]');
    if (link) {
      event.preventDefault();
      history.replaceState(null, '', link.getAttribute('href'));
      look(Number(link.dataset.showAttempt), 0);
      panel.scrollIntoView({ block: 'nearest' });
    }
    const summary = event.target.closest('#run-phases summary');
    if (summary) {
      document.getElementById('run-phases').dataset.touched = '';
    }
  });

  // ── follow ────────────────────────────────────────────────────────────────────────────────────────────────
  follow.addEventListener('change', () => {
    if (follow.checked && !live) {
      // Back to the newest output, which the server knows best where to begin.
      history.replaceState(null, '', location.pathname);
      location.reload();
      return;
    }
    terminal.keep = follow.checked ? Terminal.KEEP : 4 * Terminal.KEEP;
    if (follow.checked) {
      panel.scrollTop = panel.scrollHeight;
    }
  });
  function unfollow() {
    follow.checked = false;
    terminal.keep = Math.max(terminal.keep, 4 * Terminal.KEEP);
  }
  let lastTop = 0;
  panel.addEventListener('scroll', () => {
    const atEnd = panel.scrollHeight - panel.scrollTop - panel.clientHeight < 8;
    if (panel.scrollTop < lastTop - 2 && !atEnd) {
      unfollow();
    } else if (atEnd && live && !follow.checked) {
      follow.checked = true;
      terminal.keep = Terminal.KEEP;
    }
    lastTop = panel.scrollTop;
  });

  // ── search ────────────────────────────────────────────────────────────────────────────────────────────────
  const search = page.querySelector('[data-search]');
  const hits = page.querySelector('[data-hits]');
  let found = [];
  let position = -1;
  let needle = '';
  search.addEventListener('submit', event => {
    event.preventDefault();
    const text = search.querySelector('input').value.toLowerCase();
    if (text !== needle) {
      needle = text;
      position = -1;
    }
    page.querySelectorAll('.line.hit').forEach(line => line.classList.remove('hit', 'now'));
    found = needle === '' ? [] : [...page.querySelectorAll('.line')].filter(l => l.textContent.toLowerCase().includes(needle));
    found.forEach(line => line.classList.add('hit'));
    if (found.length > 0) {
      position = (position + 1) % found.length;
      unfollow();
      found[position].classList.add('now');
      found[position].scrollIntoView({ block: 'center' });
    }
    hits.textContent = needle === '' ? '' : found.length === 0 ? 'not found' : `${position + 1} of ${found.length} lines`;
  });

  const [, attempt, offset] = cursor.split('.').map(Number);
  show(attempt, offset);
  connect();
  goToHash();
})();
