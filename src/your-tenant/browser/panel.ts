/** What is fetched when the panel is opened or there are values to show: one module, so that pages name only one. */
export { showForm } from './form.ts';
export { showValues } from './shown-values.ts';
