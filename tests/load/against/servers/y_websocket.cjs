// The server that y-websocket brings, with its LevelDB: each update is handed to the database
// while it is told, and nobody waits for the disk.
process.env.YPERSISTENCE = "leveldb";
console.info = () => {};

const http = require("node:http");
const { WebSocketServer } = require("ws");
const { setupWSConnection } = require("y-websocket/bin/utils");

const server = http.createServer();
new WebSocketServer({ server }).on("connection", setupWSConnection);
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
