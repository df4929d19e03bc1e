/** One module for the form and for the values on the page, so that pages name only one. */
export { showForm } from './form.ts';
export { showValues } from './shown-values.ts';
