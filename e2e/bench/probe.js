// Runs in every measured page before its own scripts. Times are in ms on the page's clock, taken in the task after the
// animation frame that shows the change.
{
  /** @type {((time: number) => void)[]} */
  const afterFrame = [];
  const channel = new MessageChannel();
  channel.port1.addEventListener('message', () => {
    const now = performance.now();
    for (const callback of afterFrame.splice(0)) callback(now);
  });
  channel.port1.start();

  /** @param {() => unknown} condition */
  const shown = (condition) =>
    new Promise((/** @type {(time: number) => void} */ resolve) => {
      const check = () => {
        if (!condition()) return void requestAnimationFrame(check);
        afterFrame.push(resolve);
        channel.port2.postMessage(null);
      };
      requestAnimationFrame(check);
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
