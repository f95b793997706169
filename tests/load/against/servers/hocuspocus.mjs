// Hocuspocus with its SQLite extension, as its documentation sets it up: a document is stored
// after two seconds of quiet, at the latest after ten, and told to everybody before that.
import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const server = new Server({
  address: "127.0.0.1",
  port: 0,
  quiet: true,
  // A real client says every half minute that it is there; the crowd says nothing between rounds.
  timeout: 3_600_000,
  extensions: [new SQLite({ database: "hocuspocus.db" })],
});
await server.listen();
console.log(server.httpServer.address().port);
