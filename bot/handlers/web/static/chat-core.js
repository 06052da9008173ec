// What any page needs to show and hold a talk with the desk: one import for the chat page and the demo.
//
//   import { ChatClient, ChatLog, ticker } from "./chat-core.js";
//   const log = new ChatLog({ root, skin: "tg", words, language: "zh", client });
//   const client = new ChatClient({ base: "/chat", secret, onEntry: (e) => log.put(e), onClock: ticker.set, ... });
//   client.start();
export { ChatClient, openSession } from "./client.js";
export { ChatLog } from "./log.js";
export { renderEntry, renderCard, renderKeys, rich, icon, element, fileSize } from "./draw.js";
export { Ticker, ticker, left } from "./ticker.js";
