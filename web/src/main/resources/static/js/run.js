// Keeps the page of a run alive: output as it comes, and each section anew when something changed.
(() => {
  const page = document.querySelector('[data-run]');
  const base = page.dataset.base;
  const parts = {}; // looked up once: behind thousands of lines a search takes long
  const part = name => parts[name] ??= page.querySelector(`[data-${name}]`);
  const panel = part('term');
  const follow = part('follow');
  const PIECE = 262144; // bytes asked for at once
  const TAIL = 524288; // bytes shown of a long log when following begins
  let cursor = page.dataset.cursor;
  let source = null;
  let shown = 0; // attempt whose output is shown
  let live = true; // false while the page takes no output of the feed, because somebody reads elsewhere
  let more = false; // there is output after what is shown which the feed will not bring
  let over = false;
  let asking = 0; // the newest request for stored output

  const sections = new Sections(page, base, sayWhyNothing);
  const terminal = new Terminal(part('lines'), show);
  const newest = () => Number(cursor.split('.')[1]);
  const size = bytes => bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1048576).toFixed(1)} MiB`;

  function bytesOf(base64) {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) {
      bytes[i] = text.charCodeAt(i);
    }
    return bytes;
  }

  // ── what is shown ─────────────────────────────────────────────────────────────────────────────────────────
  function show() {
    if (terminal.full && live) {
      live = false;
      more = true;
      sayHow();
    }
    sayWhyNothing();
    part('earlier-edge').hidden = terminal.first === 0;
    part('earlier-size').textContent = size(terminal.first);
    part('later-edge').hidden = !more;
    toEnd();
  }

  // Why there is no output is told with the attempts, and changes when the attempt ends.
  function sayWhyNothing() {
    const empty = part('empty');
    empty.hidden = terminal.next > 0;
    if (!empty.hidden) {
      const attempt = document.querySelector(`[data-show-attempt="${shown}"]`);
      empty.textContent = attempt?.dataset.silence ?? (shown === 0 ? 'No step was begun yet.' : 'No output yet.');
    }
  }

  // Once a frame, because each time costs a layout.
  let moving = false;
  function toEnd() {
    if (follow.checked && !moving) {
      moving = true;
      requestAnimationFrame(() => {
        moving = false;
        if (follow.checked) {
          panel.scrollTop = panel.scrollHeight;
        }
      });
    }
  }

  function begin(attempt, offset, exact) {
    shown = attempt;
    more = false;
    terminal.reset(attempt, offset, exact);
    part('output-title').textContent = attempt > 0 ? `of attempt ${attempt}` : '';
    for (const link of page.querySelectorAll('[data-whole]')) {
      link.hidden = attempt === 0;
      link.href = `${base}/attempts/${attempt}/output`;
    }
    show();
  }

  function say(text, tone) {
    const state = part('feed-state');
    if (state.textContent !== text) {
      state.textContent = text;
      state.dataset.tone = tone;
    }
  }

  function sayHow() {
    if (!live) {
      say(`reading attempt ${shown}; follow shows the newest output`, 'quiet');
    } else if (over) {
      say('the run is over', 'quiet');
    } else if (source.readyState === EventSource.OPEN) {
      say('live', 'good');
    } else {
      say('connection to the console lost, trying again; the run goes on', 'bad');
    }
  }

  // ── feed ──────────────────────────────────────────────────────────────────────────────────────────────────
  function connect() {
    source = new EventSource(`${base}/feed?cursor=${encodeURIComponent(cursor)}`);
    source.onopen = sayHow;
    source.onerror = event => {
      sayHow();
      if (event.target.readyState === EventSource.CLOSED && event.target === source && !over) {
        // Refused rather than cut: perhaps the session is over. A page load will tell; the run goes on either way.
        setTimeout(() => { sections.refresh(); connect(); }, 3000);
      }
    };
    on('state', () => sections.refresh());
    on('attempt', event => {
      if (live && follow.checked) {
        begin(JSON.parse(event.data).attempt, 0, true);
      } else if (live) {
        // Whoever reads keeps what is read.
        terminal.finish();
        live = false;
        sayHow();
      }
      sections.refresh();
    });
    on('output', take);
    on('over', () => {
      source.close();
      over = true;
      if (live) {
        terminal.finish();
      }
      sayHow();
      sections.refresh();
    });
  }

  // What comes after the feed was told to begin elsewhere is not for us.
  function on(type, handle) {
    const from = source;
    from.addEventListener(type, event => {
      if (from === source && handle(event) !== false) {
        cursor = event.lastEventId;
      }
    });
  }

  function take(event) {
    if (!live) {
      return true;
    }
    const piece = JSON.parse(event.data);
    if (piece.attempt !== shown) {
      begin(piece.attempt, piece.offset, true);
    }
    switch (terminal.write(piece.offset, bytesOf(piece.data), piece.marks)) {
      case 'gap':
        goOnFrom(shown, terminal.next);
        return false;
      case 'full':
        live = false;
        more = true;
        show();
        sayHow();
    }
    return true;
  }

  // Tells the feed to begin with this byte.
  function goOnFrom(attempt, offset) {
    const [version, , , heard] = cursor.split('.');
    cursor = `${version}.${attempt}.${offset}.${heard}`;
    over = false;
    source.close();
    connect();
  }

  // ── stored output ─────────────────────────────────────────────────────────────────────────────────────────
  async function chunk(attempt, offset, limit) {
    const mine = ++asking;
    try {
      const response = await fetch(`${base}/attempts/${attempt}/chunk?offset=${offset}&limit=${limit}`);
      if (!response.ok) {
        throw new Error(`status ${response.status}`);
      }
      const piece = await response.json();
      return mine === asking ? { bytes: bytesOf(piece.data), marks: piece.marks } : null;
    } catch {
      say('the stored output cannot be had now, try again', 'bad');
      return null;
    }
  }

  async function loadEarlier() {
    await terminal.idle();
    const from = Math.max(0, terminal.first - PIECE);
    const until = terminal.first;
    const piece = await chunk(shown, from, until - from);
    if (piece === null || terminal.first !== until) {
      return;
    }
    unfollow();
    const height = panel.scrollHeight;
    terminal.prepend(from, piece.bytes, piece.marks);
    panel.scrollTop += panel.scrollHeight - height;
    if (terminal.trimEnd()) {
      live = false;
      more = true;
      sayHow();
    }
    show();
  }

  // Shows the next piece behind what is shown; false if nothing follows or something came between.
  async function loadLater() {
    const from = terminal.next;
    const piece = await chunk(shown, from, PIECE);
    if (piece === null || terminal.next !== from) {
      return false;
    }
    terminal.makeRoom();
    terminal.write(from, piece.bytes, piece.marks);
    await terminal.idle();
    more = terminal.next < from + piece.bytes.length || piece.bytes.length === PIECE;
    if (!more) {
      reachedEnd();
    }
    show();
    return more;
  }

  function reachedEnd() {
    if (shown !== newest()) {
      terminal.finish();
    } else {
      // Caught up with what is told live.
      live = true;
      goOnFrom(shown, terminal.next);
    }
    sayHow();
  }

  async function look(attempt, offset) {
    live = false;
    unfollow();
    begin(attempt, offset, true);
    sayHow();
    await loadLater();
  }

  async function goToHash() {
    const match = /^#a(\d{1,9})-o(\d{1,15})$/.exec(location.hash);
    if (!match) {
      return;
    }
    unfollow();
    const find = () => document.getElementById(location.hash.substring(1));
    if (!find()) {
      await look(Number(match[1]), Number(match[2]));
    }
    panel.querySelector('.here')?.classList.remove('here');
    const line = find();
    if (line) {
      line.classList.add('here');
      reveal(line);
    }
  }

  function reveal(line) {
    line.scrollIntoView({ block: 'center' });
    panel.querySelectorAll('.at[tabindex="0"]').forEach(link => { link.tabIndex = -1; });
    line.querySelector('.at').tabIndex = 0; // by keyboard: the link of the line one came for
  }

  // ── follow ────────────────────────────────────────────────────────────────────────────────────────────────
  function unfollow() {
    follow.checked = false;
    terminal.roll(false);
  }

  function followNewest() {
    follow.checked = true;
    terminal.roll(true);
    if (!live) {
      const [, attempt, offset] = cursor.split('.').map(Number);
      const from = Math.max(0, offset - TAIL);
      asking++;
      live = true;
      begin(attempt, from, false);
      goOnFrom(attempt, from);
    }
    if (location.hash !== '') {
      history.replaceState(null, '', location.pathname);
    }
    sayHow();
    show();
  }

  follow.addEventListener('change', () => follow.checked ? followNewest() : unfollow());

  // Only a person's hand ends following; that the page moves by itself does not.
  let hand = -1000;
  let pressed = false;
  for (const type of ['wheel', 'touchmove', 'keydown']) {
    panel.addEventListener(type, () => { hand = performance.now(); }, { passive: true });
  }
  panel.addEventListener('pointerdown', () => { pressed = true; });
  addEventListener('pointerup', () => { pressed = false; });
  panel.addEventListener('scroll', () => {
    const byHand = pressed || performance.now() - hand < 500;
    const atEnd = panel.scrollHeight - panel.scrollTop - panel.clientHeight < 8;
    if (byHand && !atEnd) {
      unfollow();
    } else if (byHand && atEnd && live && !follow.checked) {
      followNewest();
    }
  });

  // ── what people press ─────────────────────────────────────────────────────────────────────────────────────
  part('earlier').addEventListener('click', loadEarlier);
  part('later').addEventListener('click', loadLater);
  addEventListener('hashchange', goToHash);
  new Find(part('search'), part('lines'), line => { unfollow(); reveal(line); });
  document.addEventListener('click', event => {
    const link = event.target.closest('[data-show-attempt]');
    if (link) {
      event.preventDefault();
      history.replaceState(null, '', link.getAttribute('href'));
      look(Number(link.dataset.showAttempt), 0);
      panel.scrollIntoView({ block: 'nearest' });
    }
  });

  const [, attempt, offset] = cursor.split('.').map(Number);
  begin(attempt, offset, false);
  connect();
  goToHash();
})();
