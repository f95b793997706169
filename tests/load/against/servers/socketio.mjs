// socket.io with rooms; it keeps nothing. Its pings are off, since the crowd answers none.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], pingInterval: 3_600_000 });
io.on("connection", (socket) => {
  const { room } = socket.handshake.query;
  socket.join(room);
  socket.on("note", (note) => io.to(room).emit("note", note));
});
http.listen(0, "127.0.0.1", () => console.log(http.address().port));
