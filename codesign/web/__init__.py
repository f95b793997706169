"""HTTP: routes, pages, downloads, and the socket and stream doors into a room."""
