// A line or a bar chart from the figures in the page; the same figures stand beside it as a table.
import {
  BarController, BarElement, CategoryScale, Chart, Filler, Legend, LineController, LineElement, LinearScale, PointElement, Tooltip
} from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, Filler, Legend, LineController, LineElement, LinearScale, PointElement, Tooltip);

// Told apart by dash and point as well as by colour.
const STYLES = [
  { color: '#0059b3', dash: [], point: 'circle' },
  { color: '#00693f', dash: [6, 4], point: 'triangle' },
  { color: '#a8132b', dash: [2, 3], point: 'rect' },
  { color: '#59359a', dash: [8, 3, 2, 3], point: 'rectRot' },
  { color: '#7a4a00', dash: [1, 2], point: 'cross' }
];

/** data-series = {type: 'line' | 'bar', labels: […], unit?: '%', most?: 100, stacked?: true, series: [{label, values: [… | null], dashed?}]}. */
export function draw(canvas) {
  const { type = 'line', labels, series, unit = '', most, stacked = false } = JSON.parse(canvas.dataset.series);
  canvas.setAttribute('role', 'img');
  const number = new Intl.NumberFormat('it-IT');
  const write = value => `${number.format(value)}${unit && ` ${unit}`}`;
  new Chart(canvas, {
    type,
    data: { labels, datasets: series.map((one, index) => dataset(one, STYLES[index % STYLES.length], type)) },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      locale: 'it-IT',
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { stacked, grid: { display: false }, ticks: { color: '#1a2733', maxRotation: 0, autoSkipPadding: 12 } },
        y: { stacked, beginAtZero: true, max: most, ticks: { color: '#1a2733', precision: 0, callback: write }, grid: { color: '#dfe5eb' } }
      },
      plugins: {
        legend: { display: series.length > 1, labels: { color: '#1a2733', usePointStyle: true, boxWidth: 8, boxHeight: 8 } },
        tooltip: { callbacks: { label: item => `${item.dataset.label}: ${write(item.parsed.y)}` } }
      }
    }
  });
  canvas.dataset.ready = 'yes';
}

function dataset(one, style, type) {
  return {
    label: one.label,
    data: one.values,
    borderColor: style.color,
    backgroundColor: type === 'bar' ? style.color : 'transparent',
    borderDash: one.dashed ? [6, 4] : style.dash,
    borderWidth: type === 'bar' ? 0 : 2,
    pointStyle: style.point,
    pointRadius: one.values.length > 40 ? 0 : 3,
    spanGaps: true,
    tension: 0
  };
}
