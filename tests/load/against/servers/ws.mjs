// The least a Node server can do with ws: what comes goes to everybody of the room; it keeps
// nothing. A message of one byte asks for so many notes of 200 bytes, as in `fanout.py`.
import { WebSocketServer } from "ws";

const NOTE = 200;
const rooms = new Map();
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("connection", (socket, request) => {
  const room = rooms.get(request.url) ?? new Set();
  rooms.set(request.url, room.add(socket));
  socket.on("message", (data, isBinary) => {
    const told = data.length === 1 ? Buffer.alloc(NOTE * data[0]) : data;
    for (const each of room) each.send(told, { binary: isBinary });
  });
  socket.on("close", () => room.delete(socket));
  socket.on("error", () => socket.terminate());
});
server.on("listening", () => console.log(server.address().port));
