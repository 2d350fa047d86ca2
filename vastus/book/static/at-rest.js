// What waits until a hand rests.
//
// - It is asked for at every step, and a browser's timers are dear to set anew; so one runs, and looks when it ends
//   whether somebody has asked since.

/** Do `act` once nobody has asked for it for a while; gives how to ask, and how to take it back. */
export function atRest(ms, act) {
  let asked = 0;
  let timer = 0;
  const look = () => {
    const left = Math.ceil(asked + ms - performance.now());
    timer = left > 0 ? setTimeout(look, left) : 0;
    if (!timer) act();
  };
  return {
    ask() {
      asked = performance.now();
      timer ||= setTimeout(look, ms);
    },
    takeBack() {
      clearTimeout(timer);
      timer = 0;
    },
  };
}
