// Entry of the dashboard and of every page that shows a process: the live diagram with its figures, and the charts.
import { drawCharts } from './dashboard/chart.js';
import { drawDiagrams } from './dashboard/diagram.js';

drawDiagrams(document);
drawCharts(document);
