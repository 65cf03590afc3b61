/** Marks a page as drawn, with the milliseconds from the navigation until it was on the screen. */
export function painted() {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.body.dataset.ready = Math.round(performance.now());
    }),
  );
}
