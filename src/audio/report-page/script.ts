/**
 * What the report page does in the browser, as plain text: it runs from a file, offline, with no library. Players and
 * pictures are made when they come near the screen, so that a page of thousands opens at once.
 */
export const SCRIPT = `
'use strict';
const root = document.documentElement;
document.querySelector('.toggle').addEventListener('click', () => {
  root.dataset.lang = root.dataset.lang === 'zh' ? 'en' : 'zh';
  root.lang = root.dataset.lang;
});

function draw(canvas) {
  const box = canvas.getBoundingClientRect();
  const scale = Math.min(2, window.devicePixelRatio || 1);
  const width = canvas.width = Math.max(1, Math.min(16000, Math.round(box.width * scale)));
  const height = canvas.height = Math.max(1, Math.round((box.height - 6) * scale));
  const peaks = Uint8Array.from(atob(canvas.dataset.peaks), (c) => c.charCodeAt(0));
  const length = Number(canvas.dataset.length) || peaks.length;
  const stretches = JSON.parse(canvas.dataset.stretches);
  const style = getComputedStyle(root);
  const ink = Object.fromEntries(['A', 'B', 'out', 'quiet'].map((name) => [name, style.getPropertyValue('--' + name)]));
  const pen = canvas.getContext('2d');
  const top = Math.max(24, ...peaks);
  let at = 0;
  for (let x = 0; x < width; x++) {
    const share = x / width;
    while (at < stretches.length && stretches[at][1] <= share) at++;
    const inside = at < stretches.length && stretches[at][0] <= share;
    pen.fillStyle = ink[inside ? stretches[at][2] : 'quiet'];
    let peak = 0;
    const last = Math.max(Math.floor(share * length) + 1, ((x + 1) / width) * length);
    for (let i = Math.floor(share * length); i < last && i < peaks.length; i++) peak = Math.max(peak, peaks[i]);
    const size = Math.max(1, (peak / top) * height);
    pen.fillRect(x, (height - size) / 2, 1, size);
  }
  canvas.dataset.drawn = 'yes';
}

function player(link) {
  const audio = document.createElement('audio');
  audio.controls = true;
  audio.preload = 'none';
  audio.src = link.getAttribute('href');
  audio.setAttribute('aria-label', link.getAttribute('aria-label'));
  audio.addEventListener('play', () => {
    for (const other of document.querySelectorAll('audio')) if (other !== audio) other.pause();
    mark(audio.closest('li').id);
  });
  audio.addEventListener('timeupdate', () => follow(audio));
  link.replaceWith(audio);
  return audio;
}

function mark(id) {
  for (const now of document.querySelectorAll('.now')) now.classList.remove('now');
  for (const head of document.querySelectorAll('.head')) head.style.display = 'none';
  document.getElementById(id)?.classList.add('now');
  document.querySelector('.wave [data-segment="' + id + '"]')?.classList.add('now');
}

/* The line that runs over the outline while a segment plays. */
function follow(audio) {
  const wave = audio.closest('article').querySelector('.wave');
  const place = wave?.querySelector('[data-segment="' + audio.closest('li').id + '"]');
  if (!place) return;
  const head = wave.querySelector('.head');
  const share = audio.duration > 0 ? Math.min(1, audio.currentTime / audio.duration) : 0;
  const left = place.offsetLeft + share * place.offsetWidth;
  head.style.left = left + 'px';
  head.style.display = audio.ended ? 'none' : 'block';
  if (left < wave.scrollLeft || left > wave.scrollLeft + wave.clientWidth) wave.scrollLeft = left - wave.clientWidth / 4;
}

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    if (target.tagName === 'CANVAS') draw(target);
    else player(target);
  }
}, { rootMargin: '800px' });
for (const each of document.querySelectorAll('canvas, a.load')) near.observe(each);

document.addEventListener('click', (event) => {
  const id = event.target.closest('.wave [data-segment]')?.dataset.segment;
  const row = id && document.getElementById(id);
  if (!row) return;
  row.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  const audio = row.querySelector('audio') ?? player(row.querySelector('a.load'));
  audio.play();
});

let later;
const again = () => {
  clearTimeout(later);
  later = setTimeout(() => document.querySelectorAll('canvas[data-drawn]').forEach(draw), 150);
};
window.addEventListener('resize', again);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
`;
