/** Rings when the server has something new for this person. Where sockets are blocked it rings now and then by itself. */

// Long enough that a whole class behind such a proxy is no burden.
const WITHOUT_SOCKET_MS = 20_000;
const RETRY_MS = 5_000;

/** @param {string} url of the socket @param {() => void} look what to do when it rings */
export function onNews(url, look) {
  const socket = new WebSocket(url);
  let opened = false;
  socket.onopen = () => {
    // What happened while it was closed rang for nobody.
    opened = true;
    look();
  };
  socket.onmessage = look;
  socket.onclose = () => {
    if (!opened) look();
    setTimeout(() => onNews(url, look), opened ? RETRY_MS : WITHOUT_SOCKET_MS);
  };
}
