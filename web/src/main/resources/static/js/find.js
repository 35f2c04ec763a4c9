// Finds text in the lines of the page, one hit after the other.
class Find {
  constructor(form, lines, onHit) {
    this.hits = form.querySelector('[data-hits]');
    this.lines = lines;
    this.onHit = onHit;
    this.needle = '';
    this.now = null;
    form.addEventListener('submit', event => {
      event.preventDefault();
      this.next(form.querySelector('input').value.toLowerCase());
    });
  }

  next(needle) {
    const from = needle === this.needle ? this.now : null;
    this.needle = needle;
    this.now = null;
    this.lines.querySelectorAll('.hit').forEach(line => line.classList.remove('hit', 'now'));
    if (needle === '') {
      this.hits.textContent = '';
      return;
    }
    const found = [...this.lines.children].filter(line => line.textContent.toLowerCase().includes(needle));
    found.forEach(line => line.classList.add('hit'));
    if (found.length === 0) {
      this.hits.textContent = 'not found in the lines below';
      return;
    }
    const place = (found.indexOf(from) + 1) % found.length;
    this.now = found[place];
    this.now.classList.add('now');
    this.hits.textContent = `${place + 1} of ${found.length} lines`;
    this.onHit(this.now);
  }
}
