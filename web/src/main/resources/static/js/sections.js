// The parts of a run's page that change are asked for anew, and replaced where they differ.
class Sections {
  static READ = 5000; // milliseconds for which a notice can be read before the next event takes it away
  static OLD = 60000; // and after which it is no news even if nothing happened

  constructor(page, base, onFresh) {
    this.base = base;
    this.onFresh = onFresh;
    this.title = document.title.split(' · ').slice(-2).join(' · ');
    this.announce = page.querySelector('[data-announce]');
    this.shown = new Map(); // section id to its markup
    this.opened = new Map(); // phases a person opened or shut
    this.asked = false;
    this.again = false;
    page.addEventListener('click', event => {
      const summary = event.target.closest('#run-phases summary');
      if (summary) {
        this.opened.set(Sections.place(summary), !summary.parentElement.open);
      }
    });
    Sections.retireNotice(Sections.OLD);
  }

  // What was done by the last command; refusals stay, somebody has to answer them.
  static retireNotice(after) {
    const notice = document.querySelector('.messages [role=status]');
    if (notice) {
      setTimeout(() => notice.remove(), Math.max(0, after - performance.now()));
    }
  }

  static place(summary) {
    return [...summary.closest('ol').querySelectorAll('summary')].indexOf(summary);
  }

  async refresh() {
    if (this.asked) {
      this.again = true;
      return;
    }
    this.asked = true;
    try {
      const response = await fetch(`${this.base}/sections`, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
      if (response.redirected || response.status === 401 || response.status === 403) {
        location.reload();
        return;
      }
      if (response.ok) {
        this.replace(new DOMParser().parseFromString(await response.text(), 'text/html'));
      }
    } catch {
      // The feed notices a lost console and says so; the next event asks again.
    } finally {
      setTimeout(() => {
        this.asked = false;
        if (this.again) {
          this.again = false;
          this.refresh();
        }
      }, 250);
    }
  }

  replace(fresh) {
    for (const section of fresh.querySelectorAll('section[id]')) {
      const present = document.getElementById(section.id);
      // A section with a key stays as it is, with what a person types in it, until its key changes.
      const same = section.dataset.key === undefined
        ? this.shown.get(section.id) === section.innerHTML
        : present.dataset.key === section.dataset.key;
      if (!same) {
        if (section.id === 'run-head') {
          Sections.retireNotice(Sections.READ);
        }
        this.shown.set(section.id, section.innerHTML);
        this.put(document.importNode(section, true), present);
      }
    }
    this.onFresh();
  }

  put(next, present) {
    if (next.id === 'run-phases') {
      next.querySelectorAll('details').forEach((phase, i) => { phase.open = this.opened.get(i) ?? phase.open; });
    }
    // What was typed where it does not decide anything by itself is carried over.
    for (const field of present.querySelectorAll('[data-carry]')) {
      const again = next.querySelector('#' + CSS.escape(field.id));
      if (again) {
        again.value = field.value;
      }
    }
    const focus = Sections.focus(present);
    present.replaceWith(next);
    focus(next);
    const state = next.querySelector('[data-run-state]');
    if (state) {
      document.title = `${state.textContent} · ${this.title}`;
      if (this.announce.textContent !== state.textContent) {
        this.announce.textContent = state.textContent;
      }
    }
  }

  // The keyboard stays where it was.
  static focus(present) {
    const every = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const active = present.contains(document.activeElement) ? document.activeElement : null;
    if (active === null) {
      return () => {};
    }
    const place = [...present.querySelectorAll(every)].indexOf(active);
    const key = active.id || active.getAttribute('href') || active.value;
    return next => {
      const all = [...next.querySelectorAll(every)];
      const again = (key && all.find(e => (e.id || e.getAttribute('href') || e.value) === key)) || all[place];
      again?.focus({ preventScroll: true });
    };
  }
}
