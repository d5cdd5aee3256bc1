/** Talks to the site over HTTP. Whatever goes wrong becomes an ApiError with a sentence for people. */

import { gettext } from "./texts.js";

export class ApiError extends Error {
  /** @param {string} sentence @param {number} status 0 when the server was not reached @param {any} data */
  constructor(sentence, status, data) {
    super(sentence);
    this.status = status;
    this.data = data;
  }
}

const UNREACHABLE = gettext("The server cannot be reached. Check the network; nothing you wrote is lost.");
const UNREADABLE = gettext("The server answered with something we cannot read. Reload the page, and tell your instructor if it stays.");

export class Api {
  /**
   * @param {(url: string, options: RequestInit) => Promise<Response>} transport  fetch, outside of tests
   * @param {() => string} cookies  the page's cookies, where the CSRF token is
   */
  constructor(transport, cookies) {
    this.transport = transport;
    this.cookies = cookies;
  }

  /** @param {string} url @returns {Promise<any>} the JSON; throws ApiError */
  get(url) {
    return this.request("GET", url);
  }

  /** @param {string} url @param {object} body @returns {Promise<any>} the JSON; throws ApiError */
  post(url, body) {
    return this.request("POST", url, body);
  }

  /** @param {string} url @param {object} body @returns {Promise<any>} the JSON; throws ApiError */
  put(url, body) {
    return this.request("PUT", url, body);
  }

  /** @param {string} method @param {string} url @param {object} [body] @returns {Promise<any>} */
  async request(method, url, body) {
    const response = await this.send(method, url, body);
    const data = await response.json().catch(() => null);
    if (!response.ok) throw new ApiError(data?.error ?? sentenceFor(response.status), response.status, data);
    if (data === null) throw new ApiError(UNREADABLE, response.status, null);
    return data;
  }

  /** @param {string} method @param {string} url @param {object} [body] @returns {Promise<Response>} */
  async send(method, url, body) {
    /** @type {Record<string, string>} */
    const headers = { Accept: "application/json" };
    if (method !== "GET") headers["X-CSRFToken"] = csrfToken(this.cookies());
    if (body) headers["Content-Type"] = "application/json";
    try {
      return await this.transport(url, { method, headers, body: body && JSON.stringify(body), credentials: "same-origin" });
    } catch {
      throw new ApiError(UNREACHABLE, 0, null);
    }
  }
}

/** The site's own API, as every page uses it. */
export function siteApi() {
  return new Api((url, options) => fetch(url, options), () => document.cookie);
}

/** @param {string} cookies */
function csrfToken(cookies) {
  const pair = cookies.split("; ").find((cookie) => cookie.startsWith("csrftoken="));
  return decodeURIComponent(pair?.slice("csrftoken=".length) ?? "");
}

/** @param {number} status */
function sentenceFor(status) {
  if (status === 403) return gettext("You are signed out. Sign in again in another tab, then try once more.");
  if (status === 404) return gettext("This is not there any more. Reload the page.");
  if (status === 413) return gettext("This is too long to be saved. Shorten it.");
  if (status === 429) return gettext("Too many requests at once. Wait a moment, then try again.");
  return gettext("The server had a problem, and that is our fault. Try again in a moment.");
}
