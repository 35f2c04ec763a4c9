// Shows what the screen of a simulated machine shows, and types without leaving the page. Without it, forms and a link do.
class Machine {
  static EVERY = 700;

  constructor(page) {
    this.page = page;
    page.addEventListener('submit', event => {
      const part = event.target.closest('[data-machine]');
      if (part && event.submitter) {
        event.preventDefault();
        this.send(event.target, event.submitter, part);
      }
    });
    this.parts().forEach(part => Machine.down(part));
    setInterval(() => {
      if (!document.hidden) {
        this.parts().forEach(part => this.look(part));
      }
    }, Machine.EVERY);
  }

  // A part may come and go with the sections of a run.
  parts() {
    return this.page.querySelectorAll('[data-machine]');
  }

  static down(part) {
    const text = part.querySelector('[data-machine-text]');
    text.scrollTop = text.scrollHeight;
  }

  async send(form, submitter, part) {
    const told = new FormData(form, submitter);
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(told), redirect: 'manual' });
      if (answer.type !== 'opaqueredirect') {
        location.reload();
        return;
      }
      if (submitter.value === 'type') {
        form.querySelector('[name=line]').value = '';
      }
      await this.look(part);
    } catch {
      location.reload();
    }
  }

  async look(part) {
    try {
      const answer = await fetch(part.dataset.screen, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
      if (!answer.ok || answer.redirected) {
        return;
      }
      const seen = await answer.json();
      const text = part.querySelector('[data-machine-text]');
      if (text.textContent !== seen.text) {
        text.textContent = seen.text;
        Machine.down(part);
      }
      part.querySelector('[data-machine-off]').hidden = seen.on;
    } catch {
      // The console is away; the next look tells.
    }
  }
}

new Machine(document);
