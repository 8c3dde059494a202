// Runs in every page before the page's own scripts, the same for all of them. Times are ms on the page's clock, taken when the
// frame that shows something has been made: in the task after the animation frame.
{
  /** @type {((time: number) => void)[]} */
  const afterFrame = [];
  const channel = new MessageChannel();
  channel.port1.addEventListener('message', () => {
    const now = performance.now();
    for (const tell of afterFrame.splice(0)) tell(now);
  });
  channel.port1.start();

  /** @param {() => unknown} condition */
  const shown = (condition) =>
    new Promise((/** @type {(time: number) => void} */ resolve) => {
      const look = () => {
        if (!condition()) return void requestAnimationFrame(look);
        afterFrame.push(resolve);
        channel.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });

  /** @type {number[]} */
  const keys = [];
  addEventListener(
    'keydown',
    ({ timeStamp }) => void shown(() => true).then((time) => keys.push(time - timeStamp)),
    true,
  );

  /** @param {() => unknown} condition */
  const fromClick = (condition) =>
    new Promise((/** @type {(time: number) => void} */ resolve) => {
      const onClick = (/** @type {MouseEvent} */ { timeStamp }) =>
        void shown(condition).then((time) => resolve(time - timeStamp));
      addEventListener('click', onClick, { capture: true, once: true });
    });

  Object.assign(window, { bench: { shown, keys, fromClick } });
}
