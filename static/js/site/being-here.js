/** A student's page that has no other use for the socket of news holds it open: it says that somebody is here. */

import { onNews } from "../news.js";
import { socketUrl } from "../page.js";

const socket = document.querySelector("meta[name=news]")?.getAttribute("content");
if (socket && !document.querySelector("[data-talk], [data-news]")) onNews(socketUrl(socket), () => {});
